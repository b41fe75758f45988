import { type PolicyEnvironment } from '../model/policy-environment';
import {
  allows,
  conditionValues,
  identityPoliciesOf,
  matches,
  resourcePolicyOf,
  statementsOf,
} from '../reading/policy-documents';
import { isTrue, valueAt, valuesAt } from '../reading/properties';
import { type Located, nameOfResource, placeOf, resourceBehind, textOf } from '../reading/references';
import { use } from './key-behind';
import { keyProperties } from './key-properties';
import { type KeyUse } from './key-use';
import { snapshotCopies } from './snapshot-copies';

/** Reads which keys somebody must be allowed to use for a resource. */
type Reader = (user: Located, environment: PolicyEnvironment) => readonly KeyUse[];

/** Uses that depend on more than one property. In most of these, a service calls KMS as itself. */
export const keyReaders: Readonly<Record<string, Reader>> = {
  'AWS::Logs::LogGroup': (user, environment) => {
    const name = nameOfResource(user.resource);
    return use(user, user.resource.properties['KmsKeyId'], placeOf(user, environment), {
      service: 'logs',
      as: 'itself',
      actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncryptFrom', 'kms:GenerateDataKey', 'kms:DescribeKey'],
      contexts: ['kms:encryptioncontext:aws:logs:arn'],
      isMeant: (statement) => {
        const arns = conditionValues(statement, 'kms:encryptioncontext:aws:logs:arn');
        if (arns.length === 0 || name === undefined) return true;
        return arns.some((arn) => {
          const group = textOf(arn, placeOf(user, environment)).split(':log-group:')[1] ?? '*';
          return matches(group, name);
        });
      },
    });
  },

  'AWS::CloudTrail::Trail': (user, environment) =>
    use(user, user.resource.properties['KMSKeyId'], placeOf(user, environment), {
      service: 'cloudtrail',
      as: 'itself',
      actions: ['kms:GenerateDataKey', 'kms:DescribeKey'],
      contexts: ['kms:encryptioncontext:aws:cloudtrail:arn'],
    }),

  'AWS::CloudWatch::Alarm': alarmActions,
  'AWS::CloudWatch::CompositeAlarm': alarmActions,

  'AWS::Events::Rule': (user, environment) =>
    [
      ...valuesAt(user.resource.properties, 'Targets.Arn'),
      ...valuesAt(user.resource.properties, 'Targets.DeadLetterConfig.Arn'),
    ].flatMap((target) => messages(user, target, environment, 'events')),

  // SNS uses the key of a topic in the name of a role that publishes.
  'AWS::IAM::Role': (user, environment) => {
    const place = placeOf(user, environment);
    return identityPoliciesOf(user.resource)
      .flatMap(statementsOf)
      .filter((statement) => allows(statement, 'sns:Publish'))
      .flatMap(({ resources }) => resources)
      .flatMap((target) => {
        const topic = resourceBehind(target, place, 'AWS::SNS::Topic');
        if (!topic) return [];
        return use(
          user,
          topic.resource.properties['KmsMasterKeyId'],
          { stack: topic.stack, environment },
          { service: 'sns', as: 'caller', actions: ['kms:Decrypt', 'kms:GenerateDataKey'] },
        );
      });
  },

  'AWS::SNS::Subscription': (user, environment) =>
    messages(user, user.resource.properties['Endpoint'], environment, 'sns'),

  'AWS::RDS::EventSubscription': (user, environment) =>
    messages(user, user.resource.properties['SnsTopicArn'], environment, 'events.rds'),

  'AWS::Backup::BackupVault': (user, environment) => [
    ...messages(user, valueAt(user.resource.properties, 'Notifications.SNSTopicArn'), environment, 'backup'),
    ...snapshotCopies(user, environment),
  ],

  'AWS::S3::Bucket': (user, environment) =>
    ['TopicConfigurations.Topic', 'QueueConfigurations.Queue']
      .flatMap((path) => valuesAt(user.resource.properties, `NotificationConfiguration.${path}`))
      .flatMap((target) => messages(user, target, environment, 's3')),

  'AWS::EC2::FlowLog': (user, environment) =>
    deliveries(user, user.resource.properties['LogDestination'], environment),

  'AWS::WAFv2::LoggingConfiguration': (user, environment) =>
    valuesAt(user.resource.properties, 'LogDestinationConfigs').flatMap((destination) =>
      deliveries(user, destination, environment),
    ),

  // EC2 acts for the caller that starts the instances. The policy of the caller's role has the permissions.
  'AWS::EC2::LaunchTemplate': (user, environment) =>
    valuesAt(user.resource.properties, 'LaunchTemplateData.BlockDeviceMappings.Ebs.KmsKeyId').flatMap((key) =>
      use(user, key, placeOf(user, environment), { service: 'ec2', as: 'caller', actions: [] }),
    ),

  'AWS::CloudFront::Distribution': (user, environment) =>
    valuesAt(user.resource.properties, 'DistributionConfig.Origins')
      .filter((origin) => valueAt(origin, 'OriginAccessControlId') !== undefined)
      .flatMap((origin) => {
        const place = placeOf(user, environment);
        const bucket = resourceBehind(valueAt(origin, 'DomainName'), place, 'AWS::S3::Bucket');
        if (!bucket) return [];
        return use(
          user,
          keysOfBucket(bucket),
          { stack: bucket.stack, environment },
          {
            service: 'cloudfront',
            as: 'itself',
            actions: ['kms:Decrypt'],
          },
        );
      }),

  // A bucket that CloudFront may read exists before its distribution.
  'AWS::S3::BucketPolicy': (user, environment) => {
    const place = { stack: user.stack, environment };
    const bucket = resourceBehind(user.resource.properties['Bucket'], place, 'AWS::S3::Bucket');
    const readers = statementsOf(resourcePolicyOf(user.resource)).filter(
      (statement) =>
        allows(statement, 's3:GetObject') &&
        statement.principals.some(({ value }) => value === 'cloudfront.amazonaws.com'),
    );
    if (!bucket || readers.length === 0) return [];
    return use(
      user,
      keysOfBucket(bucket),
      { stack: bucket.stack, environment },
      { service: 'cloudfront', as: 'itself', actions: ['kms:Decrypt'] },
    );
  },

  'AWS::AutoScaling::AutoScalingGroup': (user, environment) => {
    const place = placeOf(user, environment);
    const { LaunchTemplate, MixedInstancesPolicy } = user.resource.properties;
    const template = resourceBehind(
      [LaunchTemplate, MixedInstancesPolicy],
      place,
      'AWS::EC2::LaunchTemplate',
    );
    if (!template) return [];
    const volumes = valuesAt(template.resource.properties, 'LaunchTemplateData.BlockDeviceMappings.Ebs');
    return volumes
      .filter((volume) => isTrue(valueAt(volume, 'Encrypted')))
      .flatMap((volume) =>
        use(
          user,
          valueAt(volume, 'KmsKeyId'),
          { stack: template.stack, environment },
          {
            service: 'autoscaling',
            as: 'role',
            actions: ['kms:Decrypt', 'kms:GenerateDataKeyWithoutPlaintext', 'kms:CreateGrant'],
          },
        ),
      );
  },

  'AWS::Config::DeliveryChannel': (user, environment) =>
    use(user, user.resource.properties['S3KmsKeyArn'], placeOf(user, environment), {
      service: 'config',
      as: 'itself',
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    }),
};

/** The permissions that the log delivery service needs on the key of a bucket. */
function deliveries(user: Located, target: unknown, environment: PolicyEnvironment): readonly KeyUse[] {
  const bucket = resourceBehind(target, placeOf(user, environment), 'AWS::S3::Bucket');
  if (!bucket) return [];
  return use(
    user,
    keysOfBucket(bucket),
    { stack: bucket.stack, environment },
    {
      service: 'delivery.logs',
      as: 'itself',
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    },
  );
}

function keysOfBucket({ resource }: Located): readonly unknown[] | undefined {
  return keyProperties['AWS::S3::Bucket']?.map(({ path }) => valueAt(resource.properties, path));
}

/** The key of the encryption context that SNS and SQS set: the topic or the queue. */
const contextOfMessages: Readonly<Record<string, string>> = {
  'AWS::SNS::Topic': 'kms:encryptioncontext:aws:sns:topicarn',
  'AWS::SQS::Queue': 'kms:encryptioncontext:aws:sqs:arn',
};

/** The keys of what an alarm sends to when it goes into ALARM. */
function alarmActions(user: Located, environment: PolicyEnvironment): readonly KeyUse[] {
  return valuesAt(user.resource.properties, 'AlarmActions').flatMap((topic) =>
    messages(user, topic, environment, 'cloudwatch'),
  );
}

/** The permissions that a service needs on the key of a topic or queue that it sends to. */
function messages(
  user: Located,
  target: unknown,
  environment: PolicyEnvironment,
  service: string,
): readonly KeyUse[] {
  const place = placeOf(user, environment);
  const to =
    resourceBehind(target, place, 'AWS::SNS::Topic') ?? resourceBehind(target, place, 'AWS::SQS::Queue');
  if (!to) return [];
  return use(
    user,
    to.resource.properties['KmsMasterKeyId'],
    { stack: to.stack, environment },
    {
      service,
      as: 'itself',
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      contexts: [contextOfMessages[to.resource.type] ?? ''],
    },
  );
}
