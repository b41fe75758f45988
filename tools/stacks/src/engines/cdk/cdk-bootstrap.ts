import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
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
import { awsCommand } from '../../workspace/printed-commands';
import { ParameterStore } from '../../parameters/parameter-store';

/** CDK's default qualifier: the synthesized templates contain it in the names of roles and buckets. */
const qualifier = 'hnb659fds';

/** Parameter in which CDK's bootstrap stack publishes its version. */
const versionParameter = `/cdk-bootstrap/${qualifier}/version`;

/**
 * Names of the bootstrap stack: CDK's default, and a second name in case somebody else's stack has the first one, for
 * example a bootstrap with another qualifier.
 * https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-customizing.html
 */
const bootstrapStacks = ['CDKToolkit', `CDKToolkit-${qualifier}`];

/** True when CDK can deploy to the region. */
export async function isBootstrapped(region: string): Promise<boolean> {
  return (await new ParameterStore(region).read([versionParameter])).has(versionParameter);
}

/**
 * Creates or updates CDK's bootstrap stack in a region, with a customer-managed key for its bucket. If an earlier run
 * left the stack in a status that cannot be updated, repairs the status first, as for any stack. Leaves a stack of
 * another qualifier alone, whatever its name, and also a bootstrap that another stack made.
 *
 * @param emulator leaves out the protection of the bootstrap stack: the emulator has no termination protection
 * @returns what was done, in words: `created`, `updated`, `unchanged`
 * @throws EngineFailure `CloudFormationFailed`, and those of `removeNeverCreated` and `rollBack`
 * @throws Refusal `StackBroken` if only a person can repair the status, `ForeignStack` if other owners have every name
 */
export async function bootstrapCdk(
  account: string,
  region: string,
  emulator: boolean,
  progress: (line: string) => void,
): Promise<string> {
  const name = await nameOfOwn(account, region);
  if (name === undefined) return 'made by a stack of another name';
  const site: StackSite = {
    account,
    region,
    name,
    label: `the CDK bootstrap stack in ${region}`,
    // The bootstrap stack has no tags of the platform; the tags of CloudFormation are enough.
    tags: {},
    environment: { name: '', protected: true },
    pollingMs: emulator ? 250 : 5_000,
    signal: new AbortController().signal,
    progress,
  };
  const before = await readyToDeploy(site);
  const { Toolkit, BootstrapEnvironments, BootstrapStackParameters } = await import('@aws-cdk/toolkit-lib');
  const host = new ProgressHost(progress);
  const toolkit = new Toolkit({ ioHost: host, color: false, emojis: false, toolkitStackName: name });
  try {
    const { environments } = await toolkit.bootstrap(
      BootstrapEnvironments.fromList([`aws://${account}/${region}`]),
      {
        parameters: BootstrapStackParameters.withExisting({ createCustomerMasterKey: !emulator }),
        terminationProtection: !emulator,
      },
    );
    if (environments.every(({ status }) => status === 'no-op')) return 'unchanged';
    return before ? 'updated' : 'created';
  } catch (cause) {
    const operation = await outcomeOf(site, before, host.begun).catch(() => undefined);
    throw toolkitFailure(site.label, host.failures, cause, operation);
  }
}

/**
 * Name of the bootstrap stack to create or update; undefined if a stack of an unknown name, such as one of a StackSet,
 * has bootstrapped the region.
 *
 * @throws Refusal `ForeignStack`
 */
async function nameOfOwn(account: string, region: string): Promise<string | undefined> {
  return withCloudFormation(region, async (client) => {
    const foreign: string[] = [];
    for (const name of bootstrapStacks) {
      const found = await describeStack(client, name);
      // To deploy the bootstrap template to any other stack would delete that stack's resources.
      const isForeign = found && !(await mayBeOurs(client, found));
      if (found && !isForeign) return name;
      if (!found) return (await isBootstrapped(region)) ? undefined : name;
      foreign.push(`${name} (${qualifierOf(found) ?? 'no bootstrap stack of CDK'})`);
    }
    // The user ran the command that is printed below.
    if (await isBootstrapped(region)) return undefined;
    throw new Refusal(
      'ForeignStack',
      `Other owners have every name of the CDK bootstrap stack in ${region}: ${foreign.join(', ')}. Nothing was touched.`,
      {
        next: `npx cdk bootstrap aws://${account}/${region} --toolkit-stack-name CDKToolkit-bulkhead --qualifier ${qualifier}`,
      },
    );
  });
}

async function mayBeOurs(client: CloudFormationClient, found: DescribedStack): Promise<boolean> {
  if (qualifierOf(found) === qualifier) return true;
  // CloudFormation does not return the parameters of a stack that only has a change set. The owner of any other stack
  // without the parameter is unknown.
  return qualifierOf(found) === undefined && (await standingOf(client, found)).neverCreated;
}

function qualifierOf({ stack }: DescribedStack): string | undefined {
  return stack.Parameters?.find(({ ParameterKey }) => ParameterKey === 'Qualifier')?.ParameterValue;
}

/**
 * Brings the stack into a status in which it can be created or updated; returns the stack as it is then, if there is
 * one.
 */
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
    next: `${eventsCommand(region, name)} names the cause; remove it, then: ${awsCommand(`cloudformation delete-stack --region ${region} --stack-name ${name}`)}, and run the same command again`,
  });
}
