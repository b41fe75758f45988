import {
  alike,
  getAtt,
  listOfTags,
  type MappingTable,
  noCounterpart,
  partOf,
  type Properties,
  ref,
  resource,
  timeouts,
  without,
} from '../mapping';
import { block, blocks, blocksIn, json, oneOf, property, type Shape, tagList } from '../shapes';

const ownerCheck = { expected_bucket_owner: without('a check of whose bucket it is') };

/** CloudFormation has one rule for each event, Terraform one for each list of events. */
const notifications =
  (target: string, attribute: string): Shape =>
  (value, scope) =>
    blocksIn(value).flatMap((each) => {
      const rules = [
        { Name: 'prefix', Value: scope.evaluate(each['filter_prefix']) },
        { Name: 'suffix', Value: scope.evaluate(each['filter_suffix']) },
      ].filter(({ Value }) => typeof Value === 'string' && Value !== '');
      const events = scope.evaluate(each['events']);
      return (Array.isArray(events) ? events : [events]).map((Event: unknown) => ({
        Event,
        [target]: scope.evaluate(each[attribute]),
        ...(rules.length > 0 && { Filter: { S3Key: { Rules: rules } } }),
      }));
    });

const tag = block('TagFilter', { key: 'Key', value: 'Value' });

const replicationDestination: Properties = {
  ...alike('account', 'bucket', 'storage_class'),
  access_control_translation: block('AccessControlTranslation', { owner: 'Owner' }),
  encryption_configuration: block('EncryptionConfiguration', { replica_kms_key_id: 'ReplicaKmsKeyID' }),
  metrics: block('Metrics', {
    status: 'Status',
    event_threshold: block('EventThreshold', { minutes: 'Minutes' }),
  }),
  replication_time: block('ReplicationTime', {
    status: 'Status',
    time: block('Time', { minutes: 'Minutes' }),
  }),
};

const replicationRule: Properties = {
  ...alike('id', 'prefix', 'priority', 'status'),
  delete_marker_replication: block('DeleteMarkerReplication', { status: 'Status' }),
  destination: block('Destination', replicationDestination),
  existing_object_replication: without('AWS does it on request only'),
  filter: block('Filter', {
    prefix: 'Prefix',
    tag,
    and: block('And', { prefix: 'Prefix', tags: tagList('TagFilters') }),
  }),
  source_selection_criteria: block('SourceSelectionCriteria', {
    replica_modifications: block('ReplicaModifications', { status: 'Status' }),
    sse_kms_encrypted_objects: block('SseKmsEncryptedObjects', { status: 'Status' }),
  }),
};

/** The objects that a lifecycle rule applies to. */
const lifecycleSelection: Properties = {
  prefix: 'Prefix',
  object_size_greater_than: 'ObjectSizeGreaterThan',
  object_size_less_than: 'ObjectSizeLessThan',
  tag: blocks('TagFilters', { key: 'Key', value: 'Value' }),
  tags: tagList('TagFilters'),
};

const lifecycleRule: Properties = {
  id: 'Id',
  prefix: 'Prefix',
  status: 'Status',
  abort_incomplete_multipart_upload: block('AbortIncompleteMultipartUpload', alike('days_after_initiation')),
  noncurrent_version_expiration: block(
    'NoncurrentVersionExpiration',
    alike('newer_noncurrent_versions', 'noncurrent_days'),
  ),
  noncurrent_version_transition: blocks('NoncurrentVersionTransitions', {
    ...alike('newer_noncurrent_versions', 'storage_class'),
    noncurrent_days: 'TransitionInDays',
  }),
  transition: blocks('Transitions', {
    date: 'TransitionDate',
    days: 'TransitionInDays',
    storage_class: 'StorageClass',
  }),
};

const expiration: Properties = {
  date: 'ExpirationDate',
  days: 'ExpirationInDays',
  expired_object_delete_marker: 'ExpiredObjectDeleteMarker',
};

/**
 * CloudFormation has no blocks for filter and expiration in a lifecycle rule. Their content moves into the rule itself.
 */
const lifecycleRules: Shape = (value, scope) =>
  blocksIn(value).map(({ filter, expiration: expires, ...rest }) => {
    const { and, ...single } = blocksIn(filter)[0] ?? {};
    return {
      ...scope.properties(lifecycleRule, rest),
      ...scope.properties(lifecycleSelection, { ...single, ...blocksIn(and)[0] }),
      ...scope.properties(expiration, blocksIn(expires)[0] ?? {}),
    };
  });

/** Buckets. Terraform's separate resources become part of the bucket, except the policy. */
export const s3: MappingTable = {
  aws_s3_bucket: resource(
    'AWS::S3::Bucket',
    {
      bucket: 'BucketName',
      bucket_prefix: without('a name that AWS completes'),
      force_destroy: without('how the bucket is deleted'),
      object_lock_enabled: 'ObjectLockEnabled',
      ...timeouts,
    },
    {
      tags: listOfTags,
      attributes: {
        arn: getAtt('Arn'),
        bucket: ref,
        bucket_domain_name: getAtt('DomainName'),
        bucket_regional_domain_name: getAtt('RegionalDomainName'),
      },
    },
  ),
  aws_s3_bucket_versioning: partOf('bucket', {
    ...ownerCheck,
    mfa: without('the code of a device'),
    versioning_configuration: block('VersioningConfiguration', {
      status: 'Status',
      mfa_delete: without('CloudFormation cannot set it'),
    }),
  }),
  aws_s3_bucket_server_side_encryption_configuration: partOf('bucket', {
    ...ownerCheck,
    rule: blocks('BucketEncryption.ServerSideEncryptionConfiguration', {
      bucket_key_enabled: 'BucketKeyEnabled',
      apply_server_side_encryption_by_default: block('ServerSideEncryptionByDefault', {
        kms_master_key_id: 'KMSMasterKeyID',
        sse_algorithm: 'SSEAlgorithm',
      }),
    }),
  }),
  aws_s3_bucket_public_access_block: partOf('bucket', {
    block_public_acls: 'PublicAccessBlockConfiguration.BlockPublicAcls',
    block_public_policy: 'PublicAccessBlockConfiguration.BlockPublicPolicy',
    ignore_public_acls: 'PublicAccessBlockConfiguration.IgnorePublicAcls',
    restrict_public_buckets: 'PublicAccessBlockConfiguration.RestrictPublicBuckets',
  }),
  aws_s3_bucket_ownership_controls: partOf('bucket', {
    rule: blocks('OwnershipControls.Rules', { object_ownership: 'ObjectOwnership' }),
  }),
  aws_s3_bucket_acl: partOf('bucket', {
    ...ownerCheck,
    acl: oneOf('AccessControl', {
      private: 'Private',
      'public-read': 'PublicRead',
      'public-read-write': 'PublicReadWrite',
      'authenticated-read': 'AuthenticatedRead',
      'log-delivery-write': 'LogDeliveryWrite',
      'bucket-owner-read': 'BucketOwnerRead',
      'bucket-owner-full-control': 'BucketOwnerFullControl',
      'aws-exec-read': 'AwsExecRead',
    }),
  }),
  aws_s3_bucket_logging: partOf('bucket', {
    ...ownerCheck,
    target_bucket: 'LoggingConfiguration.DestinationBucketName',
    target_prefix: 'LoggingConfiguration.LogFilePrefix',
    target_object_key_format: block('LoggingConfiguration.TargetObjectKeyFormat', {
      partitioned_prefix: block('PartitionedPrefix', alike('partition_date_source')),
      simple_prefix: block('SimplePrefix', {}),
    }),
  }),
  aws_s3_bucket_lifecycle_configuration: partOf('bucket', {
    ...ownerCheck,
    transition_default_minimum_object_size: 'LifecycleConfiguration.TransitionDefaultMinimumObjectSize',
    rule: property('LifecycleConfiguration.Rules', lifecycleRules),
    ...timeouts,
  }),
  aws_s3_bucket_replication_configuration: partOf(
    'bucket',
    {
      role: 'ReplicationConfiguration.Role',
      rule: blocks('ReplicationConfiguration.Rules', replicationRule),
      token: without('lets AWS accept Object Lock'),
    },
    { elsewhere: 'AWS::S3::Bucket' },
  ),
  aws_s3_bucket_object_lock_configuration: partOf('bucket', {
    ...ownerCheck,
    object_lock_enabled: 'ObjectLockConfiguration.ObjectLockEnabled',
    rule: block('ObjectLockConfiguration.Rule', {
      default_retention: block('DefaultRetention', alike('days', 'mode', 'years')),
    }),
    token: without('lets AWS accept Object Lock'),
  }),
  aws_s3_bucket_notification: partOf('bucket', {
    eventbridge: 'NotificationConfiguration.EventBridgeConfiguration.EventBridgeEnabled',
    lambda_function: property(
      'NotificationConfiguration.LambdaConfigurations',
      notifications('Function', 'lambda_function_arn'),
    ),
    queue: property('NotificationConfiguration.QueueConfigurations', notifications('Queue', 'queue_arn')),
    topic: property('NotificationConfiguration.TopicConfigurations', notifications('Topic', 'topic_arn')),
  }),
  aws_s3_bucket_policy: resource('AWS::S3::BucketPolicy', {
    bucket: 'Bucket',
    policy: json('PolicyDocument'),
  }),
  aws_s3_account_public_access_block: noCounterpart(
    'CloudFormation has no setting of the account; each bucket of a stack is asked for its own',
  ),
};
