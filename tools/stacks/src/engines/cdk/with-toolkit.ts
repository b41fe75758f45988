import type { ICloudAssemblySource, Toolkit } from '@aws-cdk/toolkit-lib';
import { type EngineRequest } from '../engine';
import { untilAborted } from '../until-aborted';
import { type DescribedStack } from './described-stack';
import { ProgressHost } from './progress-host';
import { outcomeOf } from './stack-outcome';
import { siteOf } from './stack-site';
import { toolkitFailure } from './toolkit-failure';

type ToolkitLib = typeof import('@aws-cdk/toolkit-lib');

/**
 * Works with the toolkit until it is done or the request is aborted.
 *
 * @param before the stack before the call; tells the toolkit's own operation from earlier ones
 * @throws EngineFailure `CloudFormationFailed`, with a line for each resource that failed and the status of the stack;
 * if the request was aborted, its reason
 */
export async function withToolkit(
  request: EngineRequest,
  before: DescribedStack | undefined,
  work: (toolkit: Toolkit, assembly: ICloudAssemblySource, lib: ToolkitLib) => Promise<void>,
): Promise<void> {
  const { signal, instance, synthesized, progress } = request;
  const lib = await import('@aws-cdk/toolkit-lib');
  const host = new ProgressHost(progress, signal);
  const toolkit = new lib.Toolkit({ ioHost: host, color: false, emojis: false });
  try {
    const assembly = await toolkit.fromAssemblyDirectory(synthesized.directory);
    await untilAborted(signal, () => work(toolkit, assembly, lib));
  } catch (cause) {
    if (signal.aborted) throw signal.reason;
    // If CloudFormation cannot be asked, only the toolkit's messages remain.
    const operation = await outcomeOf(siteOf(request), before, host.begun).catch(() => undefined);
    throw toolkitFailure(instance.id, host.failures, cause, operation);
  }
}
