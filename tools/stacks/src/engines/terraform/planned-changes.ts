import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type EngineRequest, type ResourceChange } from '../engine';
import { lockTimeout } from './lock-timeout';
import { requireTerraform } from './require-terraform';
import { runTerraform } from './terraform-cli';
import { prepareWorkingDirectory } from './working-directory';

/** What `terraform plan` says a deploy would do to each resource. */
export async function plannedChanges(request: EngineRequest): Promise<readonly ResourceChange[]> {
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
    const shown: { line?: ShownPlan } = {};
    await runTerraform({
      ...call,
      arguments: ['show', '-json', plan],
      onMessage: (message) => (shown.line = message as ShownPlan),
    });
    return (shown.line?.resource_changes ?? []).flatMap(toResourceChange);
  } finally {
    rmSync(plan, { force: true });
  }
}

/** What we read of `terraform show -json`. https://developer.hashicorp.com/terraform/internals/json-format */
interface ShownPlan {
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
