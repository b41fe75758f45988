import { policyResource } from '../testing';
import { cluster } from './examples';
import { ruleCases } from './rule-cases';
import { databaseIamAuthentication } from './database-iam-authentication';

ruleCases(databaseIamAuthentication, {
  compliant: { 'IAM authentication': cluster() },
  nonCompliant: { 'passwords only': cluster({ EnableIAMDatabaseAuthentication: false }) },
  notApplicable: {
    'an instance of a cluster': [
      policyResource('Instance', 'AWS::RDS::DBInstance', { DBClusterIdentifier: { Ref: 'Cluster' } }),
    ],
  },
});
