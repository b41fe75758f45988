import { type PolicyResource } from '../model/policy-resource';
import { policyResource } from '../testing';
import { bucket } from './examples';
import { ruleCases } from './rule-cases';
import { trailBucketPolicy } from './trail-bucket-policy';

const ofTrail = { StringEquals: { 'aws:SourceArn': 'arn:aws:cloudtrail:us-east-1:111122223333:trail/test' } };
const ofAnyTrail = { StringEquals: { 'aws:SourceAccount': '111122223333' } };
const trail = (...conditions: readonly object[]): PolicyResource[] => [
  policyResource('Trail', 'AWS::CloudTrail::Trail', { TrailName: 'test', S3BucketName: { Ref: 'Data' } }),
  ...bucket(),
  policyResource('Policy', 'AWS::S3::BucketPolicy', {
    Bucket: { Ref: 'Data' },
    PolicyDocument: {
      Statement: conditions.map((Condition, index) => ({
        Effect: 'Allow',
        Principal: { Service: 'cloudtrail.amazonaws.com' },
        Action: ['s3:GetBucketAcl', 's3:PutObject'][index],
        Resource: '*',
        Condition,
      })),
    },
  }),
];

ruleCases(trailBucketPolicy, {
  compliant: { 'statements for the one trail': trail(ofTrail, ofTrail) },
  nonCompliant: {
    'logs of any trail of the account': trail(ofTrail, ofAnyTrail),
    'no statement for CloudTrail': trail(),
  },
  notApplicable: { 'a bucket of another account': trail().slice(0, 1) },
});
