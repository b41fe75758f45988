import { definedByCloudFormation, definedByTerraform } from '../../testing';

const bucket = '${aws_s3_bucket.data.id}';

test('a bucket with all its separate Terraform resources becomes one bucket and its policy', () => {
  const terraform = definedByTerraform({
    aws_s3_bucket: { data: { bucket: 'data', object_lock_enabled: true } },
    aws_s3_bucket_versioning: { data: { bucket, versioning_configuration: { status: 'Enabled' } } },
    aws_s3_bucket_server_side_encryption_configuration: {
      data: {
        bucket,
        rule: [
          {
            apply_server_side_encryption_by_default: {
              sse_algorithm: 'aws:kms',
              kms_master_key_id: 'arn:key',
            },
            bucket_key_enabled: true,
          },
        ],
      },
    },
    aws_s3_bucket_public_access_block: {
      data: {
        bucket,
        block_public_acls: true,
        block_public_policy: true,
        ignore_public_acls: true,
        restrict_public_buckets: true,
      },
    },
    aws_s3_bucket_ownership_controls: { data: { bucket, rule: { object_ownership: 'BucketOwnerEnforced' } } },
    aws_s3_bucket_logging: { data: { bucket, target_bucket: 'logs', target_prefix: 'data/' } },
    aws_s3_bucket_object_lock_configuration: {
      data: { bucket, rule: { default_retention: { mode: 'COMPLIANCE', years: 7 } } },
    },
    aws_s3_bucket_notification: {
      data: {
        bucket,
        queue: [{ queue_arn: 'arn:queue', events: ['s3:ObjectCreated:*'], filter_suffix: '.json' }],
      },
    },
    aws_s3_bucket_policy: {
      data: {
        bucket,
        policy:
          '{"Statement":[{"Effect":"Deny","Resource":["${aws_s3_bucket.data.arn}","${aws_s3_bucket.data.arn}/*"]}]}',
      },
    },
  });

  expect(terraform).toEqual(
    definedByCloudFormation({
      S3BucketData: {
        Type: 'AWS::S3::Bucket',
        Properties: {
          BucketName: 'data',
          ObjectLockEnabled: true,
          VersioningConfiguration: { Status: 'Enabled' },
          BucketEncryption: {
            ServerSideEncryptionConfiguration: [
              {
                ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'arn:key' },
                BucketKeyEnabled: true,
              },
            ],
          },
          PublicAccessBlockConfiguration: {
            BlockPublicAcls: true,
            BlockPublicPolicy: true,
            IgnorePublicAcls: true,
            RestrictPublicBuckets: true,
          },
          OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
          LoggingConfiguration: { DestinationBucketName: 'logs', LogFilePrefix: 'data/' },
          ObjectLockConfiguration: { Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Years: 7 } } },
          NotificationConfiguration: {
            QueueConfigurations: [
              {
                Event: 's3:ObjectCreated:*',
                Queue: 'arn:queue',
                Filter: { S3Key: { Rules: [{ Name: 'suffix', Value: '.json' }] } },
              },
            ],
          },
        },
      },
      S3BucketPolicyData: {
        Type: 'AWS::S3::BucketPolicy',
        Properties: {
          Bucket: { Ref: 'S3BucketData' },
          PolicyDocument: {
            Statement: [
              {
                Effect: 'Deny',
                Resource: [
                  { 'Fn::GetAtt': ['S3BucketData', 'Arn'] },
                  { 'Fn::Join': ['', [{ 'Fn::GetAtt': ['S3BucketData', 'Arn'] }, '/*']] },
                ],
              },
            ],
          },
        },
      },
    }),
  );
});

test('a lifecycle rule is flat in CloudFormation', () => {
  const terraform = definedByTerraform({
    aws_s3_bucket: { data: {} },
    aws_s3_bucket_lifecycle_configuration: {
      data: {
        bucket,
        rule: [
          {
            id: 'tier',
            status: 'Enabled',
            filter: [{ and: [{ prefix: 'images/', tags: { tier: 'cold' } }] }],
            transition: [{ days: 30, storage_class: 'STANDARD_IA' }],
            noncurrent_version_expiration: [{ noncurrent_days: 90 }],
            expiration: [{ days: 2557 }],
            abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
          },
        ],
      },
    },
  });

  expect(terraform).toEqual(
    definedByCloudFormation({
      S3BucketData: {
        Type: 'AWS::S3::Bucket',
        Properties: {
          LifecycleConfiguration: {
            Rules: [
              {
                Id: 'tier',
                Status: 'Enabled',
                Prefix: 'images/',
                TagFilters: [{ Key: 'tier', Value: 'cold' }],
                Transitions: [{ TransitionInDays: 30, StorageClass: 'STANDARD_IA' }],
                NoncurrentVersionExpiration: { NoncurrentDays: 90 },
                ExpirationInDays: 2557,
                AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
              },
            ],
          },
        },
      },
    }),
  );
});

test('replication with time control of encrypted objects is the same in both engines', () => {
  const terraform = definedByTerraform({
    aws_s3_bucket: { data: {} },
    aws_s3_bucket_replication_configuration: {
      data: {
        bucket,
        role: 'arn:role',
        rule: [
          {
            id: 'all',
            status: 'Enabled',
            priority: 0,
            filter: { prefix: '' },
            delete_marker_replication: { status: 'Enabled' },
            source_selection_criteria: { sse_kms_encrypted_objects: { status: 'Enabled' } },
            destination: {
              bucket: 'arn:aws:s3:::replica',
              encryption_configuration: { replica_kms_key_id: 'arn:key' },
              metrics: { status: 'Enabled', event_threshold: { minutes: 15 } },
              replication_time: { status: 'Enabled', time: { minutes: 15 } },
            },
          },
        ],
      },
    },
  });

  expect(terraform).toEqual(
    definedByCloudFormation({
      S3BucketData: {
        Type: 'AWS::S3::Bucket',
        Properties: {
          ReplicationConfiguration: {
            Role: 'arn:role',
            Rules: [
              {
                Id: 'all',
                Status: 'Enabled',
                Priority: 0,
                Filter: { Prefix: '' },
                DeleteMarkerReplication: { Status: 'Enabled' },
                SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: 'Enabled' } },
                Destination: {
                  Bucket: 'arn:aws:s3:::replica',
                  EncryptionConfiguration: { ReplicaKmsKeyID: 'arn:key' },
                  Metrics: { Status: 'Enabled', EventThreshold: { Minutes: 15 } },
                  ReplicationTime: { Status: 'Enabled', Time: { Minutes: 15 } },
                },
              },
            ],
          },
        },
      },
    }),
  );
});

test('the public access block of an account does not replace the one of a bucket', () => {
  const defined = definedByTerraform({
    aws_s3_account_public_access_block: { account: { block_public_acls: true } },
    aws_s3_bucket: { data: { bucket: 'data' } },
  });

  expect(defined).toEqual({
    S3BucketData: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'data' } },
  });
});
