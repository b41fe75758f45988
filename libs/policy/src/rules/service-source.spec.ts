import { policyResource } from '../testing';
import { account } from './examples';
import { ruleCases } from './rule-cases';
import { serviceSource } from './service-source';

const bucketPolicy = (Service: string, Condition?: object) =>
  policyResource('Policy', 'AWS::S3::BucketPolicy', {
    Bucket: 'test',
    PolicyDocument: {
      Statement: [
        {
          Sid: 'Delivery',
          Effect: 'Allow',
          Principal: { Service },
          Action: 's3:PutObject',
          Resource: 'arn:aws:s3:::test/*',
          ...(Condition && { Condition }),
        },
      ],
    },
  });
const config = 'config.amazonaws.com';

ruleCases(serviceSource, {
  compliant: {
    'a service for the account': [bucketPolicy(config, { StringEquals: { 'aws:SourceAccount': account } })],
    'a service for one trail': [
      bucketPolicy('cloudtrail.amazonaws.com', {
        ArnEquals: { 'AWS:SourceArn': `arn:aws:cloudtrail:us-east-1:${account}:trail/audit` },
      }),
    ],
    'a service for one bucket, whose ARN names no account': [
      bucketPolicy('logging.s3.amazonaws.com', { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::bulkhead-*' } }),
    ],
  },
  nonCompliant: {
    'a service for every customer': [bucketPolicy(config)],
    'a condition on the request alone': [
      bucketPolicy(config, { StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } }),
    ],
    'every source': [bucketPolicy(config, { ArnLike: { 'aws:SourceArn': 'arn:aws:config:*:*:*' } })],
    'accounts that begin alike': [bucketPolicy(config, { StringLike: { 'aws:SourceAccount': '1111*' } })],
    'every account but this one': [
      bucketPolicy(config, { StringNotEquals: { 'aws:SourceAccount': account } }),
    ],
    'the account, or no source at all': [
      bucketPolicy(config, { StringEqualsIfExists: { 'aws:SourceAccount': account } }),
    ],
    'any source, as long as there is one': [bucketPolicy(config, { Null: { 'aws:SourceAccount': 'false' } })],
    'the account or any other': [
      bucketPolicy(config, { StringLike: { 'aws:SourceAccount': [account, '*'] } }),
    ],
  },
  notApplicable: {
    'load balancers, whose service tells no source': [
      bucketPolicy('logdelivery.elasticloadbalancing.amazonaws.com'),
    ],
  },
});
