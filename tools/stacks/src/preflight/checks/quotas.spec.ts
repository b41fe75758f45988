import { type Answers, awsError } from '../../test-aws/played-client';
import { type PlannedStack } from '../planned-stack';
import { planned, resourcesOf, sceneOf, standing } from '../test-scene';
import { foldedNotes } from '../unknown-fact';
import { quotaTable } from './quota-table';
import { quotas } from './quotas';

const list = (count: number, item: object = {}) => Array.from({ length: count }, () => ({ ...item }));
const allowing = (Value: number): Answers => ({ GetServiceQuota: () => ({ Quota: { Value } }) });
const looking = async (stacks: readonly PlannedStack[], answers: Answers) => {
  const scene = sceneOf(stacks, answers);
  const { findings, notes } = await quotas.find(scene);
  return { findings, notes: foldedNotes(notes), sent: scene.services.sent };
};
const vpc = (id = 'network/vpc@primary', over = {}) =>
  planned(id, { resources: resourcesOf(['AWS::EC2::VPC']), ...over });

test('the codes are those of Service Quotas, each once, and each row has the page of AWS that it comes from', () => {
  const codes = quotaTable.map(({ code }) => code);

  expect(new Set(codes).size).toBe(codes.length);
  for (const { code, page } of quotaTable) {
    expect(code).toMatch(/^L-[0-9A-F]{8}$/);
    expect(page).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
  }
});

/** For each quota: a resource of the stack, the answers of the account, and the use in them. */
const rows: readonly (readonly [name: string, resource: object, inUse: Answers, used: number])[] = [
  ['VPCs per Region', {}, { DescribeVpcs: () => ({ Vpcs: list(5) }) }, 5],
  [
    'Internet gateways per Region',
    {},
    { DescribeInternetGateways: () => ({ InternetGateways: list(5) }) },
    5,
  ],
  ['EC2-VPC Elastic IPs', {}, { DescribeAddresses: () => ({ Addresses: list(5) }) }, 5],
  ['DB clusters', {}, { DescribeDBClusters: () => ({ DBClusters: list(5) }) }, 5],
  ['DB instances', {}, { DescribeDBInstances: () => ({ DBInstances: list(5) }) }, 5],
  ['Proxies', {}, { DescribeDBProxies: () => ({ DBProxies: list(5) }) }, 5],
  [
    'Application Load Balancers per Region',
    {},
    {
      DescribeLoadBalancers: () => ({
        LoadBalancers: [...list(5, { Type: 'application' }), { Type: 'network' }],
      }),
    },
    5,
  ],
  [
    'Nodes per Region',
    { NumCacheClusters: 1 },
    { DescribeCacheClusters: () => ({ CacheClusters: [{ NumCacheNodes: 2 }, { NumCacheNodes: 3 }] }) },
    5,
  ],
  ['File systems per account', {}, { DescribeFileSystems: () => ({ FileSystems: list(5) }) }, 5],
];

test('every quota of the table has its row below', () => {
  expect([...rows.map(([name]) => name), 'NAT gateways per Availability Zone'].sort()).toEqual(
    quotaTable.map(({ name }) => name).sort(),
  );
});

describe.each(rows)('%s', (name, properties, inUse, used) => {
  const [{ types: [type = ''], service, code } = { types: [], service: '', code: '' }] = quotaTable.filter(
    (quota) => quota.name === name,
  );
  const wanting = planned('a/b@primary', { resources: resourcesOf([type, properties]) });

  test('one more than is allowed is found, with the command that requests more', async () => {
    const { findings, notes } = await looking([wanting], { ...allowing(used), ...inUse });

    expect(notes).toEqual([]);
    expect(findings).toEqual([
      {
        stacks: ['a/b@primary'],
        problem: `quota ${name}: 1 more than the ${used} in use would be ${used + 1}, and ${used} are allowed`,
        next: `aws service-quotas request-service-quota-increase --region us-east-1 --service-code ${service} --quota-code ${code} --desired-value ${used + 1}`,
      },
    ]);
  });

  test('an exact fit is no finding', async () => {
    expect((await looking([wanting], { ...allowing(used + 1), ...inUse })).findings).toEqual([]);
  });

  test('a stack that already has it needs no more, and AWS is not asked', async () => {
    const [, terraform = ''] = quotaTable.find((quota) => quota.name === name)?.types ?? [];
    const stands = { ...wanting, standing: async () => standing({ [terraform]: 1 }) };

    expect((await looking([stands], {})).sent).toEqual([]);
  });
});

const gateways = resourcesOf(
  ['AWS::EC2::Subnet', { AvailabilityZone: 'us-east-1a' }, 'A'],
  ['AWS::EC2::Subnet', { AvailabilityZone: 'us-east-1b' }, 'B'],
  ['AWS::EC2::NatGateway', { SubnetId: { Ref: 'A' } }, 'NatA'],
  ['AWS::EC2::NatGateway', { SubnetId: { Ref: 'B' } }, 'NatB'],
);

test('NAT gateways are counted zone by zone, including those that are being deleted', async () => {
  const { findings, sent } = await looking([planned('network/vpc@primary', { resources: gateways })], {
    ...allowing(5),
    DescribeNatGateways: () => ({
      NatGateways: [...list(5, { SubnetId: 'subnet-1' }), ...list(4, { SubnetId: 'subnet-2' })],
    }),
    DescribeSubnets: () => ({
      Subnets: [
        { SubnetId: 'subnet-1', AvailabilityZone: 'us-east-1a' },
        { SubnetId: 'subnet-2', AvailabilityZone: 'us-east-1b' },
      ],
    }),
  });

  expect(findings.map(({ problem }) => problem)).toEqual([
    'quota NAT gateways per Availability Zone in us-east-1a: 1 more than the 5 in use would be 6, and 5 are allowed',
  ]);
  expect(sent.find(({ command }) => command === 'DescribeNatGateways')?.input).toMatchObject({
    Filter: [{ Name: 'state', Values: ['pending', 'available', 'deleting'] }],
  });
});

test('the zones of NAT gateways that stand in part are unknown, so that new ones are a note', async () => {
  const stands = (count: number) =>
    planned('network/vpc@primary', {
      resources: gateways,
      standing: standing({ aws_nat_gateway: count }),
    });
  const answers = {
    ...allowing(5),
    DescribeNatGateways: () => ({ NatGateways: list(5, { SubnetId: 'subnet-1' }) }),
    DescribeSubnets: () => ({ Subnets: [{ SubnetId: 'subnet-1', AvailabilityZone: 'us-east-1a' }] }),
  };

  expect(await looking([stands(1)], answers)).toMatchObject({
    findings: [],
    notes: [
      'not known: quota NAT gateways per Availability Zone (Error: nobody tells in which zones those are that network/vpc@primary has already)',
    ],
  });
  expect(await looking([stands(2)], answers)).toEqual({ findings: [], notes: [], sent: [] });
});

test('the needs of several stacks are added up, and all of them are named', async () => {
  const { findings } = await looking([vpc(), vpc('dr-region/network@primary')], {
    ...allowing(5),
    DescribeVpcs: () => ({ Vpcs: list(4) }),
  });

  expect(findings).toMatchObject([
    {
      stacks: ['network/vpc@primary', 'dr-region/network@primary'],
      problem: expect.stringContaining('2 more than the 4 in use would be 6'),
    },
  ]);
});

test('for a stack that already stands only additional resources count', async () => {
  const grown = planned('network/vpc@primary', {
    resources: resourcesOf(
      ['AWS::EC2::EIP', {}, 'A'],
      ['AWS::EC2::EIP', {}, 'B'],
      ['AWS::EC2::EIP', {}, 'C'],
    ),
    standing: standing({ aws_eip: 2 }),
  });
  const answers = { DescribeAddresses: () => ({ Addresses: list(5) }) };

  expect((await looking([grown], { ...allowing(6), ...answers })).findings).toEqual([]);
  expect((await looking([grown], { ...allowing(5), ...answers })).findings).toHaveLength(1);
});

test('a network load balancer is no application load balancer, and a sharded cache has nodes of every shard', async () => {
  const resources = resourcesOf(
    ['AWS::ElasticLoadBalancingV2::LoadBalancer', { Type: 'network' }],
    ['AWS::ElastiCache::ReplicationGroup', { NumNodeGroups: 2, ReplicasPerNodeGroup: 2 }],
  );
  const { findings, sent } = await looking([planned('a/b@primary', { resources })], {
    ...allowing(5),
    DescribeCacheClusters: () => ({ CacheClusters: [] }),
  });

  expect(findings.map(({ problem }) => problem)).toEqual([
    expect.stringContaining('Nodes per Region: 6 more than the 0 in use'),
  ]);
  expect(sent.map(({ command }) => command)).not.toContain('DescribeLoadBalancers');
});

test('if an account has the default, the default counts', async () => {
  const { findings } = await looking([vpc()], {
    GetServiceQuota: () => awsError('NoSuchResourceException', 404),
    GetAWSDefaultServiceQuota: () => ({ Quota: { Value: 5 } }),
    DescribeVpcs: () => ({ Vpcs: list(5) }),
  });

  expect(findings).toHaveLength(1);
});

test.each([
  ['GetServiceQuota', { DescribeVpcs: () => ({ Vpcs: [] }) }],
  ['DescribeVpcs', allowing(5)],
])('if %s is denied, that quota is not known, and the others are', async (command, others: Answers) => {
  const resources = resourcesOf(['AWS::EC2::VPC'], ['AWS::EC2::EIP']);
  const { findings, notes } = await looking([planned('network/vpc@primary', { resources })], {
    ...allowing(5),
    DescribeAddresses: () => ({ Addresses: list(5) }),
    ...others,
    [command]: () => awsError('AccessDeniedException', 403, 'not authorized\nto perform it'),
  });

  expect(notes).toEqual([
    expect.stringMatching(/^not known: quota VPCs per Region.* \(AccessDeniedException: not authorized\)$/),
  ]);
  expect(findings.length).toBe(command === 'GetServiceQuota' ? 0 : 1);
});
