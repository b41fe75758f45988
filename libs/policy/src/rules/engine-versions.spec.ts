import { policyEnvironment, policyResource, policyStack } from '../testing';
import { cluster, globalCluster } from './examples';
import { ruleCases } from './rule-cases';
import { engineVersions } from './engine-versions';

const globalDatabase = (EngineVersion: string) =>
  policyEnvironment(
    [
      policyStack(
        [
          policyResource(
            'Global',
            'AWS::RDS::GlobalCluster',
            {
              GlobalClusterIdentifier: 'test-global',
              Engine: 'aurora-postgresql',
              EngineVersion: '16.13',
              DeletionProtection: true,
            },
            { deletionPolicy: 'Retain' },
          ),
        ],
        { stack: 'global' },
      ),
      policyStack(globalCluster()),
      policyStack(
        globalCluster({ EngineVersion, DBClusterIdentifier: 'other', EnableCloudwatchLogsExports: [] }),
        { stack: 'other' },
      ),
    ],
    { protected: false },
  );

ruleCases(engineVersions, {
  compliant: {
    'a version of the list': cluster(),
    'a global database of one version': globalDatabase('16.13'),
  },
  nonCompliant: {
    'a version that AWS has withdrawn': cluster({ EngineVersion: '15.4' }),
    'no version': cluster({ EngineVersion: undefined }),
    'a global database of two versions': globalDatabase('17.9'),
  },
  notApplicable: { 'a version that a reference has': cluster({ EngineVersion: { Ref: 'Version' } }) },
});
