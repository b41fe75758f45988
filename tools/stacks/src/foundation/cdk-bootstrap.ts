import { ProgressHost } from '../engines/cdk/progress-host';
import { removeUnbegun } from '../engines/cdk/stack-status';
import { toolkitFailure } from '../engines/cdk/toolkit-failure';
import { ParameterStore } from '../parameters/parameter-store';

/** Parameter that CDK's bootstrap stack leaves, with its version. */
const versionParameter = '/cdk-bootstrap/hnb659fds/version';

/** CDK's own name of its bootstrap stack. */
const bootstrapStack = 'CDKToolkit';

/** True when CDK can deploy to the region. */
export async function isBootstrapped(region: string): Promise<boolean> {
  return (await new ParameterStore(region).read([versionParameter])).has(versionParameter);
}

/**
 * Creates or updates CDK's bootstrap stack in a region, with a customer-managed key for its bucket.
 *
 * @param emulator leaves out what protects the bootstrap stack itself: the emulator has no termination protection
 * @throws EngineFailure `CloudFormationFailed`
 */
export async function bootstrapCdk(
  account: string,
  region: string,
  emulator: boolean,
  progress: (line: string) => void,
): Promise<void> {
  const { Toolkit, BootstrapEnvironments, BootstrapStackParameters } = await import('@aws-cdk/toolkit-lib');
  const host = new ProgressHost(progress);
  const toolkit = new Toolkit({ ioHost: host, color: false, emojis: false });
  try {
    await removeUnbegun(region, bootstrapStack);
    await toolkit.bootstrap(BootstrapEnvironments.fromList([`aws://${account}/${region}`]), {
      parameters: BootstrapStackParameters.withExisting({ createCustomerMasterKey: !emulator }),
      terminationProtection: !emulator,
    });
  } catch (cause) {
    throw toolkitFailure(`the CDK bootstrap stack in ${region}`, host.failures, cause);
  }
}
