import { policyEnvironment, policyResource, policyStack } from '../testing';
import { cluster, globalCluster, instance } from './examples';
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
    'a major version of what RDS raises by itself': instance({
      EngineVersion: '16',
      AutoMinorVersionUpgrade: true,
    }),
    'a global database of one version': globalDatabase('16.13'),
  },
  nonCompliant: {
    'a version that AWS has withdrawn': cluster({ EngineVersion: '15.4' }),
    'a major version of what nobody raises': instance({ EngineVersion: '16' }),
    'a major version that AWS has withdrawn': instance({ EngineVersion: '9', AutoMinorVersionUpgrade: true }),
    'no version': cluster({ EngineVersion: undefined }),
    'a global database of two versions': globalDatabase('17.9'),
  },
  notApplicable: { 'a version that a reference has': cluster({ EngineVersion: { Ref: 'Version' } }) },
});
