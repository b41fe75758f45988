import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { findTerraform } from '@bulkhead/emulator';
import { BulkheadError } from '@bulkhead/errors';
import {
  type Engine,
  type EngineRequest,
  type ResourceChange,
  type ResourceCounts,
  untouched,
} from '../engine';
import { runTerraform } from './terraform-cli';
import { type TerraformMessage } from './terraform-message';
import { prepareWorkingDirectory } from './working-directory';

/** Another run that holds the lock is most often about to let go of it. */
const lockTimeout = '-lock-timeout=15s';

/** Runs `terraform`, or `tofu`, on the JSON that CDKTF synthesized. */
export const terraformEngine: Engine = {
  async validate(request) {
    const binary = await requireTerraform();
    const directory = await prepareWorkingDirectory(binary, request, false);
    const { signal, instance } = request;
    const printed = await runTerraform({
      binary,
      arguments: ['validate', '-no-color'],
      directory,
      subject: instance.id,
      signal,
    });
    request.progress(printed.trim());
  },

  async diff(request) {
    const binary = await requireTerraform();
    const directory = await prepareWorkingDirectory(binary, request, true);
    const { signal, instance } = request;
    const call = { binary, directory, subject: instance.id, signal };
    const plan = join(directory, 'plan.bin');
    try {
      await runTerraform({
        ...call,
        arguments: ['plan', '-json', '-input=false', lockTimeout, `-out=${plan}`],
      });
      // `show` prints the whole plan as one JSON line, which is no message of ours and comes back as text.
      const shown: { line?: PlannedChanges } = {};
      await runTerraform({
        ...call,
        arguments: ['show', '-json', plan],
        onMessage: (message) => (shown.line = message as PlannedChanges),
      });
      return (shown.line?.resource_changes ?? []).flatMap(toResourceChange);
    } finally {
      rmSync(plan, { force: true });
    }
  },

  deploy: (request) => apply(request, ['apply', '-json', '-auto-approve', '-input=false', lockTimeout]),

  destroy: (request) => apply(request, ['destroy', '-json', '-auto-approve', '-input=false', lockTimeout]),
};

async function apply(request: EngineRequest, args: readonly string[]): Promise<ResourceCounts> {
  const binary = await requireTerraform();
  const directory = await prepareWorkingDirectory(binary, request, true);
  let counts = untouched;
  const onMessage = ({ type, changes, hook, '@message': text }: TerraformMessage) => {
    // The plan prints a summary of its own before the one of what was done.
    if (type === 'change_summary' && changes && changes.operation !== 'plan') {
      counts = { added: changes.add, changed: changes.change, destroyed: changes.remove };
    }
    const isData = hook?.resource?.addr?.startsWith('data.');
    if (text && !isData && (type === 'apply_complete' || type === 'apply_errored')) request.progress(text);
  };
  await runTerraform({
    binary,
    arguments: args,
    directory,
    subject: request.instance.id,
    signal: request.signal,
    onMessage,
  });
  return counts;
}

/**
 * Path of `terraform` or `tofu`.
 *
 * @throws BulkheadError `MissingTerraform`, with the command that installs it
 */
async function requireTerraform(): Promise<string> {
  const found = await findTerraform();
  if (found?.ok) return found.path;
  const what = found
    ? `${found.path} is version ${found.version ?? 'unknown'}; S3 state locking needs 1.10 or later.`
    : 'Neither terraform nor tofu is on the PATH.';
  throw new BulkheadError('MissingTerraform', what, {
    next: 'npx nx run emulator:start names every missing prerequisite with the command that installs it',
  });
}

/** What we read of `terraform show -json`. https://developer.hashicorp.com/terraform/internals/json-format */
interface PlannedChanges {
  readonly resource_changes?: readonly PlannedChange[];
}

interface PlannedChange {
  readonly address: string;
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly change: { readonly actions: readonly string[] };
}

function toResourceChange({ address, mode, type, change }: PlannedChange): ResourceChange[] {
  if (mode === 'data') return [];
  const actions = new Set(change.actions);
  const action = actions.has('create')
    ? actions.has('delete')
      ? 'replace'
      : 'add'
    : actions.has('delete')
      ? 'destroy'
      : actions.has('update')
        ? 'change'
        : undefined;
  return action ? [{ action, resource: address, type }] : [];
}
