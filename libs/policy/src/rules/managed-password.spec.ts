import { cluster, globalCluster } from './examples';
import { ruleCases } from './rule-cases';
import { managedPassword } from './managed-password';

ruleCases(managedPassword, {
  compliant: { 'a password that RDS manages': cluster() },
  nonCompliant: {
    'a password of our own where none is needed': globalCluster({ GlobalClusterIdentifier: undefined }),
  },
  notApplicable: { 'a member of a global database': globalCluster() },
});
