import { type PolicyResource } from '../model/policy-resource';
import { isObject, valueAt, valuesAt } from './properties';
import { isSame, type Located, type Place, placeOf, resourceBehind, resourcesOf } from './references';

const encryption =
  'BucketEncryption.ServerSideEncryptionConfiguration.ServerSideEncryptionByDefault.SSEAlgorithm';

/** True if load balancers of the environment deliver access logs to the bucket. */
export function takesLoadBalancerLogs(bucket: Located, { environment }: Place): boolean {
  return resourcesOf(environment, 'AWS::ElasticLoadBalancingV2::LoadBalancer').some(({ stack, resource }) =>
    valuesAt(resource.properties, 'LoadBalancerAttributes')
      .filter((attribute) => isObject(attribute) && attribute['Key'] === 'access_logs.s3.bucket')
      .some((attribute) =>
        isBucket(bucket, valueAt(attribute, 'Value'), placeOf({ stack, resource }, environment)),
      ),
  );
}

/** True if S3 delivers server access logs of other buckets to the bucket. */
export function takesServerAccessLogs(bucket: Located, { environment }: Place): boolean {
  return resourcesOf(environment, 'AWS::S3::Bucket').some(({ stack, resource }) =>
    isBucket(bucket, valueAt(resource.properties, 'LoggingConfiguration.DestinationBucketName'), {
      environment,
      stack,
    }),
  );
}

/** Why logs cannot be delivered to a bucket: neither service can write with a KMS key, or into a locked bucket. */
export function undeliverable({ properties }: PolicyResource): readonly string[] {
  const algorithm = valueAt(properties, encryption);
  return [
    ...(algorithm === undefined || algorithm === 'AES256'
      ? []
      : ['Logs cannot be delivered to a bucket encrypted with KMS: use AES256.']),
    ...(valueAt(properties, 'ObjectLockEnabled') === true ||
    properties['ObjectLockConfiguration'] !== undefined
      ? ['Logs cannot be delivered to a bucket with Object Lock.']
      : []),
  ];
}

function isBucket(bucket: Located, value: unknown, place: Place): boolean {
  return isSame(bucket, resourceBehind(value, place, 'AWS::S3::Bucket'));
}
