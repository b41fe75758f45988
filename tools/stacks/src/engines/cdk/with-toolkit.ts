import type { ICloudAssemblySource, Toolkit } from '@aws-cdk/toolkit-lib';
import { type EngineRequest } from '../engine';
import { untilAborted } from '../until-aborted';
import { ProgressHost } from './progress-host';
import { toolkitFailure } from './toolkit-failure';

type ToolkitLib = typeof import('@aws-cdk/toolkit-lib');

/**
 * Works with the toolkit until it is done or the request is aborted.
 *
 * @throws EngineFailure `CloudFormationFailed`, with a line for each resource that failed; where the request was
 * aborted, its reason
 */
export async function withToolkit(
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
    throw toolkitFailure(instance.id, host.failures, cause);
  }
}
