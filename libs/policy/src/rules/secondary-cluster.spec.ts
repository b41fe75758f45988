import { policyEnvironment, policyStack } from '../testing';
import { account, cluster, globalCluster } from './examples';
import { ruleCases } from './rule-cases';
import { secondaryCluster } from './secondary-cluster';

const environment = (properties: Record<string, unknown>) => {
  const secondary = globalCluster({
    MasterUsername: undefined,
    MasterUserPassword: undefined,
    ...properties,
  });
  return policyEnvironment([policyStack(secondary, { role: 'dr' })], { protected: false });
};

ruleCases(secondaryCluster, {
  compliant: { 'a secondary cluster without users, with a key of its region': environment({}) },
  nonCompliant: {
    'a secondary cluster that names a master user': environment({ MasterUsername: 'bulkhead' }),
    'a secondary cluster with a key of another region': environment({
      KmsKeyId: `arn:aws:kms:eu-west-1:${account}:key/1`,
      PerformanceInsightsEnabled: false,
    }),
  },
  notApplicable: { 'a cluster that stands alone': cluster(), 'a primary cluster': globalCluster() },
});
