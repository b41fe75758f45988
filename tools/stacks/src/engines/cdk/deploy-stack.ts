import { type EngineRequest, type ResourceCounts } from '../engine';
import { countChanges } from '../resource-counts';
import { untilAborted } from '../until-aborted';
import { untilSettled } from './stack-status';
import { parameterPaths } from './stack-template';
import { requireReviewed, templateChanges } from './template-changes';
import { withToolkit } from './with-toolkit';

/** Deploys the synthesized template as a CloudFormation stack; returns what that touched. */
export async function deployStack(request: EngineRequest): Promise<ResourceCounts> {
  await untilAborted(request.signal, () => untilSettled(request));
  const diff = await untilAborted(request.signal, () => templateChanges(request));
  requireReviewed(request, diff);
  request.approve?.(diff.changes);
  await withToolkit(request, async (toolkit, assembly, { StackParameters }) => {
    await toolkit.deploy(assembly, {
      // With a parameter's previous value CloudFormation would not look at SSM again.
      parameters: StackParameters.exactly(parameterPaths(request)),
      deploymentMethod: { method: deploymentMethod(request) },
      stackEventPollingInterval: pollingInterval(request),
    });
  });
  return countChanges(diff.changes);
}

/** The emulator keeps an executed change set, under a name that the toolkit then waits for without end. */
function deploymentMethod({ environment }: EngineRequest): 'direct' | 'change-set' {
  return environment.target === 'emulator' ? 'direct' : 'change-set';
}

/** In ms. An account's describe calls are limited and shared; the emulator has nobody to share them with. */
function pollingInterval({ environment }: EngineRequest): number {
  return environment.target === 'emulator' ? 250 : 3_000;
}
