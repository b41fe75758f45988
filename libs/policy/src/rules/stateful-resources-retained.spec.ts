import { type PolicyResource } from '../model/policy-resource';
import { policyEnvironment, policyResource, policyStack } from '../testing';
import { changed, cluster } from './examples';
import { ruleCases } from './rule-cases';
import { statefulResourcesRetained } from './stateful-resources-retained';

const environment = (resources: readonly PolicyResource[]) => policyEnvironment([policyStack(resources)]);

ruleCases(statefulResourcesRetained, {
  compliant: {
    'what survives': environment(cluster()),
    'a cluster that leaves a snapshot': environment(
      changed(cluster(), { Cluster: { deletionPolicy: 'Snapshot' } }),
    ),
  },
  nonCompliant: {
    'a key that is deleted': environment(changed(cluster(), { Key: { deletionPolicy: 'Delete' } })),
    'a log that nobody asked to keep': environment(
      changed(cluster(), { PostgresqlLog: { deletionPolicy: undefined } }),
    ),
    'a key of the DR region that is deleted': environment([
      policyResource('Replica', 'AWS::KMS::ReplicaKey', { PendingWindowInDays: 30 }),
    ]),
    'a datastore over regions that is deleted': environment([
      policyResource('Global', 'AWS::ElastiCache::GlobalReplicationGroup'),
    ]),
    'a key that would leave a snapshot': environment(
      changed(cluster(), { Key: { deletionPolicy: 'Snapshot' } }),
    ),
  },
  notApplicable: {
    'an environment that is not protected': changed(cluster(), { Key: { deletionPolicy: 'Delete' } }),
  },
});
