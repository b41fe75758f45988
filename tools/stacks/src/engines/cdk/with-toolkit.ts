import type { ICloudAssemblySource, Toolkit } from '@aws-cdk/toolkit-lib';
import { BulkheadError } from '@bulkhead/errors';
import { type EngineRequest } from '../engine';
import { untilAborted } from '../until-aborted';
import { ProgressHost } from './progress-host';

type ToolkitLib = typeof import('@aws-cdk/toolkit-lib');

/**
 * Works with the toolkit until it is done or the request is aborted.
 *
 * @throws BulkheadError `CloudFormationFailed`, with a line for each resource that failed; where the request was
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
