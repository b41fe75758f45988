import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contract, listParameter, parameter } from '@bulkhead/contracts';
import { testContext } from '@bulkhead/stack/testing';
import { tagKeys } from '@bulkhead/tagging';
import { type StackContext } from '@bulkhead/stack';
import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnBucket, CfnBucketPolicy } from 'aws-cdk-lib/aws-s3';
import { CfnSubnetGroup } from 'aws-cdk-lib/aws-memorydb';
import { CfnQueue, CfnQueuePolicy } from 'aws-cdk-lib/aws-sqs';
import { type Construct } from 'constructs';
import { emulatorOmissions } from './emulator-omissions';
import { BulkheadStack, consume, consumeForeign, publish } from './index';
import { newApp } from './new-app';
import { templateOf } from './testing';

const network = contract('network', {
  vpcId: parameter(/vpc-\d+/, 'Id of the VPC'),
  subnetIds: listParameter(/subnet-\d+/, 'Ids of the subnets'),
  unused: parameter(/.+/, 'Read by nobody'),
});
const messaging = contract('order-messaging', {
  queueArn: parameter(/arn:.+/, 'ARN of the queue'),
  subnetIds: listParameter(/subnet-\d+/, 'Ids of the subnets'),
  words: listParameter(/\w+/, 'Words known at synthesis'),
});

/** Consumes and publishes a value of each kind. */
class OrdersStack extends BulkheadStack {
  constructor(scope: Construct, context: StackContext) {
    super(scope, context);
    const { vpcId, subnetIds } = consume(this, network, { subnetIds: 2 });
    const queue = new CfnQueue(this, 'Queue', { queueName: vpcId });
    new CfnSubnetGroup(this, 'Subnets', { subnetGroupName: 'orders', subnetIds });
    publish(this, messaging, { queueArn: queue.attrArn, subnetIds, words: ['a', 'b'] });
  }
}

const project = mkdtempSync(join(tmpdir(), 'bulkhead-cdk-'));
writeFileSync(
  join(project, 'project.json'),
  JSON.stringify({
    name: 'shop',
    metadata: {
      owner: '@acme/shop',
      stacks: {
        orders: {
          engine: 'cdk',
          regions: ['primary'],
          consumes: ['network'],
          publishes: ['order-messaging'],
        },
        bare: { engine: 'cdk', regions: ['primary'] },
      },
    },
  }),
);
afterAll(() => rmSync(project, { recursive: true }));

type Overrides = Parameters<typeof testContext>[2];
const contextOf = (over: Overrides = {}, stack = 'orders') => testContext(project, stack, over);
const template = templateOf(OrdersStack, contextOf());

/** Properties of the only SSM parameter at a path. */
const published = (path: string) => {
  const found = Object.values(template.findResources('AWS::SSM::Parameter', { Properties: { Name: path } }));
  expect(found).toHaveLength(1);
  return (found[0] as { Properties: Record<string, unknown> }).Properties;
};

describe('a consumed value', () => {
  test('is a template parameter that SSM resolves at deploy time', () => {
    const parameters = template.findParameters('*');

    expect(parameters).toMatchObject({
      ConsumeNetworkVpcId: {
        Type: 'AWS::SSM::Parameter::Value<String>',
        Default: '/bulkhead/test/network/vpcId',
        Description: 'Id of the VPC',
      },
      ConsumeNetworkSubnetIds: {
        Type: 'AWS::SSM::Parameter::Value<List<String>>',
        Default: '/bulkhead/test/network/subnetIds',
      },
    });
    expect(Object.keys(parameters).filter((name) => /unused/i.test(name))).toEqual([]);
  });

  test('is used by reference, and a list as a whole', () => {
    template.hasResourceProperties('AWS::SQS::Queue', { QueueName: { Ref: 'ConsumeNetworkVpcId' } });
    template.hasResourceProperties('AWS::MemoryDB::SubnetGroup', {
      SubnetIds: { Ref: 'ConsumeNetworkSubnetIds' },
    });
  });

  test('is known to the tools, with the length of a list', () => {
    const context = contextOf();
    templateOf(OrdersStack, context);

    expect(context.exchanged.consumes).toMatchObject([{ key: 'subnetIds', length: 2 }, { key: 'vpcId' }]);
  });
});

describe('a value from outside the platform', () => {
  class ImageStack extends BulkheadStack {
    constructor(scope: Construct, context: StackContext) {
      super(scope, context);
      const queueName = consumeForeign(this, {
        owner: 'aws',
        key: 'imageId',
        path: '/aws/service/image',
        pattern: /ami-\w+/,
        description: 'The image',
        origin: 'AWS keeps it',
        type: 'AWS::EC2::Image::Id',
      });
      new CfnQueue(this, 'Queue', { queueName });
    }
  }
  const context = contextOf({}, 'bare');
  const images = templateOf(ImageStack, context);

  test('needs no manifest, and is resolved at deploy time like any other', () => {
    expect(images.findParameters('*')).toMatchObject({
      ConsumeAwsImageId: {
        Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>',
        Default: '/aws/service/image',
      },
    });
    images.hasResourceProperties('AWS::SQS::Queue', { QueueName: { Ref: 'ConsumeAwsImageId' } });
  });

  test('is known to the tools, with its origin', () => {
    expect(context.exchanged.consumes).toEqual([
      {
        contract: 'aws',
        key: 'imageId',
        path: '/aws/service/image',
        kind: 'string',
        pattern: '^(?:ami-\\w+)$',
        origin: 'AWS keeps it',
      },
    ]);
  });
});

describe('a published value', () => {
  test('is an SSM parameter that AWS checks against the contract', () => {
    expect(published('/bulkhead/test/order-messaging/queueArn')).toMatchObject({
      Type: 'String',
      Value: { 'Fn::GetAtt': ['Queue', 'Arn'] },
      AllowedPattern: '^(?:arn:.+)$',
      Description: 'ARN of the queue',
    });
  });

  test('that is a list is joined by commas, and not checked as a single text', () => {
    const tokens = published('/bulkhead/test/order-messaging/subnetIds');

    expect(tokens).toMatchObject({
      Type: 'StringList',
      Value: { 'Fn::Join': [',', { Ref: 'ConsumeNetworkSubnetIds' }] },
    });
    expect(tokens).not.toHaveProperty('AllowedPattern');
    expect(published('/bulkhead/test/order-messaging/words')).toMatchObject({ Value: 'a,b' });
  });

  test('is published for every key of the contract, each key once', () => {
    const context = contextOf();
    templateOf(OrdersStack, context);

    expect(context.exchanged.publishes.map(({ key }) => key)).toEqual(['queueArn', 'subnetIds', 'words']);
    template.resourceCountIs('AWS::SSM::Parameter', 3);
  });
});

test('stacks exchange values in no other way: no exports, no dynamic references', () => {
  const { Outputs = {} } = template.toJSON() as { Outputs?: Record<string, object> };

  expect(Object.values(Outputs).filter((output) => 'Export' in output)).toEqual([]);
  expect(JSON.stringify(template.toJSON())).not.toMatch(/\{\{resolve:|Fn::ImportValue|Fn::GetStackOutput/);
});

test.each(['publish', 'consume'])('a call of %s that the manifest does not declare is refused', (verb) => {
  class Undeclared extends BulkheadStack {
    constructor(scope: Construct, context: StackContext) {
      super(scope, context);
      if (verb === 'consume') consume(this, network);
      else publish(this, messaging, { queueArn: 'arn:x', subnetIds: [], words: [] });
    }
  }

  expect(() => templateOf(Undeclared, contextOf({}, 'bare'))).toThrow(
    expect.objectContaining({ code: 'UndeclaredContract', next: expect.stringContaining('project.json') }),
  );
});

test('every taggable resource has every tag', () => {
  const [queue] = Object.values(template.findResources('AWS::SQS::Queue')) as {
    Properties: { Tags: { Key: string }[] };
  }[];
  const keys = queue?.Properties.Tags.map(({ Key }) => Key) ?? [];

  expect(keys.sort()).toEqual([...tagKeys].sort());
});

const stackOf = (over: Overrides, stack?: string) => new OrdersStack(newApp(), contextOf(over, stack));

test.each([true, false])(
  'with protected %s in the environment, termination protection of the stack is the same',
  (isProtected) => {
    expect(stackOf({ protected: isProtected }).terminationProtection).toBe(isProtected);
  },
);

test('the stack is in the account and region of its environment', () => {
  expect(stackOf({ account: '210987654321' })).toMatchObject({
    account: '210987654321',
    region: 'us-east-1',
  });
});

test('the name of a stack is unique in an environment, and does not depend on its settings', () => {
  const name = stackOf({}).stackName;

  expect(name).toMatch(/^[A-Za-z][A-Za-z0-9-]{0,127}$/);
  expect(name).toContain('shop');
  expect(name).toContain('orders');
  expect(stackOf({ protected: false, costCentre: 'other' }).stackName).toBe(name);
  expect(stackOf({ name: 'prod' }).stackName).not.toBe(name);
});

describe('on the emulator', () => {
  const emulated = stackOf({ target: 'emulator' });
  const app = emulated.node.root as ReturnType<typeof newApp>;
  const { Resources } = app.synth().getStackByName(emulated.stackName).template as {
    Resources: Record<string, { Type: string; Properties: object }>;
  };
  const tagged = (type: string) =>
    Object.values(Resources).filter(({ Type, Properties }) => Type === type && 'Tags' in Properties);

  test('exactly these properties are left out: the list must not grow unnoticed', () => {
    const allowed = [
      'AWS::ApplicationAutoScaling::ScalableTarget',
      'AWS::ApplicationAutoScaling::ScalingPolicy',
      'AWS::AutoScaling::ScalingPolicy',
      'AWS::CloudWatch::Alarm',
      'AWS::ECS::CapacityProvider',
      'AWS::ECS::ClusterCapacityProviderAssociations',
      'AWS::ElasticLoadBalancingV2::ListenerCertificate',
      'AWS::KMS::Key.Tags',
      'AWS::S3::BucketPolicy',
      'AWS::CloudWatch::CompositeAlarm',
      'AWS::SNS::Subscription',
      'AWS::SNS::TopicPolicy',
      'AWS::SQS::QueuePolicy',
      'AWS::SSM::Parameter.Tags',
      'AWS::WAFv2::LoggingConfiguration',
      'AWS::WAFv2::WebACL',
      'AWS::WAFv2::WebACLAssociation',
    ];

    expect(allowed).toEqual(
      expect.arrayContaining(
        emulatorOmissions.map(({ type, property }) => (property ? `${type}.${property}` : type)),
      ),
    );
    for (const { reason, rows } of emulatorOmissions) {
      expect(reason).not.toBe('');
      expect(rows).not.toEqual([]);
    }
  });

  test('left out properties are reported, and nothing else changes', () => {
    expect(tagged('AWS::SSM::Parameter')).toEqual([]);
    expect(tagged('AWS::SQS::Queue')).toHaveLength(1);
    expect(emulated.omitted.map(({ resource }) => resource)).toEqual(
      ['QueueArn', 'SubnetIds', 'Words'].map((key) => `orders/PublishOrderMessaging${key}.Tags`),
    );
  });

  test('a resource that is left out is not in the template, and is reported by its type', () => {
    class WatchedStack extends OrdersStack {
      constructor(scope: Construct, context: StackContext) {
        super(scope, context);
        new CfnAlarm(this, 'Alarm', { comparisonOperator: 'LessThanThreshold', evaluationPeriods: 1 });
      }
    }
    const watched = new WatchedStack(newApp(), contextOf({ target: 'emulator' }));
    const assembly = (watched.node.root as ReturnType<typeof newApp>).synth();

    expect(JSON.stringify(assembly.getStackByName(watched.stackName).template)).not.toContain('Alarm');
    expect(watched.omitted).toContainEqual(
      expect.objectContaining({ type: 'AWS::CloudWatch::Alarm', resource: 'orders/Alarm' }),
    );
  });

  test('a policy rule that misses a left out resource is suppressed for the resource that it judges', () => {
    class StoringStack extends OrdersStack {
      constructor(scope: Construct, context: StackContext) {
        super(scope, context);
        const bucket = new CfnBucket(this, 'Store');
        new CfnBucketPolicy(this, 'StorePolicy', { bucket: bucket.ref, policyDocument: { Statement: [] } });
        const queues = ['Letters', 'DeadLetters'].map((id) => new CfnQueue(this, id).ref);
        new CfnQueuePolicy(this, 'LettersPolicy', { queues, policyDocument: { Statement: [] } });
      }
    }
    const suppressed = (target: 'aws' | 'emulator') => {
      const context = contextOf({ target });
      const storing = new StoringStack(newApp(), context);
      (storing.node.root as ReturnType<typeof newApp>).synth();
      return context.suppressions.map(({ rule, resource }) => [rule, resource]);
    };

    expect(suppressed('emulator')).toEqual([
      ['messages-tls', 'DeadLetters'],
      ['messages-tls', 'Letters'],
      ['HIPAA.Security-S3BucketSSLRequestsOnly', 'Store'],
    ]);
    expect(suppressed('aws')).toEqual([]);
  });

  test('nothing is left out in AWS', () => {
    const inAws = stackOf({});
    (inAws.node.root as ReturnType<typeof newApp>).synth();

    expect(inAws.omitted).toEqual([]);
    expect(published('/bulkhead/test/order-messaging/words')).toHaveProperty('Tags');
  });
});
