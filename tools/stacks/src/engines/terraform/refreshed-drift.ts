import { join } from 'node:path';
import { stateBucketName } from '@bulkhead/stack';
import { stateBucketExists } from './state-bucket';
import { type EngineRequest, type ResourceDrift, type StackDrift } from '../engine';
import { privateFile, whilePassing } from '../../checkout/value-files';
import { untilAborted } from '../until-aborted';
import { changedAttributes, type ObjectChange } from './changed-attributes';
import { readConfiguration } from './configured-attributes';
import { requireTerraform } from './require-terraform';
import { withStandingProvider } from './standing-provider/with-standing-provider';
import { configurationFile } from './configuration-file';
import { inWorkingDirectory, prepareWorkingDirectory } from './working-directory';

/**
 * How the resources in the state of a stack differ from what AWS returns of them. It is the state that is compared,
 * which is what the last deploy left, and not the code of today: of that only the provider and the place of the state
 * are used, and which attributes a resource sets.
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

/** What we read of `terraform show -json`. https://developer.hashicorp.com/terraform/internals/json-format */
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
  // Whoever ran `terraform apply` on this configuration would destroy the stack.
  return whilePassing(request.workspaceRoot, [plan, join(directory, configurationFile)], async () => {
    privateFile(plan);
    return withStandingProvider({ ...request, directory }, async (run) => {
      await run({
        ...call,
        // Without the lock: nothing is written, so there is nothing to keep others from; with it, a deploy would have to
        // wait for us, and we could not look while one runs.
        arguments: ['plan', '-refresh-only', '-json', '-input=false', '-lock=false', `-out=${plan}`],
      });
      // `show` prints the whole plan as one JSON line, which is no message of ours.
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

/** `terraform init` fails where the bucket of the state is missing; where it is, the state is gone with it. */
async function hasPlaceForState({ environment, instance: { region } }: EngineRequest): Promise<boolean> {
  if (environment.terraformState.type === 'local') return true;
  return stateBucketExists(stateBucketName(environment, region), region, environment.account);
}

function stateGone({ environment, instance: { role, app, stack } }: EngineRequest): StackDrift {
  const resource = `${environment.name}/${role}/${app}/${stack}.tfstate`;
  const state: ResourceDrift = { kind: 'deleted', resource, type: 'Terraform state', attributes: [] };
  return { drifted: [state], unchecked: [], checked: 0, gone: true };
}
