import { members, TestRefusal } from './query-protocol';
import { type TestObjects } from './test-objects';

/** The part of a service that a test needs: answers by action, to a request in the protocol of the service. */
export type Answers<T> = Readonly<Record<string, (question: T, objects: TestObjects) => object>>;

function modify(type: string, idField: string) {
  return (question: URLSearchParams, objects: TestObjects): object => {
    const object = objects.find(type, question.get(idField) ?? '');
    if (!object) throw new TestRefusal('NotFoundFault', `${question.get(idField)} not found`, 404);
    object.attributes['DeletionProtection'] = question.get('DeletionProtection') ?? 'false';
    return {};
  };
}

/** Services of the query protocol, by the name in the credential scope. */
export const queryServices: Readonly<Record<string, Answers<URLSearchParams>>> = {
  sts: {
    GetCallerIdentity: () => ({
      Account: '123456789012',
      Arn: 'arn:aws:iam::123456789012:user/test',
      UserId: 'test',
    }),
  },
  rds: {
    ModifyDBCluster: modify('AWS::RDS::DBCluster', 'DBClusterIdentifier'),
    ModifyDBInstance: modify('AWS::RDS::DBInstance', 'DBInstanceIdentifier'),
    ModifyGlobalCluster: modify('AWS::RDS::GlobalCluster', 'GlobalClusterIdentifier'),
  },
  elasticloadbalancing: {
    ModifyLoadBalancerAttributes: (question, objects) => {
      const arn = question.get('LoadBalancerArn') ?? '';
      const balancer = objects.find('AWS::ElasticLoadBalancingV2::LoadBalancer', arn);
      if (!balancer) throw new TestRefusal('LoadBalancerNotFound', `Load balancers '[${arn}]' not found`);
      for (const { Key = '', Value = '' } of members(question, 'Attributes'))
        balancer.attributes[Key] = Value;
      return {};
    },
  },
};

type Json = Readonly<Record<string, unknown>>;

/** Services of the JSON protocol, by the name in the credential scope. */
export const jsonServices: Readonly<Record<string, Answers<Json>>> = {
  ssm: {
    GetParameters: ({ Names = [] }, objects) => {
      const found = (Names as string[]).flatMap((Name) => {
        const parameter = objects.find('AWS::SSM::Parameter', Name);
        return parameter ? [{ Name, Value: parameter.attributes['Value'] }] : [];
      });
      return { Parameters: found };
    },
  },
  logs: {
    DescribeLogGroups: ({ logGroupNamePrefix: prefix }, objects) => ({
      logGroups: objects.all
        .filter(({ type, id }) => type === 'AWS::Logs::LogGroup' && id.startsWith(String(prefix)))
        .map(({ id }) => ({ logGroupName: id })),
    }),
    FilterLogEvents: ({ logGroupName }, objects) => ({
      events: (objects.find('AWS::Logs::LogGroup', String(logGroupName))?.contents ?? []).map(({ key }) => ({
        message: key,
      })),
    }),
    DeleteLogGroup: ({ logGroupName }, objects) => {
      objects.delete('AWS::Logs::LogGroup', String(logGroupName));
      return {};
    },
  },
  kms: {
    DescribeKey: ({ KeyId }, objects) => ({
      KeyMetadata: {
        KeyId,
        KeyState: objects.find('AWS::KMS::Key', String(KeyId))?.attributes['state'] ?? 'Enabled',
      },
    }),
    ScheduleKeyDeletion: ({ KeyId }, objects) => {
      const key = objects.find('AWS::KMS::Key', String(KeyId));
      if (key) key.attributes['state'] = 'PendingDeletion';
      return { KeyId };
    },
  },
  sqs: {
    GetQueueAttributes: ({ QueueUrl }, objects) => {
      const queue = objects.find('AWS::SQS::Queue', String(QueueUrl));
      if (!queue) throw new TestRefusal('QueueDoesNotExist', 'The specified queue does not exist.');
      return { Attributes: { ApproximateNumberOfMessages: String(queue.contents.length) } };
    },
    DeleteQueue: ({ QueueUrl }, objects) => {
      objects.delete('AWS::SQS::Queue', String(QueueUrl));
      return {};
    },
  },
  tagging: {
    GetResources: ({ ResourceARNList = [] }, objects) => ({
      ResourceTagMappingList: objects.all
        .map((object) => ({ object, ResourceARN: arnOf(object.type, object.id) }))
        .filter(({ ResourceARN }) => (ResourceARNList as string[]).includes(ResourceARN))
        .map(({ object, ResourceARN }) => ({
          ResourceARN,
          Tags: Object.entries(object.tags).map(([Key, Value]) => ({ Key, Value })),
        })),
    }),
  },
};

function arnOf(type: string, id: string): string {
  const name = id.replace(/^.*\//, '');
  if (type === 'AWS::S3::Bucket') return `arn:aws:s3:::${id}`;
  if (type === 'AWS::SQS::Queue') return `arn:aws:sqs:us-east-1:123456789012:${name}`;
  if (type === 'AWS::KMS::Key') return `arn:aws:kms:us-east-1:123456789012:key/${id}`;
  return `arn:aws:logs:us-east-1:123456789012:log-group:${id}`;
}
