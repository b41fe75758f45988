import { policyResource } from '../testing';
import { ruleCases } from './rule-cases';
import { decryptThroughServices } from './decrypt-through-services';

const policy = (Condition: object | undefined) =>
  policyResource('Policy', 'AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: [{ Effect: 'Allow', Action: 'kms:Decrypt', Resource: { Ref: 'Key' }, Condition }],
    },
  });

ruleCases(decryptThroughServices, {
  compliant: {
    'decryption through Secrets Manager': [
      policy({ StringEquals: { 'kms:ViaService': 'secretsmanager.us-east-1.amazonaws.com' } }),
    ],
    'decryption of one secret': [
      policy({ StringEquals: { 'kms:EncryptionContext:SecretARN': { Ref: 'Secret' } } }),
    ],
  },
  nonCompliant: { 'decryption by itself': [policy(undefined)] },
  notApplicable: { 'a role that decrypts nothing': [policyResource('Role', 'AWS::IAM::Role')] },
});
