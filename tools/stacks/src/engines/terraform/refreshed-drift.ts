import { join } from 'node:path';
import { stateBucketName } from '@bulkhead/stack';
import { stateBucketExists } from './state-bucket';
import { type EngineRequest, type ResourceDrift, type StackDrift } from '../engine';
import { privateFile, whilePassing } from '../../checkout/value-files';
import { untilAborted } from '../until-aborted';
import { changedAttributes, type ObjectChange } from './changed-attributes';
import { readConfiguration } from './configured-attributes';
import { requireTerraform } from './require-terraform';
import { withStandingProvider } from './with-standing-provider';
import { configurationFile } from './configuration-file';
import { inWorkingDirectory, prepareWorkingDirectory } from './working-directory';

/**
 * The differences between the resources in a stack's state and AWS. Compares the state, which is the result of the last
 * deploy, and not today's code. Of the code it uses only the provider, the backend, and the attributes that a resource
 * sets.
 */
export async function refreshedDrift(request: EngineRequest): Promise<StackDrift> {
  if (!(await untilAborted(request.signal, () => hasPlaceForState(request)))) return stateGone(request);
  const { resource_drift: drifts = [], prior_state: refreshed } = await refreshOnlyPlan(request);
  const configured = readConfiguration(request.synthesized);
  const managed = drifts.filter(({ mode }) => mode === 'managed');
  const deleted = managed.filter(isDeleted);
  const standing = (refreshed?.values?.root_module?.resources ?? []).filter(({ mode }) => mode === 'managed');
  const checked = standing.length + deleted.length;
  if (checked === 0) return stateGone(request);

  const drifted = managed.flatMap((drift): ResourceDrift[] => {
    const { address, type, name, change } = drift;
    const { id } = change.before ?? {};
    const what = { resource: address, type, ...(typeof id === 'string' && { physicalId: id }) };
    if (isDeleted(drift)) return [{ kind: 'deleted', ...what, attributes: [] }];
    const attributes = changedAttributes(change, configured(type, name));
    return attributes.length > 0 ? [{ kind: 'changed', ...what, attributes }] : [];
  });
  return { drifted, unchecked: [], checked, gone: false };
}

/**
 * The parts of `terraform show -json` that the tool reads.
 * https://developer.hashicorp.com/terraform/internals/json-format
 */
interface ShownPlan {
  readonly resource_drift?: readonly DriftedResource[];
  readonly prior_state?: {
    readonly values?: {
      readonly root_module?: { readonly resources?: readonly { readonly mode: string }[] };
    };
  };
}

interface DriftedResource {
  readonly address: string;
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  readonly change: ObjectChange & { readonly actions: readonly string[] };
}

function isDeleted({ change }: DriftedResource): boolean {
  return change.actions.includes('delete');
}

async function refreshOnlyPlan(request: EngineRequest): Promise<ShownPlan> {
  return inWorkingDirectory(request, 'terraform-drift', () => refreshOnly(request));
}

async function refreshOnly(request: EngineRequest): Promise<ShownPlan> {
  const binary = await requireTerraform();
  const directory = await prepareWorkingDirectory(binary, request, true, false);
  const call = { binary, directory, subject: request.instance.id, signal: request.signal };
  const plan = join(directory, 'plan.bin');
  // The files must not stay: to run `terraform apply` on this configuration would destroy the stack.
  return whilePassing(request.workspaceRoot, [plan, join(directory, configurationFile)], async () => {
    privateFile(plan);
    // The resources are in the state, and not in this configuration.
    const reading = { ...request, directory, typesFrom: request.synthesized.directory };
    return withStandingProvider(reading, async (run) => {
      await run({
        ...call,
        // Needs no lock, because nothing is written. With the lock, a deploy would have to wait for this plan, and
        // drift could not be checked during a deploy.
        arguments: ['plan', '-refresh-only', '-json', '-input=false', '-lock=false', `-out=${plan}`],
      });
      // `show` prints the whole plan as one JSON line, which arrives as a message.
      const shown: { line?: ShownPlan } = {};
      await run({
        ...call,
        arguments: ['show', '-json', plan],
        onMessage: (message) => (shown.line = message as ShownPlan),
      });
      return shown.line ?? {};
    });
  });
}

/** `terraform init` fails if the state bucket is missing. Without the bucket, the state is gone, too. */
async function hasPlaceForState({ environment, instance: { region } }: EngineRequest): Promise<boolean> {
  if (environment.terraformState.type === 'local') return true;
  return stateBucketExists(stateBucketName(environment, region), region, environment.account);
}

function stateGone({ environment, instance: { role, app, stack } }: EngineRequest): StackDrift {
  const resource = `${environment.name}/${role}/${app}/${stack}.tfstate`;
  const state: ResourceDrift = { kind: 'deleted', resource, type: 'Terraform state', attributes: [] };
  return { drifted: [state], unchecked: [], checked: 0, gone: true };
}
