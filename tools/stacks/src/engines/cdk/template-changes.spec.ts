import { testAws, useTestAws } from '../../test-aws/test-aws';
import { type TestTemplate } from '../../test-aws/test-stack';
import { testInstance } from '../../workspace/test-instances';
import { type EngineRequest } from '../engine';
import { type DeployedStack } from './deployed-stack';
import { compare, requireReviewed, templateChanges } from './template-changes';
import { changed, requesting, stackName } from './test-service-stack';

const stack = (resources: Record<string, object>, parameters: Record<string, string> = {}): DeployedStack =>
  ({
    template: {
      Parameters: Object.fromEntries(
        Object.keys(parameters).map((name) => [name, { Type: 'AWS::SSM::Parameter::Value<String>' }]),
      ),
      Resources: resources,
    },
    parameters,
  }) as DeployedStack;
const queue = (properties: object, over: object = {}) => ({
  Type: 'AWS::SQS::Queue',
  Properties: properties,
  ...over,
});
const key = (properties: object, over: object = {}) => ({
  Type: 'AWS::KMS::Key',
  Properties: properties,
  ...over,
});

const lines = async (before: DeployedStack, after: DeployedStack) =>
  (await compare(before, after)).map(
    ({ action, resource, stateful, attributes }) =>
      `${action} ${resource}${stateful ? ' (stateful)' : ''}: ${attributes
        .map(
          ({ path, before: from, after: to, forcesReplacement }) =>
            `${path} ${from} → ${to}${forcesReplacement ? ' !' : ''}`,
        )
        .join(', ')}`,
  );

test.each<[string, Record<string, object>, Record<string, object>, string[]]>([
  ['nothing', { Queue: queue({ DelaySeconds: 1 }) }, { Queue: queue({ DelaySeconds: 1 }) }, []],
  [
    'metadata',
    { Queue: queue({}, { Metadata: { 'aws:cdk:path': 'a' } }) },
    { Queue: queue({}, { Metadata: { 'aws:cdk:path': 'b' } }) },
    [],
  ],
  ['an addition', {}, { Queue: queue({ DelaySeconds: 1 }) }, ['add Queue (stateful): DelaySeconds null → 1']],
  [
    'a deletion',
    { Queue: queue({ DelaySeconds: 1 }) },
    {},
    ['destroy Queue (stateful): DelaySeconds 1 → null'],
  ],
  [
    'a property',
    { Queue: queue({ DelaySeconds: 1 }) },
    { Queue: queue({ DelaySeconds: 2 }) },
    ['change Queue (stateful): DelaySeconds 1 → 2'],
  ],
  [
    'a property that cannot be changed in place',
    { Queue: queue({ QueueName: 'a', DelaySeconds: 1 }) },
    { Queue: queue({ QueueName: 'b', DelaySeconds: 2 }) },
    ['replace Queue (stateful): QueueName a → b !, DelaySeconds 1 → 2'],
  ],
  [
    'a reference, as a person reads it',
    { Queue: queue({ KmsMasterKeyId: { Ref: 'Old' } }) },
    { Queue: queue({ KmsMasterKeyId: { 'Fn::GetAtt': ['New', 'Arn'] } }) },
    ['change Queue (stateful): KmsMasterKeyId ${Old} → ${New.Arn}'],
  ],
  [
    'a setting of a resource',
    { Queue: queue({}, { DeletionPolicy: 'Retain' }) },
    { Queue: queue({}, { DeletionPolicy: 'Delete' }) },
    ['change Queue (stateful): DeletionPolicy Retain → Delete'],
  ],
  [
    'a stateful deletion',
    { Key: key({ Description: 'a' }) },
    {},
    ['destroy Key (stateful): Description a → null'],
  ],
  [
    'a deletion of a retained resource',
    { Key: key({ Description: 'a' }, { DeletionPolicy: 'Retain' }) },
    {},
    ['forget Key (stateful): Description a → null'],
  ],
  [
    'another type in place of a stateful one',
    { One: key({ Description: 'a' }) },
    { One: queue({ DelaySeconds: 1 }) },
    ['replace One (stateful): DelaySeconds null → 1, Description a → null'],
  ],
])('%s', async (_, before, after, expected) => {
  expect(await lines(stack(before), stack(after))).toEqual(expected);
});

test('a changed consumed value is a difference of every property that contains it', async () => {
  const resources = {
    Group: {
      Type: 'AWS::EC2::SecurityGroup',
      Properties: { GroupDescription: 'a', VpcId: { Ref: 'Vpc' } },
    },
    Queue: queue({ KmsMasterKeyId: { 'Fn::Join': ['', ['alias/', { Ref: 'Name' }]] } }),
    Other: queue({ DelaySeconds: 1 }),
  };

  expect(
    await lines(stack(resources, { Vpc: 'vpc-1', Name: 'a' }), stack(resources, { Vpc: 'vpc-2', Name: 'b' })),
  ).toEqual([
    'replace Group: VpcId vpc-1 → vpc-2 !',
    'change Queue (stateful): KmsMasterKeyId alias/a → alias/b',
  ]);
});

test('a resource that cannot refer to the replacement in place is replaced, too', async () => {
  const resources = (description: string) => ({
    Group: { Type: 'AWS::EC2::SecurityGroup', Properties: { GroupDescription: description } },
    Rule: {
      Type: 'AWS::EC2::SecurityGroupIngress',
      Properties: { IpProtocol: 'tcp', GroupId: { 'Fn::GetAtt': ['Group', 'GroupId'] } },
    },
  });

  expect(await lines(stack(resources('a')), stack(resources('b')))).toEqual([
    'replace Group: GroupDescription a → b !',
    expect.stringMatching(/^replace Rule: GroupId .* !$/),
  ]);
});

test('a resource that can refer to the replacement in place is changed, although its template is the same', async () => {
  const resources = (name: string) => ({
    Queue: queue({ QueueName: name }),
    Alarm: {
      Type: 'AWS::CloudWatch::Alarm',
      Properties: { Namespace: 'a', AlarmActions: [{ 'Fn::GetAtt': ['Queue', 'Arn'] }] },
    },
    Other: { Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmActions: [{ Ref: 'QueueToo' }] } },
  });

  expect(await lines(stack(resources('a')), stack(resources('b')))).toEqual([
    'replace Queue (stateful): QueueName a → b !',
    'change Alarm: AlarmActions ["${Queue.Arn}"] → (known after deploy)',
  ]);
});

test('a reference by name, or in text, to a replaced resource is a change for any type', async () => {
  const resources = (name: string) => ({
    Queue: queue({ QueueName: name }),
    Bucket: {
      Type: 'AWS::S3::Bucket',
      Properties: { BucketName: 'b', Tags: [{ Key: 'queue', Value: { Ref: 'Queue' } }] },
    },
    Alarm: {
      Type: 'AWS::CloudWatch::Alarm',
      Properties: { AlarmDescription: { 'Fn::Sub': 'of ${Queue.Arn}' } },
    },
    Bare: { Type: 'AWS::SNS::Topic' },
  });

  expect(await lines(stack(resources('a')), stack(resources('b')))).toEqual([
    'replace Queue (stateful): QueueName a → b !',
    expect.stringMatching(/^change Bucket \(stateful\): Tags\S* .*\$\{Queue\}.* → \(known after deploy\)$/),
    'change Alarm: AlarmDescription of ${Queue.Arn} → (known after deploy)',
  ]);
});

test('a reference to an unchanged resource is no change', async () => {
  const resources = (delay: number) => ({
    Queue: queue({ DelaySeconds: delay }),
    Topic: { Type: 'AWS::SNS::Topic', Properties: { DisplayName: { Ref: 'Queue' } } },
  });

  expect(await lines(stack(resources(1)), stack(resources(2)))).toEqual([
    'change Queue (stateful): DelaySeconds 1 → 2',
  ]);
});

test('a secret in plain text is not shown', async () => {
  const database = (password: string) => ({
    Db: { Type: 'AWS::RDS::DBInstance', Properties: { MasterUserPassword: password } },
  });

  expect(await lines(stack(database('old')), stack(database('new')))).toEqual([
    'change Db (stateful): MasterUserPassword (sensitive) → (sensitive)',
  ]);
});

describe('a reviewed plan', () => {
  const requestFor = (deployed: string | undefined) =>
    ({
      instance: testInstance('app-platform/service@primary'),
      ...(deployed && { reviewed: { file: '', deployed } }),
    }) as unknown as EngineRequest;

  test('of the deployed version is carried out, and so is a deploy without a review', () => {
    expect(() => requireReviewed(requestFor('a'), { changes: [], deployed: 'a' })).not.toThrow();
    expect(() => requireReviewed(requestFor(undefined), { changes: [], deployed: 'a' })).not.toThrow();
  });

  test('of another version is refused', () => {
    expect(() => requireReviewed(requestFor('a'), { changes: [], deployed: 'b' })).toThrow(
      expect.objectContaining({ code: 'PlanStale' }),
    );
  });
});

describe('of a stack that is deployed', () => {
  useTestAws();
  const path = '/bulkhead/qa/network/vpcId';
  const synthesized = {
    Parameters: { Vpc: { Type: 'AWS::SSM::Parameter::Value<String>', Default: path } },
    Resources: { Topic: { Type: 'AWS::SNS::Topic', Properties: { DisplayName: 'a' } } },
  } as TestTemplate;
  const changesWith = (template: TestTemplate, consumed: ReadonlyMap<string, string> = new Map()) =>
    templateChanges({ ...requesting({ synthesized: template }).request, consumed });

  test('there is no forewarning and no refusal, and equal values are no change', async () => {
    testAws().cloudFormation.left(stackName, (left) => left.create(JSON.stringify(synthesized)));

    expect(await changesWith(synthesized)).toEqual({
      changes: [],
      deployed: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  test('the digest is that of the deployed version, not of the new one', async () => {
    const none = await changesWith(synthesized);
    testAws().cloudFormation.left(stackName, (left) => left.create(JSON.stringify(synthesized)));
    const one = await changesWith(synthesized);
    const other = await changesWith(changed);

    expect(one.deployed).not.toBe(none.deployed);
    expect(other.deployed).toBe(one.deployed);
    expect(none.changes).toMatchObject([{ action: 'add', resource: 'Topic' }]);
    expect(other.changes.map(({ action }) => action)).toContain('destroy');
  });

  test('the values from SSM are the new values of the template', async () => {
    const consuming = {
      ...synthesized,
      Resources: { Topic: { Type: 'AWS::SNS::Topic', Properties: { DisplayName: { Ref: 'Vpc' } } } },
    } as TestTemplate;

    for (const [consumed, after] of [
      [new Map([[path, 'vpc-1']]), 'vpc-1'],
      [new Map([['/another', 'vpc-1']]), '${Vpc}'],
    ] as const)
      expect((await changesWith(consuming, consumed)).changes).toMatchObject([
        { attributes: [{ path: 'DisplayName', before: null, after }] },
      ]);
  });
});
