import { type PolicyEnvironment } from '../model/policy-environment';
import { conditionValues, matches } from '../reading/policy-documents';
import { isTrue, valueAt, valuesAt } from '../reading/properties';
import { type Located, nameOfResource, type Place, resourceBehind, textOf } from '../reading/references';
import { keyProperties } from './key-properties';
import { type KeyUse } from './key-use';

/** Every use of a key of the environment that its resources need, in the order of stacks and resources. */
export function keyUses(environment: PolicyEnvironment): readonly KeyUse[] {
  return environment.stacks.flatMap((stack) =>
    stack.resources.flatMap((resource) => {
      const user = { stack, resource };
      return [...usesByProperty(user, environment), ...(readers[resource.type]?.(user, environment) ?? [])];
    }),
  );
}

/** The key of the environment that a value stands for; `undefined` for one of another origin. */
export function keyBehind(value: unknown, place: Place): Located | undefined {
  return (
    resourceBehind(value, place, 'AWS::KMS::Key') ??
    resourceBehind(value, place, 'AWS::KMS::ReplicaKey') ??
    ofAlias(value, place)
  );
}

function ofAlias(value: unknown, place: Place): Located | undefined {
  const alias = resourceBehind(value, place, 'AWS::KMS::Alias');
  return alias && keyBehind(alias.resource.properties['TargetKeyId'], { ...place, stack: alias.stack });
}

type Details = Omit<KeyUse, 'user' | 'key'>;

function use(user: Located, key: unknown, place: Place, details: Details): readonly KeyUse[] {
  const located = keyBehind(key, place);
  return located ? [{ user, key: located, ...details }] : [];
}

function usesByProperty(user: Located, environment: PolicyEnvironment): readonly KeyUse[] {
  const properties = keyProperties[user.resource.type] ?? [];
  return properties.flatMap(({ path, ...details }) =>
    valuesAt(user.resource.properties, path).flatMap((key) =>
      use(user, key, { stack: user.stack, environment }, { ...details, as: 'caller' }),
    ),
  );
}

type Reader = (user: Located, environment: PolicyEnvironment) => readonly KeyUse[];

/** Uses that need more than one property to be seen; mostly those of a service that calls KMS as itself. */
const readers: Readonly<Record<string, Reader>> = {
  'AWS::Logs::LogGroup': (user, environment) => {
    const name = nameOfResource(user.resource);
    return use(
      user,
      user.resource.properties['KmsKeyId'],
      { stack: user.stack, environment },
      {
        service: 'logs',
        as: 'itself',
        actions: [
          'kms:Encrypt',
          'kms:Decrypt',
          'kms:ReEncryptFrom',
          'kms:GenerateDataKey',
          'kms:DescribeKey',
        ],
        contexts: ['kms:encryptioncontext:aws:logs:arn'],
        isMeant: (statement) => {
          const arns = conditionValues(statement, 'kms:encryptioncontext:aws:logs:arn');
          if (arns.length === 0 || name === undefined) return true;
          return arns.some((arn) => {
            const group = textOf(arn, { stack: user.stack, environment }).split(':log-group:')[1] ?? '*';
            return matches(group, name);
          });
        },
      },
    );
  },

  'AWS::CloudTrail::Trail': (user, environment) =>
    use(
      user,
      user.resource.properties['KMSKeyId'],
      { stack: user.stack, environment },
      {
        service: 'cloudtrail',
        as: 'itself',
        actions: ['kms:GenerateDataKey', 'kms:DescribeKey'],
        contexts: ['kms:encryptioncontext:aws:cloudtrail:arn'],
      },
    ),

  'AWS::CloudWatch::Alarm': (user, environment) =>
    valuesAt(user.resource.properties, 'AlarmActions').flatMap((topic) =>
      messages(user, topic, environment, 'cloudwatch'),
    ),

  'AWS::Events::Rule': (user, environment) =>
    [
      ...valuesAt(user.resource.properties, 'Targets.Arn'),
      ...valuesAt(user.resource.properties, 'Targets.DeadLetterConfig.Arn'),
    ].flatMap((target) => messages(user, target, environment, 'events')),

  'AWS::SNS::Subscription': (user, environment) =>
    messages(user, user.resource.properties['Endpoint'], environment, 'sns'),

  'AWS::CloudFront::Distribution': (user, environment) =>
    valuesAt(user.resource.properties, 'DistributionConfig.Origins')
      .filter((origin) => valueAt(origin, 'OriginAccessControlId') !== undefined)
      .flatMap((origin) => {
        const place = { stack: user.stack, environment };
        const bucket = resourceBehind(valueAt(origin, 'DomainName'), place, 'AWS::S3::Bucket');
        if (!bucket) return [];
        const key = keyProperties['AWS::S3::Bucket']?.map(({ path }) =>
          valueAt(bucket.resource.properties, path),
        );
        return use(
          user,
          key,
          { stack: bucket.stack, environment },
          {
            service: 'cloudfront',
            as: 'itself',
            actions: ['kms:Decrypt'],
          },
        );
      }),

  'AWS::AutoScaling::AutoScalingGroup': (user, environment) => {
    const place = { stack: user.stack, environment };
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
    use(
      user,
      user.resource.properties['S3KmsKeyArn'],
      { stack: user.stack, environment },
      {
        service: 'config',
        as: 'itself',
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      },
    ),
};

/** What a service needs of the key of a topic or queue that it sends to. */
function messages(
  user: Located,
  target: unknown,
  environment: PolicyEnvironment,
  service: string,
): readonly KeyUse[] {
  const place = { stack: user.stack, environment };
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
      contexts: ['kms:encryptioncontext:aws:sns:topicarn'],
    },
  );
}
