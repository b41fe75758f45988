import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  AllocateAddressCommand,
  CreateInternetGatewayCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DescribeAddressesCommand,
  DescribeInternetGatewaysCommand,
  DescribeVpcsCommand,
  EC2Client,
  type ResourceType,
} from '@aws-sdk/client-ec2';
import { CreateKeyCommand, DescribeKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { parseEnvironment } from '@bulkhead/config';
import { type Synthesized } from '../../../synthesis/synthesize';
import { withEmulator } from '../../../test-emulator';
import { fakeProgram, testFolder } from '../../../test-folder';
import { testInstance } from '../../../workspace/test-instances';
import { applyFiles } from '../apply-files';
import { configurationFile } from '../configuration-file';
import { erroredStateFile } from '../errored-state-file';
import { doublesAmong, withoutDoubles } from './doubled-objects';

describe('among the objects with the tags of one resource', () => {
  const among = (before: string, after: string, recorded: string) => {
    const ids = (text: string) => text.split(' ').filter(Boolean);
    const objects = (text: string) => new Map(ids(text).length > 0 ? [['aws_vpc.a', ids(text)]] : []);
    return doublesAmong(objects(before), objects(after), new Set(ids(recorded))).map(({ id }) => id);
  };

  test.each([
    ['a known object is no double', '', 'a', 'a', []],
    ['a new object that the state does not know is a double', '', 'a b', 'b', ['a']],
    ['if the state knows none, one stays to be adopted', '', 'a b c', '', ['b', 'c']],
    ['an earlier object is never a double', 'a', 'a b', 'b', []],
    [
      'if there is an earlier object, each new one that the state does not know is a double',
      'a',
      'a b c',
      'b',
      ['c'],
    ],
    ['if there is an earlier object and the state knows none, the earlier one stays', 'a', 'a b', '', ['b']],
    ['an object that the state still has to destroy is no double', '', 'a b', 'a b', []],
    ['a single object stays, known or not', '', 'a', '', []],
  ])('%s', (_, before, after, recorded, doubles) => {
    expect(among(before, after, recorded)).toEqual(doubles);
  });
});

describe('in AWS', () => {
  const region = 'us-east-1';
  let ec2: EC2Client;
  let kms: KMSClient;

  withEmulator();
  beforeAll(() => {
    ec2 = new EC2Client({ region });
    kms = new KMSClient({ region });
  });
  afterAll(() => {
    ec2?.destroy();
    kms?.destroy();
  });

  const tags = (address: string, stack = 'vpc') => [
    { Key: 'bulkhead:environment', Value: 'qa' },
    { Key: 'bulkhead:app', Value: 'network' },
    { Key: 'bulkhead:stack', Value: stack },
    { Key: 'bulkhead:address', Value: address },
  ];
  const tagging = (type: ResourceType, address: string, stack?: string) => ({
    TagSpecifications: [{ ResourceType: type, Tags: tags(address, stack) }],
  });
  const vpc = async (stack?: string) => {
    const asked = { CidrBlock: '10.0.0.0/16', ...tagging('vpc', 'aws_vpc.a', stack) };
    return (await ec2.send(new CreateVpcCommand(asked))).Vpc?.VpcId ?? '';
  };
  const gateway = async (name = 'a') => {
    const asked = tagging('internet-gateway', `aws_internet_gateway.${name}`);
    const { InternetGateway } = await ec2.send(new CreateInternetGatewayCommand(asked));
    return InternetGateway?.InternetGatewayId ?? '';
  };
  const address = async () =>
    (await ec2.send(new AllocateAddressCommand(tagging('elastic-ip', 'aws_eip.a')))).AllocationId ?? '';
  const key = async () => {
    const Tags = tags('aws_kms_key.a').map(({ Key, Value }) => ({ TagKey: Key, TagValue: Value }));
    return (await kms.send(new CreateKeyCommand({ Tags }))).KeyMetadata?.KeyId ?? '';
  };

  /** Applies `work` to a stack with a VPC, a gateway, an address and a key; the state knows some ids afterwards. */
  async function applying(work: (directory: string) => Promise<unknown>, recorded: () => readonly string[]) {
    const resource = {
      aws_vpc: { a: {} },
      aws_internet_gateway: { a: {}, b: {} },
      aws_eip: { a: {} },
      aws_kms_key: { a: {} },
    };
    const directory = testFolder({ [configurationFile]: { resource } });
    const lines: string[] = [];
    const pulled = join(directory, 'pulled');
    writeFileSync(pulled, '');
    const binary = fakeProgram('terraform', `cat ${pulled}`);
    const request = {
      workspaceRoot: directory,
      environment: parseEnvironment({ name: 'qa', preset: 'saas', account: '123456789012' }, 'qa.json'),
      instance: testInstance('network/vpc@primary'),
      synthesized: {} as Synthesized,
      signal: new AbortController().signal,
      unfinished: false,
      progress: (line: string) => lines.push(line),
    };
    const result = await withoutDoubles({ binary, directory, request }, async () => {
      await work(directory);
      const instances = recorded().map((id) => ({ attributes: { id } }));
      // Terraform prints a state on many lines.
      writeFileSync(
        pulled,
        JSON.stringify({ serial: 1, resources: [{ mode: 'managed', instances }] }, null, 2),
      );
      return 'applied';
    });
    return { result, lines };
  }

  const vpcs = async () => {
    const { Vpcs = [] } = await ec2.send(new DescribeVpcsCommand({}));
    return Vpcs.filter(({ IsDefault }) => !IsDefault).map(({ VpcId }) => VpcId);
  };

  test('doubles are removed and reported, and the object that the state knows stays', async () => {
    const made: Record<string, [string, string]> = {};
    const stranger = await vpc('other');
    const { result, lines } = await applying(
      async () => {
        for (const [name, make] of Object.entries({ vpc, gateway, address, key }))
          made[name] = [await make(), await make()];
      },
      () => Object.values(made).map(([, second]) => second),
    );
    const { vpc: ofVpc, gateway: ofGateway, address: ofAddress, key: ofKey } = made;
    const { InternetGateways = [] } = await ec2.send(new DescribeInternetGatewaysCommand({}));
    const { Addresses = [] } = await ec2.send(new DescribeAddressesCommand({}));
    const keyState = async (KeyId = '') =>
      (await kms.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata?.KeyState;

    expect(result).toBe('applied');
    expect((await vpcs()).sort()).toEqual([stranger, ofVpc?.[1]].sort());
    expect(InternetGateways.map(({ InternetGatewayId }) => InternetGatewayId)).toEqual([ofGateway?.[1]]);
    expect(Addresses.map(({ AllocationId }) => AllocationId)).toEqual([ofAddress?.[1]]);
    expect([await keyState(ofKey?.[0]), await keyState(ofKey?.[1])]).toEqual(['PendingDeletion', 'Enabled']);
    expect(lines).toHaveLength(4);
    expect(lines).toContain(
      `removed ${ofVpc?.[0]}, which was created twice for aws_vpc.a because an answer of AWS was lost`,
    );
  });

  test('after a failed apply, one new object stays to be adopted, and the failure is reported', async () => {
    const failure = new Error('connection reset');
    const made: string[] = [];
    const failing = applying(
      async () => {
        made.push(await gateway('b'), await gateway('b'), await gateway('b'));
        throw failure;
      },
      () => [],
    );

    await expect(failing).rejects.toBe(failure);
    const { InternetGateways = [] } = await ec2.send(new DescribeInternetGatewaysCommand({}));
    const left = InternetGateways.map(({ InternetGatewayId = '' }) => InternetGatewayId);
    expect(made).toHaveLength(3);
    expect(left.filter((id) => made.includes(id))).toHaveLength(1);
  });

  test('an object that Terraform reported as created stays, although the state could not be saved', async () => {
    const made: string[] = [];
    await applying(
      async (directory) => {
        made.push(await address(), await address());
        const hook = { resource: { addr: 'aws_eip.a' }, action: 'create', id_key: 'id', id_value: made[1] };
        const said = { '@message': 'done', type: 'apply_complete', hook };
        writeFileSync(join(directory, applyFiles.journal), JSON.stringify(said));
      },
      () => [],
    );
    const { Addresses = [] } = await ec2.send(new DescribeAddressesCommand({}));
    const left = Addresses.map(({ AllocationId }) => AllocationId);

    expect(left).toContain(made[1]);
    expect(left).not.toContain(made[0]);
  });

  test('nothing is removed while there is an errored state', async () => {
    const made: string[] = [];
    const { lines } = await applying(
      async (directory) => {
        made.push(await address(), await address());
        writeFileSync(join(directory, erroredStateFile), '{}');
      },
      () => [],
    );
    const { Addresses = [] } = await ec2.send(new DescribeAddressesCommand({}));

    expect(Addresses.map(({ AllocationId }) => AllocationId)).toEqual(expect.arrayContaining(made));
    expect(lines).toEqual([
      expect.stringMatching(/^removes no object that was created twice: only errored\.tfstate/),
    ]);
  });

  test('a double that is in use stays, and this is reported', async () => {
    const made: string[] = [];
    const { lines } = await applying(
      async () => {
        made.push(await vpc(), await vpc());
        await ec2.send(new CreateSubnetCommand({ VpcId: made[0], CidrBlock: '10.0.1.0/24' }));
      },
      () => [made[1] ?? ''],
    );

    expect(await vpcs()).toEqual(expect.arrayContaining(made));
    expect(lines).toEqual([
      expect.stringMatching(`^${made[0]} was created twice for aws_vpc.a and cannot be removed: `),
    ]);
  });
});
