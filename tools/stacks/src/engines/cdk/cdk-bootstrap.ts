import { Refusal } from '@bulkhead/errors';
import { type DescribedStack, describeStack, withCloudFormation } from './described-stack';
import { removeNeverCreated } from './never-created';
import { ProgressHost } from './progress-host';
import { rollBack } from './roll-back';
import { untilEnded } from './stack-operation';
import { outcomeOf } from './stack-outcome';
import { type StackSite } from './stack-site';
import { eventsCommand, type StackStanding, standingOf } from './stack-standing';
import { toolkitFailure } from './toolkit-failure';
import { ParameterStore } from '../../parameters/parameter-store';

/** Parameter that CDK's bootstrap stack leaves, with its version. */
const versionParameter = '/cdk-bootstrap/hnb659fds/version';

/** CDK's own name of its bootstrap stack. */
const bootstrapStack = 'CDKToolkit';

/** True when CDK can deploy to the region. */
export async function isBootstrapped(region: string): Promise<boolean> {
  return (await new ParameterStore(region).read([versionParameter])).has(versionParameter);
}

/**
 * Creates or updates CDK's bootstrap stack in a region, with a customer-managed key for its bucket. One that an earlier
 * run left in a status that cannot be updated is first brought out of it, as any stack is.
 *
 * @param emulator leaves out what protects the bootstrap stack itself: the emulator has no termination protection
 * @throws EngineFailure `CloudFormationFailed`, and those of `removeNeverCreated` and `rollBack`
 * @throws Refusal `StackBroken` where only a person can bring it out of its status
 */
export async function bootstrapCdk(
  account: string,
  region: string,
  emulator: boolean,
  progress: (line: string) => void,
): Promise<void> {
  const site: StackSite = {
    account,
    region,
    name: bootstrapStack,
    label: `the CDK bootstrap stack in ${region}`,
    // It carries none of the platform's; what CloudFormation tags is enough.
    tags: {},
    environment: { name: '', protected: true },
    pollingMs: emulator ? 250 : 5_000,
    signal: new AbortController().signal,
    progress,
  };
  const before = await readyToDeploy(site);
  const { Toolkit, BootstrapEnvironments, BootstrapStackParameters } = await import('@aws-cdk/toolkit-lib');
  const host = new ProgressHost(progress);
  const toolkit = new Toolkit({ ioHost: host, color: false, emojis: false });
  try {
    await toolkit.bootstrap(BootstrapEnvironments.fromList([`aws://${account}/${region}`]), {
      parameters: BootstrapStackParameters.withExisting({ createCustomerMasterKey: !emulator }),
      terminationProtection: !emulator,
    });
  } catch (cause) {
    const operation = await outcomeOf(site, before, host.begun).catch(() => undefined);
    throw toolkitFailure(site.label, host.failures, cause, operation);
  }
}

/** Brings the stack into a status in which it can be created or updated; returns it as it is then, if there is one. */
async function readyToDeploy(site: StackSite): Promise<DescribedStack | undefined> {
  return withCloudFormation(site.region, async (client) => {
    const found = await describeStack(client, site.name);
    const standing = await standingOf(client, found && (await untilEnded(client, found.id, site)));
    const { stack, ways } = standing;
    switch (stack && ways.deploy) {
      case 'make-anew':
        if (stack) await removeNeverCreated(client, stack, site);
        return undefined;
      case 'continue-rollback':
      case 'roll-back':
        if (stack) await rollBack(client, stack, site);
        return describeStack(client, site.name);
      case 'refuse':
        throw broken(site, standing);
      default:
        return stack;
    }
  });
}

function broken({ region, name, label }: StackSite, { stack, ways }: StackStanding): Refusal {
  return new Refusal('StackBroken', `${label} ${ways.means} (${stack?.status}). Nothing was touched.`, {
    next: `${eventsCommand(region, name)} names the cause; remove it, then: aws cloudformation delete-stack --region ${region} --stack-name ${name}, and run the same command again`,
  });
}
