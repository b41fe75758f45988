import {
  DescribeFlowLogsCommand,
  DescribeNatGatewaysCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
} from '@aws-sdk/client-ec2';
import {
  GetResourcesCommand,
  ResourceGroupsTaggingAPIClient,
} from '@aws-sdk/client-resource-groups-tagging-api';
import { DescribeKeyCommand, ListKeysCommand } from '@aws-sdk/client-kms';
import { type Environment } from '@bulkhead/config';
import { WorkspaceCopy } from '@bulkhead/workspace-copy';
import { AwsClients } from './aws-clients';
import { isOfEmulator } from './emulator-plan-differences';
import { type DiffedResource, outcomesIn, PresetDeployment } from './preset-deployment';
import { roundsFor, type SourceEdit } from './routine-changes';
import { unexplainedDifferences } from './terraform-plan';

/**
 * One life of three presets side by side, chosen so that each kind of database is deployed: a global Aurora that scales
 * by itself, a provisioned one, and an RDS instance. Most of a deploy is waiting, which they do together. The tests
 * build on each other.
 */
const presets = ['patient-data', 'hipaa-dr', 'ecs-ec2'] as const;
type Preset = (typeof presets)[number];

let copy: WorkspaceCopy;
let deployments: Record<Preset, PresetDeployment>;
const environments = {} as Record<Preset, Environment>;
const clients: AwsClients[] = [];

/** Clients of the region of a preset in which a stack would be. */
function awsOf(preset: Preset, role: 'primary' | 'dr' = 'primary'): AwsClients {
  const region = environments[preset].regions[role]?.name;
  if (!region) throw new RangeError(`${preset} has no region ${role}.`);
  const aws = new AwsClients(copy.endpoint, region);
  clients.push(aws);
  return aws;
}

/** Runs a verb over all presets at once. */
async function together(verb: string): Promise<Record<Preset, { code: number | null; text: string }>> {
  const outcomes = await Promise.all(
    presets.map(async (preset) => [preset, await deployments[preset].run(verb)] as const),
  );
  return Object.fromEntries(outcomes) as Awaited<ReturnType<typeof together>>;
}

const everyStack = (preset: Preset, outcome: string) =>
  Object.fromEntries(
    deployments[preset].stacks().map(({ app, stack, role }) => [`${app}/${stack}@${role}`, outcome]),
  );

beforeAll(async () => {
  copy = await WorkspaceCopy.create();
  deployments = Object.fromEntries(
    presets.map((preset) => [preset, new PresetDeployment(copy, preset)]),
  ) as typeof deployments;
  for (const preset of presets) environments[preset] = deployments[preset].configure({});
  // What runs of several presets share is there before they start.
  await copy.succeed('run bulkhead:build');
  await copy.succeed('run emulator:start');
});
afterAll(async () => {
  for (const aws of clients) aws.destroy();
  await copy.dispose();
});

test('three presets are deployed at once, every stack of them', async () => {
  const runs = await together('deploy');

  for (const preset of presets) {
    expect([preset, runs[preset].code, runs[preset].code === 0 ? '' : runs[preset].text]).toEqual([
      preset,
      0,
      '',
    ]);
    expect(outcomesIn(runs[preset])).toEqual(everyStack(preset, 'deployed'));
  }
});

describe('what is deployed', () => {
  const subnetsOf = async (preset: Preset, tier: string) => {
    const SubnetIds = deployments[preset].outputs()[`network.${tier}SubnetIds`];
    const { Subnets = [] } = await awsOf(preset).ec2.send(new DescribeSubnetsCommand({ SubnetIds }));
    return Subnets;
  };

  test.each(['public', 'private', 'isolated'])(
    'P1.1, P2.1: %s subnets of patient-data stand in three zones, with the networks of the plan',
    async (tier) => {
      const { availabilityZones } = environments['patient-data'].regions.primary;
      const found = await subnetsOf('patient-data', tier);
      const plan = availabilityZones.map((zone) => [
        zone.name,
        zone[tier as 'public' | 'private' | 'isolated'],
      ]);

      expect(found.map(({ AvailabilityZone, CidrBlock }) => [AvailabilityZone, CidrBlock]).sort()).toEqual(
        plan,
      );
      expect(plan).toHaveLength(3);
    },
  );

  test('P1.1: patient-data has as many NAT gateways as configured, each in a zone of its own', async () => {
    const aws = awsOf('patient-data');
    const { NatGateways = [] } = await aws.ec2.send(new DescribeNatGatewaysCommand({}));
    const { Subnets = [] } = await aws.ec2.send(
      new DescribeSubnetsCommand({ SubnetIds: NatGateways.map(({ SubnetId = '' }) => SubnetId) }),
    );

    expect(NatGateways).toHaveLength(environments['patient-data'].apps.network.vpc.natGateways);
    expect(new Set(Subnets.map(({ AvailabilityZone }) => AvailabilityZone)).size).toBe(NatGateways.length);
  });

  test.each(presets)('P1.1, P1.10: all traffic of the network of %s is logged', async (preset) => {
    const { FlowLogs = [] } = await awsOf(preset).ec2.send(new DescribeFlowLogsCommand({}));
    const own = FlowLogs.filter(
      ({ ResourceId }) => ResourceId === deployments[preset].outputs()['network.vpcId'],
    );

    expect(own).toEqual([
      expect.objectContaining({ TrafficType: 'ALL', LogDestinationType: 'cloud-watch-logs' }),
    ]);
  });

  test('no two presets have networks that overlap, so that any of them can be peered', async () => {
    const networks = await Promise.all(
      presets.map(async (preset) => {
        const VpcIds = [deployments[preset].outputs()['network.vpcId'] as string];
        const { Vpcs = [] } = await awsOf(preset).ec2.send(new DescribeVpcsCommand({ VpcIds }));
        return Vpcs.map(({ CidrBlock }) => CidrBlock);
      }),
    );

    expect(new Set(networks.flat()).size).toBe(presets.length);
  });

  test.each(presets)(
    'P3.10, P4.5: whatever of %s carries a tag says which deployment it is of, who owns it and what it holds',
    async (preset) => {
      const resources = (
        await Promise.all(regionsOf(preset).map((region) => taggedIn(region, preset)))
      ).flat();

      expect(resources.length).toBeGreaterThan(10);
      for (const { arn, tags } of resources) {
        expect([arn, tags]).toEqual([
          arn,
          expect.objectContaining({
            'bulkhead:environment': preset,
            'bulkhead:deployment-id': preset,
            'bulkhead:owner': expect.stringMatching(/^@/),
            'bulkhead:cost-centre': 'platform',
            'bulkhead:data-classification': 'phi',
            'bulkhead:compliance': 'hipaa',
          }),
        ]);
      }
    },
  );
});

describe('deployed again', () => {
  test('every stack is unchanged', async () => {
    const runs = await together('deploy');

    for (const preset of presets) {
      expect(outcomesIn(runs[preset])).toEqual(everyStack(preset, 'unchanged'));
    }
  });

  test.each(presets)(
    'the plans of %s are empty, but for what the emulator does not return',
    async (preset) => {
      for (const { app, stack, role, engine } of deployments[preset].stacks()) {
        if (engine !== 'cdktf') continue;
        const unexplained = await unexplainedDifferences(copy, app, stack, { environment: preset, role });

        expect([`${app}/${stack}@${role}`, unexplained]).toEqual([`${app}/${stack}@${role}`, []]);
      }
    },
  );
});

describe.each(presets)('a routine change of %s', (preset) => {
  const edited: SourceEdit[] = [];
  const edit = ({ file, from, to }: SourceEdit) => copy.write(file, copy.read(file).replaceAll(from, to));
  afterEach(async () => {
    deployments[preset].configure({});
    const done = edited.splice(0);
    for (const { file, from, to } of done) edit({ file, from: to, to: from });
    if (done.length > 0) await copy.succeed('run bulkhead:build');
  });

  test.each(roundsFor(preset).map((round) => [round.what, round] as const))(
    'P4.6: %s',
    async (_, { changes, over }) => {
      for (const change of changes.flatMap((each) => each.edit ?? [])) {
        edit(change);
        edited.push(change);
      }
      if (edited.length > 0) await copy.succeed('run bulkhead:build');
      deployments[preset].configure(over);
      const { code, text } = await deployments[preset].run('diff', 'network', 'database');
      expect([code, code === 0 ? '' : text]).toEqual([0, '']);

      const stacks = deployments[preset].diff();
      const lost = stacks.flatMap((stack) =>
        stack.changes.filter(({ action, stateful }) => stateful && ['replace', 'destroy'].includes(action)),
      );
      expect(lost).toEqual([]);
      for (const { stack: changed, sizesOne } of changes) {
        const own = stacks.filter(({ app, stack }) => changed === undefined || changed === `${app}/${stack}`);
        const touched = own.flatMap((stack) => stack.changes.filter(isReal).map(({ resource }) => resource));
        // A change that changes nothing would show nothing.
        expect([changed, touched]).not.toEqual([changed, []]);
        if (sizesOne) expect([changed, touched]).toEqual([changed, [expect.any(String)]]);
      }
    },
  );
});

describe('destroyed', () => {
  test('P4.6: every stack goes, consumers first', async () => {
    const runs = await together('destroy');

    for (const preset of presets) {
      expect([preset, runs[preset].code, runs[preset].code === 0 ? '' : runs[preset].text]).toEqual([
        preset,
        0,
        '',
      ]);
      expect(outcomesIn(runs[preset])).toEqual(everyStack(preset, 'destroyed'));
    }
  });

  test.each(presets)('P4.6: nothing of %s that carries a tag is left', async (preset) => {
    const left = await Promise.all(
      regionsOf(preset).map(async (region) => {
        const gone = await goneIn(region);
        return (await taggedIn(region, preset)).filter(({ arn }) => !gone.has(arn.split('/').at(-1) ?? ''));
      }),
    );

    expect(left.flat()).toEqual([]);
  });
});

/** Ids of what a region still tells of though it is gone: gateways that were, keys of which the days are counted. */
async function goneIn(region: string): Promise<ReadonlySet<string>> {
  const aws = new AwsClients(copy.endpoint, region);
  clients.push(aws);
  const { NatGateways = [] } = await aws.ec2.send(new DescribeNatGatewaysCommand({}));
  const { Keys = [] } = await aws.kms.send(new ListKeysCommand({}));
  const keys = await Promise.all(
    Keys.map(async ({ KeyId }) => (await aws.kms.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata),
  );
  return new Set([
    ...NatGateways.filter(({ State }) => State === 'deleted').map(({ NatGatewayId = '' }) => NatGatewayId),
    ...keys.filter((key) => key?.KeyState === 'PendingDeletion').map((key) => key?.KeyId ?? ''),
  ]);
}

/** Whether a resource would really be touched: not for what the emulator does not return alone. */
function isReal({ action, type, attributes }: DiffedResource): boolean {
  if (action !== 'change') return true;
  return attributes.some(({ path }) => !isOfEmulator(type, path.replace(/[.[].*$/, '')));
}

function regionsOf(preset: Preset): string[] {
  return [...new Set(deployments[preset].stacks().map(({ region }) => region))];
}

/** What carries the tag of an environment, with all its tags. */
async function taggedIn(region: string, environment: string) {
  const client = new ResourceGroupsTaggingAPIClient({
    endpoint: copy.endpoint,
    region,
    credentials: { accessKeyId: 'emulator', secretAccessKey: 'emulator' },
  });
  try {
    const TagFilters = [{ Key: 'bulkhead:environment', Values: [environment] }];
    const found: { arn: string; tags: Record<string, string> }[] = [];
    for (let PaginationToken: string | undefined, more = true; more; more = Boolean(PaginationToken)) {
      const page = await client.send(new GetResourcesCommand({ TagFilters, PaginationToken }));
      for (const { ResourceARN = '', Tags = [] } of page.ResourceTagMappingList ?? []) {
        found.push({
          arn: ResourceARN,
          tags: Object.fromEntries(Tags.map(({ Key = '', Value = '' }) => [Key, Value])),
        });
      }
      PaginationToken = page.PaginationToken;
    }
    return found;
  } finally {
    client.destroy();
  }
}
