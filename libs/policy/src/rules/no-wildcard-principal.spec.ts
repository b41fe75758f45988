import { policyResource } from '../testing';
import { account, fileSystem, tlsOnly } from './examples';
import { ruleCases } from './rule-cases';
import { noWildcardPrincipal } from './no-wildcard-principal';

const everybody = { Effect: 'Allow', Principal: { AWS: '*' }, Action: 's3:GetObject', Resource: '*' };
const policy = (statement: Record<string, unknown>) =>
  policyResource('Policy', 'AWS::S3::BucketPolicy', {
    Bucket: 'test',
    PolicyDocument: { Statement: [statement] },
  });

ruleCases(noWildcardPrincipal, {
  compliant: {
    'a denial to everybody': [policy(tlsOnly('*'))],
    'everybody of the account': [
      policy({ ...everybody, Condition: { StringEquals: { 'aws:PrincipalAccount': account } } }),
    ],
    'whoever mounts a file system in the VPC': fileSystem({
      FileSystemPolicy: {
        Statement: [
          tlsOnly('*'),
          { ...everybody, Condition: { Bool: { 'elasticfilesystem:AccessedViaMountTarget': 'true' } } },
        ],
      },
    }),
  },
  nonCompliant: {
    everybody: [policy({ ...everybody })],
    'everybody, as long as they use TLS': [
      policy({ ...everybody, Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
    ],
    'everybody of any account': [
      policy({ ...everybody, Condition: { StringLike: { 'aws:PrincipalAccount': '*' } } }),
    ],
  },
  notApplicable: {
    'a file system without a policy': [
      policyResource('Vault', 'AWS::Backup::BackupVault', {
        EncryptionKeyArn: 'arn:aws:kms:us-east-1:1:key/1',
      }),
    ],
  },
});
