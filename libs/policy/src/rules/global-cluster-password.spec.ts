import { cluster, globalCluster } from './examples';
import { ruleCases } from './rule-cases';
import { globalClusterPassword } from './global-cluster-password';

ruleCases(globalClusterPassword, {
  compliant: { 'a member of a global database with a secret of our own': globalCluster() },
  nonCompliant: {
    'a member of a global database whose password RDS would manage': cluster({
      GlobalClusterIdentifier: 'test',
    }),
  },
  notApplicable: { 'a cluster that stands alone': cluster() },
});
