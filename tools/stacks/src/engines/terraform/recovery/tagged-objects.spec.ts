import { CreateVpcCommand, EC2Client } from '@aws-sdk/client-ec2';
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { withEmulator } from '../../../test-emulator';
import { type Sought, taggedObjects, tagsOfObjects } from './tagged-objects';

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

const stack = (environment: string, name = 'vpc') => ({
  'bulkhead:environment': environment,
  'bulkhead:app': 'network',
  'bulkhead:stack': name,
});

async function vpc(tags: Record<string, string>): Promise<string> {
  const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  const TagSpecifications = [{ ResourceType: 'vpc' as const, Tags }];
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16', TagSpecifications }));
  return Vpc?.VpcId ?? '';
}

async function key(tags: Record<string, string>): Promise<string> {
  const Tags = Object.entries(tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue }));
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({ Tags }));
  return KeyMetadata?.KeyId ?? '';
}

const found = async (sought: Sought, tags: Record<string, string>) =>
  Object.fromEntries(await taggedObjects(region, sought, tags, new AbortController().signal));

test('objects of the stack are found by their addresses, and those of no other stack or environment', async () => {
  const address = { 'bulkhead:address': 'aws_vpc.a' };
  const [prod] = await Promise.all([
    vpc({ ...stack('prod'), ...address }),
    vpc({ ...stack('dev'), ...address }),
    vpc({ ...stack('prod', 'other'), ...address }),
    vpc(address),
    vpc(stack('prod')),
  ]);

  expect(await found(new Map([['ec2', ['aws_vpc.a', 'aws_vpc.b']]]), stack('prod'))).toEqual({
    'aws_vpc.a': [prod],
  });
  expect(await found(new Map([['ec2', ['aws_vpc.a']]]), stack('qa'))).toEqual({});
});

test('a key is known by its id, not by its ARN', async () => {
  const address = { 'bulkhead:address': 'aws_kms_key.a' };
  const [id] = await Promise.all([
    key({ ...stack('prod'), ...address }),
    key({ ...stack('dev'), ...address }),
    key(stack('prod')),
  ]);

  expect(await found(new Map([['kms:key', ['aws_kms_key.a']]]), stack('prod'))).toEqual({
    'aws_kms_key.a': [id],
  });
});

test('without addresses, there is no call', async () => {
  expect(await found(new Map(), stack('prod'))).toEqual({});
});

test('the tags of referenced objects are returned, as far as AWS knows them', async () => {
  const own = await vpc(stack('prod'));
  const [used, unused] = [await key(stack('prod', 'old')), await key(stack('prod', 'unused'))];
  const arn = (id: string) => `arn:aws:kms:${region}:123456789012:key/${id}`;
  const { signal } = new AbortController();

  expect(await tagsOfObjects(region, [own, arn(used), 'a-name', 'vpc-00000000'], signal)).toEqual(
    new Map([
      [own, stack('prod')],
      [arn(used), stack('prod', 'old')],
    ]),
  );
  expect(await tagsOfObjects(region, [], signal)).toEqual(new Map());
  expect(unused).not.toBe(used);
});
