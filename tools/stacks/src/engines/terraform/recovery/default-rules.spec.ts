import {
  AuthorizeSecurityGroupEgressCommand,
  CreateSecurityGroupCommand,
  CreateVpcCommand,
  DescribeSecurityGroupRulesCommand,
  EC2Client,
  type IpPermission,
  RevokeSecurityGroupEgressCommand,
} from '@aws-sdk/client-ec2';
import { parseEnvironment } from '@bulkhead/config';
import { type Synthesized } from '../../../synthesis/synthesize';
import { withEmulator } from '../../../test-emulator';
import { testInstance } from '../../../workspace/test-instances';
import { adoptUnrecorded } from './adopt-unrecorded';
import { withDefaultRules } from './default-rules';
import { testTerraform, type TestWorld } from './test-terraform';

jest.mock('../terraform-cli', () =>
  jest.requireActual<typeof import('./test-terraform')>('./test-terraform').playingTerraformCli(),
);

const address = 'aws_security_group.a';
const openBlock = { protocol: '-1', cidr_blocks: ['0.0.0.0/0'], ipv6_cidr_blocks: [] };

describe('a recovery and the default rule of a new group', () => {
  let ec2: EC2Client;
  let vpcId: string;

  withEmulator();
  beforeAll(async () => {
    ec2 = new EC2Client({ region: 'us-east-1' });
    vpcId = (await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }))).Vpc?.VpcId ?? '';
  });
  afterAll(() => ec2?.destroy());

  let groups = 0;
  /** A new group, which allows all outbound traffic. */
  const group = async () => {
    const asked = { GroupName: `a-${groups++}`, Description: 'a', VpcId: vpcId };
    return (await ec2.send(new CreateSecurityGroupCommand(asked))).GroupId ?? '';
  };
  const everything = (range: object = {}): IpPermission[] => [
    { IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0', ...range }] },
  ];
  const revoke = (GroupId: string) =>
    ec2.send(new RevokeSecurityGroupEgressCommand({ GroupId, IpPermissions: everything() }));
  const rules = async (GroupId: string) => {
    const Filters = [{ Name: 'group-id', Values: [GroupId] }];
    const { SecurityGroupRules = [] } = await ec2.send(new DescribeSecurityGroupRulesCommand({ Filters }));
    return SecurityGroupRules.map(({ SecurityGroupRuleId = '' }) => SecurityGroupRuleId);
  };

  /** Recovers a stack with a known group, for which the provider returns these rules. */
  async function recover(id: string, egress: readonly object[], over: Partial<TestWorld> = {}) {
    const known = { id, egress };
    const ids = await rules(id);
    const { binary, directory, state } = testTerraform({
      wanted: { [address]: {} },
      state: { [address]: known },
      ...over,
      existing: {
        [`aws_security_group ${id}`]: known,
        ...Object.fromEntries(
          ids.map((rule) => [`aws_vpc_security_group_egress_rule ${rule}`, { id: rule }]),
        ),
      },
    });
    const lines: string[] = [];
    const request = {
      workspaceRoot: directory,
      environment: parseEnvironment({ name: 'qa', preset: 'saas', account: '123456789012' }, 'qa.json'),
      instance: testInstance('network/vpc@primary'),
      synthesized: { directory } as Synthesized,
      signal: new AbortController().signal,
      unfinished: true,
      progress: (line: string) => lines.push(line),
    };
    const { leftovers = [] } = await adoptUnrecorded({ binary, directory, request });
    return { leftovers, lines, state };
  }

  test('the rule is added to the state and reported, so that the deploy destroys it', async () => {
    const id = await group();
    const [rule = ''] = await rules(id);
    const { leftovers, lines, state } = await recover(id, [openBlock]);

    const leftover = `aws_vpc_security_group_egress_rule.a-default-${rule}`;
    expect(rule).toMatch(/^sgr-/);
    expect(leftovers).toEqual([leftover]);
    expect(state()[leftover]).toEqual({ id: rule, security_group_id: id, security_group_rule_id: rule });
    expect(lines).toEqual([
      `${id} still has the default rule ${rule} of a new group, which allows all outbound traffic; the deploy removes it`,
    ]);
  });

  test('an IPv6 rule is added, too', async () => {
    const id = await group();
    const { leftovers } = await recover(id, [
      { protocol: '-1', cidr_blocks: null, ipv6_cidr_blocks: ['::/0'] },
    ]);

    expect(leftovers).toHaveLength(1);
  });

  test('a rule with a description is left alone', async () => {
    const id = await group();
    await revoke(id);
    await ec2.send(
      new AuthorizeSecurityGroupEgressCommand({
        GroupId: id,
        IpPermissions: everything({ Description: 'to the internet' }),
      }),
    );

    expect(await rules(id)).toHaveLength(1);
    expect((await recover(id, [{ ...openBlock, description: 'to the internet' }])).leftovers).toEqual([]);
  });

  test('a rule with tags is left alone', async () => {
    const id = await group();
    await revoke(id);
    const Tags = [{ Key: 'bulkhead:stack', Value: 'other' }];
    await ec2.send(
      new AuthorizeSecurityGroupEgressCommand({
        GroupId: id,
        IpPermissions: everything(),
        TagSpecifications: [{ ResourceType: 'security-group-rule', Tags }],
      }),
    );

    expect(await rules(id)).toHaveLength(1);
    expect((await recover(id, [openBlock])).leftovers).toEqual([]);
  });

  test('a rule that the state already knows is not added again', async () => {
    const id = await group();
    const [rule = ''] = await rules(id);
    const own = 'aws_vpc_security_group_egress_rule.own';
    const { leftovers } = await recover(id, [openBlock], {
      wanted: { [address]: {}, [own]: {} },
      state: { [address]: { id, egress: [openBlock] }, [own]: { id: rule } },
    });

    expect(leftovers).toEqual([]);
  });

  test('a group with rules in the code is skipped, because every plan compares it', async () => {
    const id = await group();

    expect((await recover(id, [openBlock], { wanted: { [address]: { egress: [] } } })).leftovers).toEqual([]);
  });

  test.each([
    ['allows no outbound traffic', []],
    ['allows one protocol', [{ ...openBlock, protocol: 'tcp' }]],
    ['allows all traffic to one destination', [{ ...openBlock, cidr_blocks: ['10.0.0.0/8'] }]],
  ])('AWS is not asked about a group that %s', async (_, egress) => {
    const id = await group();
    const send = jest.spyOn(EC2Client.prototype, 'send');
    const before = await rules(id);
    send.mockClear();

    expect((await recover(id, egress)).leftovers).toEqual([]);
    expect(before).toHaveLength(1);
    // The only call is made by the spec.
    expect(send).toHaveBeenCalledTimes(1);
    send.mockRestore();
  });

  test('a group that will be replaced is skipped', async () => {
    const id = await group();

    expect((await recover(id, [openBlock], { tainted: [address] })).leftovers).toEqual([]);
  });
});

describe('a state with the rules', () => {
  const provider = 'provider["registry.terraform.io/hashicorp/aws"].dr';
  const state = {
    serial: 7,
    resources: [
      {
        mode: 'managed',
        type: 'aws_security_group',
        name: 'a',
        provider,
        instances: [{ attributes: { id: 'sg-1' } }],
      },
    ],
  };

  test('has each rule with the provider of its group, to be destroyed before the group', () => {
    const { state: written, addresses } = withDefaultRules(state, [{ group: 'sg-1', id: 'sgr-1' }]);

    expect(addresses).toEqual(['aws_vpc_security_group_egress_rule.a-default-sgr-1']);
    expect(written.serial).toBe(8);
    expect(written.resources).toEqual([
      ...state.resources,
      expect.objectContaining({
        type: 'aws_vpc_security_group_egress_rule',
        provider,
        instances: [expect.objectContaining({ dependencies: ['aws_security_group.a'] })],
      }),
    ]);
  });

  test('has no rule of an unknown group', () => {
    expect(withDefaultRules(state, [{ group: 'sg-2', id: 'sgr-1' }])).toEqual({
      state: { ...state, serial: 8 },
      addresses: [],
    });
  });
});
