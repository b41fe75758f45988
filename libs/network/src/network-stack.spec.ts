import { resourcesOf, terraformOf, type Terraform } from '@bulkhead/cdktf/testing';
import {
  type Attributes,
  contextOf,
  inZones,
  one,
  parsed,
  referred,
  subnetId,
  synthesize,
  zonesOf,
} from './test-network';
import { NetworkStack } from './network-stack';

/** The routes in the route table of a subnet. */
const routesOf = (terraform: Terraform, cidr: string): Attributes[] => {
  const associations = resourcesOf(terraform, 'aws_route_table_association').filter(
    (association) => association['subnet_id'] === subnetId(terraform, cidr),
  );
  expect(associations).toHaveLength(1);
  return resourcesOf(terraform, 'aws_route').filter(
    (route) => route['route_table_id'] === associations[0]?.['route_table_id'],
  );
};
/** Network of the public subnet through which the traffic of a private subnet leaves. */
const wayOut = (terraform: Terraform, cidr: string): unknown => {
  const [route, ...others] = routesOf(terraform, cidr);
  expect(others).toEqual([]);
  expect(route?.['destination_cidr_block']).toBe('0.0.0.0/0');
  const gateway = referred(terraform, route?.['nat_gateway_id']);
  return referred(terraform, gateway['subnet_id'])['cidr_block'];
};

describe('P5.1: the address plan', () => {
  const terraform = synthesize();

  test('the VPC is 10.0.0.0/16 and resolves DNS names', () => {
    expect(one(terraform, 'aws_vpc')).toMatchObject({
      cidr_block: '10.0.0.0/16',
      enable_dns_support: true,
      enable_dns_hostnames: true,
    });
  });

  test.each([
    ['public', 'us-east-1a', '10.0.1.0/24'],
    ['public', 'us-east-1b', '10.0.2.0/24'],
    ['private', 'us-east-1a', '10.0.11.0/24'],
    ['private', 'us-east-1b', '10.0.12.0/24'],
    ['isolated', 'us-east-1a', '10.0.21.0/24'],
    ['isolated', 'us-east-1b', '10.0.22.0/24'],
  ])('the %s subnet of %s is %s', (tier, zone, cidr) => {
    const subnet = referred(terraform, subnetId(terraform, cidr));
    expect(subnet).toMatchObject({
      availability_zone: zone,
      vpc_id: expect.stringMatching(/^\$\{aws_vpc\./),
      tags: { Name: `bulkhead-test-${tier}-${zone}` },
    });
  });

  test('there are no other subnets, and no subnet assigns public addresses', () => {
    const subnets = resourcesOf(terraform, 'aws_subnet');
    expect(subnets).toHaveLength(6);
    expect(subnets.map((subnet) => subnet['map_public_ip_on_launch'])).toEqual(subnets.map(() => false));
  });
});

describe('P5.1: egress', () => {
  test('public subnets lead to the internet gateway', () => {
    const terraform = synthesize();
    for (const cidr of ['10.0.1.0/24', '10.0.2.0/24']) {
      expect(routesOf(terraform, cidr)).toEqual([
        expect.objectContaining({
          destination_cidr_block: '0.0.0.0/0',
          gateway_id: expect.stringMatching(/^\$\{aws_internet_gateway\./),
        }),
      ]);
    }
  });

  test('isolated subnets have no routes, and their route table is not the main one', () => {
    const terraform = synthesize();
    for (const { isolated } of zonesOf('ab')) expect(routesOf(terraform, isolated)).toEqual([]);
  });

  test('one NAT gateway serves both zones', () => {
    const terraform = synthesize();
    expect(resourcesOf(terraform, 'aws_nat_gateway')).toHaveLength(1);
    expect(['10.0.11.0/24', '10.0.12.0/24'].map((cidr) => wayOut(terraform, cidr))).toEqual([
      '10.0.1.0/24',
      '10.0.1.0/24',
    ]);
  });

  test.each([
    ['ab', 2, ['10.0.1.0/24', '10.0.2.0/24']],
    ['abc', 1, ['10.0.1.0/24', '10.0.1.0/24', '10.0.1.0/24']],
    ['abc', 2, ['10.0.1.0/24', '10.0.2.0/24', '10.0.1.0/24']],
    ['abc', 3, ['10.0.1.0/24', '10.0.2.0/24', '10.0.3.0/24']],
  ])('P1.1: zones %s with %i NAT gateways leave through %j', (letters, natGateways, expected) => {
    const terraform = synthesize(inZones(letters, natGateways));
    expect(resourcesOf(terraform, 'aws_nat_gateway')).toHaveLength(natGateways);
    expect(zonesOf(letters).map((zone) => wayOut(terraform, zone.private))).toEqual(expected);
  });

  test('a NAT gateway keeps its address and waits for the internet gateway', () => {
    const terraform = synthesize(inZones('abc', 3));
    const gateways = resourcesOf(terraform, 'aws_nat_gateway');
    expect(new Set(gateways.map((gateway) => gateway['allocation_id'])).size).toBe(3);
    for (const resource of [...gateways, ...resourcesOf(terraform, 'aws_eip')]) {
      expect(resource['depends_on']).toEqual([expect.stringMatching(/^aws_internet_gateway\./)]);
    }
  });

  test('another zone, or more gateways, does not change existing subnets and route tables', () => {
    const before = synthesize(inZones('ab', 1));
    const after = synthesize(inZones('abc', 3));
    for (const type of [
      'aws_vpc',
      'aws_subnet',
      'aws_route_table',
      'aws_nat_gateway',
      'aws_network_acl_rule',
    ]) {
      expect(after.resource[type]).toMatchObject(before.resource[type] ?? {});
    }
  });

  test('P3.9: routes and rules are separate resources', () => {
    const terraform = synthesize();
    for (const table of resourcesOf(terraform, 'aws_route_table')) expect(table).not.toHaveProperty('route');
    const acl = one(terraform, 'aws_network_acl');
    expect(acl).not.toHaveProperty('ingress');
    expect(acl).not.toHaveProperty('egress');
    expect(acl).not.toHaveProperty('subnet_ids');
  });
});

describe('P5.1: allowed traffic', () => {
  test('the default security group allows no traffic', () => {
    expect(one(synthesize(), 'aws_default_security_group')).toMatchObject({ ingress: [], egress: [] });
  });

  test('the network ACL covers every isolated subnet and no other', () => {
    const terraform = synthesize(inZones('abc', 1));
    const covered = resourcesOf(terraform, 'aws_network_acl_association').map(
      (association) => association['subnet_id'],
    );
    expect(covered.sort()).toEqual(
      zonesOf('abc')
        .map(({ isolated }) => subnetId(terraform, isolated))
        .sort(),
    );
  });

  test.each([
    ['in', false],
    ['out', true],
  ])('isolated subnets let %s only traffic of private and isolated subnets and its answers', (_, egress) => {
    const rules = resourcesOf(synthesize(), 'aws_network_acl_rule').filter(
      (rule) => rule['egress'] === egress,
    );
    expect(rules.map((rule) => rule['cidr_block']).sort()).toEqual([
      '10.0.11.0/24',
      '10.0.12.0/24',
      '10.0.21.0/24',
      '10.0.22.0/24',
    ]);
    for (const rule of rules) {
      expect(rule).toMatchObject({
        rule_action: 'allow',
        protocol: 'tcp',
        from_port: 1024,
        to_port: 65535,
      });
    }
    expect(new Set(rules.map((rule) => rule['rule_number'])).size).toBe(rules.length);
  });

  test('six zones stay within the 20 rules a network ACL may have in each direction', () => {
    const rules = resourcesOf(synthesize(inZones('abcdef', 6)), 'aws_network_acl_rule');
    expect(rules.filter((rule) => rule['egress'] === true).length).toBeLessThanOrEqual(20);
  });
});

describe('P5.1: flow logs', () => {
  const terraform = synthesize();
  const logGroupName = '/bulkhead/test/network/flow-logs';

  test('all traffic of the VPC is recorded', () => {
    expect(one(terraform, 'aws_flow_log')).toMatchObject({
      traffic_type: 'ALL',
      vpc_id: expect.stringMatching(/^\$\{aws_vpc\./),
      log_destination_type: 'cloud-watch-logs',
      log_destination: expect.stringMatching(/^\$\{aws_cloudwatch_log_group\..*\.arn\}$/),
      iam_role_arn: expect.stringMatching(/^\$\{aws_iam_role\..*\.arn\}$/),
    });
  });

  test('the log group is encrypted with the customer managed key, and has the configured retention', () => {
    expect(one(terraform, 'aws_cloudwatch_log_group')).toMatchObject({
      name: logGroupName,
      retention_in_days: 365,
      kms_key_id: expect.stringMatching(/^\$\{aws_kms_key\..*\.arn\}$/),
    });
    const sevenYears = synthesize({ apps: { network: { vpc: { flowLogRetentionDays: 2557 } } } });
    expect(one(sevenYears, 'aws_cloudwatch_log_group')['retention_in_days']).toBe(2557);
  });

  test('pitfall 9: CloudWatch Logs of the region may use the key for this log group only', () => {
    const key = one(terraform, 'aws_kms_key');
    expect(key).toMatchObject({ enable_key_rotation: true, deletion_window_in_days: 30 });
    const { Statement } = parsed(key['policy']);
    expect(Statement.find(({ Sid }) => Sid === 'CloudWatchLogs')).toMatchObject({
      Principal: { Service: 'logs.us-east-1.amazonaws.com' },
      Condition: {
        ArnLike: {
          'kms:EncryptionContext:aws:logs:arn': [
            `arn:aws:logs:us-east-1:123456789012:log-group:${logGroupName}`,
          ],
        },
      },
    });
  });

  test('P3.7: the account administers the key, but cannot decrypt', () => {
    const { Statement } = parsed(one(terraform, 'aws_kms_key')['policy']);
    const unconditional = Statement.filter(({ Condition }) => Condition === undefined);
    expect(unconditional.map(({ Sid }) => Sid)).toEqual(['AccountAdministration']);
    expect(unconditional[0]?.['Action']).not.toContain('kms:*');
  });

  test('P2.9: only the flow log service of this account and region can assume the role', () => {
    const { Statement } = parsed(one(terraform, 'aws_iam_role')['assume_role_policy']);
    expect(Statement).toEqual([
      expect.objectContaining({
        Principal: { Service: 'vpc-flow-logs.amazonaws.com' },
        Action: 'sts:AssumeRole',
        Condition: {
          StringEquals: { 'aws:SourceAccount': '123456789012' },
          ArnLike: { 'aws:SourceArn': 'arn:aws:ec2:us-east-1:123456789012:vpc-flow-log/*' },
        },
      }),
    ]);
  });

  test('P2.9: the role can only write to the single log group', () => {
    const { Statement } = parsed(one(terraform, 'aws_iam_role_policy')['policy']);
    expect(Statement).toEqual([
      expect.objectContaining({
        Effect: 'Allow',
        Action: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
        Resource: expect.stringMatching(/^\$\{aws_cloudwatch_log_group\..*\.arn\}:\*$/),
      }),
    ]);
    expect(one(terraform, 'aws_flow_log')['depends_on']).toEqual([
      expect.stringMatching(/^aws_iam_role_policy\./),
    ]);
  });
});

describe('protection', () => {
  test.each([
    [true, 'a plan that would delete them is refused'],
    [false, 'P4.6: the environment can be destroyed'],
  ])('protected %s: VPC, flow logs and their key — %s', (isProtected) => {
    const terraform = synthesize({ protected: isProtected });
    for (const type of ['aws_vpc', 'aws_kms_key', 'aws_cloudwatch_log_group']) {
      expect(one(terraform, type)['lifecycle']).toEqual({ prevent_destroy: isProtected });
    }
  });

  test('the setting changes only the protection', () => {
    const differing = JSON.stringify(synthesize({ protected: true })).replaceAll(
      '"prevent_destroy":true',
      '"prevent_destroy":false',
    );
    expect(differing).toBe(JSON.stringify(synthesize({ protected: false })));
  });
});

describe('the contract', () => {
  test('the stack publishes all of `network`, consumes nothing, and matches its manifest', () => {
    const context = contextOf();
    terraformOf(NetworkStack, context);
    context.requireEverythingDeclaredUsed();
    expect(context.exchanged.publishes.map(({ path }) => path)).toEqual([
      '/bulkhead/test/network/isolatedSubnetIds',
      '/bulkhead/test/network/natGatewayIds',
      '/bulkhead/test/network/privateRouteTableIds',
      '/bulkhead/test/network/privateSubnetIds',
      '/bulkhead/test/network/publicSubnetIds',
      '/bulkhead/test/network/vpcCidr',
      '/bulkhead/test/network/vpcId',
    ]);
    expect(context.exchanged.consumes).toEqual([]);
  });

  test.each(['public', 'private', 'isolated'] as const)('%s subnets are published in zone order', (tier) => {
    const terraform = synthesize(inZones('cab', 1));
    const parameter = terraform.resource['aws_ssm_parameter']?.[`publish-network-${tier}SubnetIds`];
    const value = parameter?.['insecure_value'] as string;
    const positions = zonesOf('cab').map((zone) =>
      value.indexOf(subnetId(terraform, zone[tier]).slice(2, -1)),
    );
    expect(positions).toEqual([...positions].sort((a, b) => a - b));
    expect(Math.min(...positions)).toBeGreaterThan(-1);
  });
});

describe('names', () => {
  /** The types of the stack that have a name, with its maximum length. */
  const limits = [
    ['aws_iam_role', 64],
    ['aws_cloudwatch_log_group', 512],
    ['aws_kms_alias', 256],
    ['aws_security_group', 255],
  ] as const;
  const namesIn = (terraform: Terraform) =>
    [...limits.map(([type]) => type), 'aws_ssm_parameter'].flatMap((type) =>
      resourcesOf(terraform, type).map((resource) => `${type} ${resource['name'] as string}`),
    );

  test('pitfall 25: the longest environment name stays within the limits, and two synths are equal', () => {
    const name = 'a'.repeat(20);
    const terraform = synthesize({ name, preset: 'patient-data' });
    for (const [type, limit] of limits) {
      for (const resource of resourcesOf(terraform, type)) {
        expect((resource['name'] as string).length).toBeLessThanOrEqual(limit);
      }
    }
    expect(JSON.stringify(synthesize({ name, preset: 'patient-data' }))).toBe(JSON.stringify(terraform));
  });

  test.each([
    ['a', 'a-network'],
    ['a-b', 'a'],
    ['b', 'a-b'],
    [`${'a'.repeat(19)}b`, `${'a'.repeat(19)}c`],
  ])('of environments %s and %s in one account never collide', (one, other) => {
    const [names, others] = [one, other].map((name) => namesIn(synthesize({ name, preset: 'hipaa-dr' })));

    expect(names?.length).toBeGreaterThan(limits.length);
    expect(names?.filter((name) => others?.includes(name))).toEqual([]);
  });

  test('P3.9: the account comes from the environment, and no other account may deploy', () => {
    const json = JSON.stringify(synthesize({ account: '210987654321' }));
    expect(json).not.toContain('123456789012');
    expect(json).toContain('"allowed_account_ids":["210987654321"]');
  });
});
