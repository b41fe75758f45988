import { BulkheadError } from '@bulkhead/errors';
import type { ICloudAssemblySource, Toolkit } from '@aws-cdk/toolkit-lib';
import { type Engine, type EngineRequest, untouched } from '../engine';
import { countChanges } from '../resource-counts';
import { untilAborted } from '../until-aborted';
import { deployedTemplate } from './deployed-stack';
import { ProgressHost } from './progress-host';
import { parameterPaths } from './stack-template';
import { templateChanges } from './template-changes';
import { validateTemplate } from './validate-template';

/** Runs CDK's toolkit, in this process, on the cloud assembly that the app synthesized. */
export const cdkEngine: Engine = {
  validate: validateTemplate,
  diff: (request) => untilAborted(request.signal, () => templateChanges(request)),

  async deploy(request) {
    const changes = await untilAborted(request.signal, () => templateChanges(request));
    await withToolkit(request, async (toolkit, assembly, { StackParameters }) => {
      await toolkit.deploy(assembly, {
        // With a parameter's previous value CloudFormation would not look at SSM again.
        parameters: StackParameters.exactly(parameterPaths(request)),
        deploymentMethod: { method: deploymentMethod(request) },
        stackEventPollingInterval: pollingInterval(request),
      });
    });
    return countChanges(changes);
  },

  async destroy(request) {
    const deployed = await untilAborted(request.signal, () => deployedTemplate(request));
    if (!deployed) return untouched;
    await withToolkit(request, async (toolkit, assembly) => {
      await toolkit.destroy(assembly);
    });
    return { ...untouched, destroyed: Object.keys(deployed.Resources ?? {}).length };
  },
};

/** The emulator keeps an executed change set, under a name that the toolkit then waits for without end. */
function deploymentMethod({ environment }: EngineRequest): 'direct' | 'change-set' {
  return environment.target === 'emulator' ? 'direct' : 'change-set';
}

/** In ms. An account's describe calls are limited and shared; the emulator has nobody to share them with. */
function pollingInterval({ environment }: EngineRequest): number {
  return environment.target === 'emulator' ? 250 : 3_000;
}

type ToolkitLib = typeof import('@aws-cdk/toolkit-lib');

/**
 * Works with the toolkit until it is done or the request is aborted.
 *
 * @throws BulkheadError `CloudFormationFailed`, with a line for each resource that failed; where the request was
 * aborted, its reason
 */
async function withToolkit(
  { signal, instance, synthesized, progress }: EngineRequest,
  work: (toolkit: Toolkit, assembly: ICloudAssemblySource, lib: ToolkitLib) => Promise<void>,
): Promise<void> {
  const lib = await import('@aws-cdk/toolkit-lib');
  const host = new ProgressHost(progress);
  const toolkit = new lib.Toolkit({ ioHost: host, color: false, emojis: false });
  try {
    const assembly = await toolkit.fromAssemblyDirectory(synthesized.directory);
    await untilAborted(signal, () => work(toolkit, assembly, lib));
  } catch (cause) {
    if (signal.aborted) throw signal.reason;
    const reasons = host.failures.length > 0 ? host.failures : [(cause as Error).message];
    throw new BulkheadError(
      'CloudFormationFailed',
      [`CloudFormation failed on ${instance.id}:`, ...reasons].join('\n  '),
      {
        next: 'correct the cause and run the same command again; CloudFormation has rolled back what it could',
        cause,
      },
    );
  }
}
