import { policyEnvironment, policyResource, policyStack } from '../testing';
import { cluster } from './examples';
import { ruleCases } from './rule-cases';
import { deletionProtection } from './deletion-protection';

const environment = (DeletionProtection: boolean) =>
  policyEnvironment([policyStack(cluster({ DeletionProtection }))]);

ruleCases(deletionProtection, {
  compliant: { 'a cluster that refuses': environment(true) },
  nonCompliant: {
    'a cluster that can be deleted': environment(false),
    'a global database that can be deleted': policyEnvironment([
      policyStack([policyResource('Global', 'AWS::RDS::GlobalCluster', {}, { deletionPolicy: 'Retain' })]),
    ]),
  },
  notApplicable: { 'an environment that is not protected': cluster({ DeletionProtection: false }) },
});
