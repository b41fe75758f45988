import { one } from '@bulkhead/cdktf/testing';
import { type Attributes, terraformWith } from '../testing';
import { ClusterParameterGroup, type ClusterParameterGroupProps } from './cluster-parameter-group';
import { InstanceParameterGroup } from './instance-parameter-group';

type Settings = Omit<ClusterParameterGroupProps, 'nameScope'>;

const ofCluster = (settings: Settings) =>
  one(
    terraformWith((stack, nameScope) => {
      new ClusterParameterGroup(stack, 'parameters', { nameScope, ...settings });
    }),
    'aws_rds_cluster_parameter_group',
  );
const ofInstance = ({ engineVersion }: Settings) =>
  one(
    terraformWith((stack, nameScope) => {
      new InstanceParameterGroup(stack, 'parameters', { nameScope, engineVersion });
    }),
    'aws_db_parameter_group',
  );
const parametersOf = (group: Attributes) => group['parameter'] as Attributes[];

describe.each([
  ['P5.2: a cluster', ofCluster, 'aurora-postgresql'],
  ['P4.1: an instance', ofInstance, 'postgres'],
])('%s', (_, groupOf, family) => {
  test.each([
    ['rds.force_ssl', '1', 'immediate'],
    ['log_connections', '1', 'immediate'],
    ['log_disconnections', '1', 'immediate'],
    ['log_statement', 'none', 'immediate'],
    ['log_min_duration_statement', '1000', 'immediate'],
    ['log_parameter_max_length', '0', 'immediate'],
    ['pgaudit.log', 'ddl,role', 'immediate'],
    ['pgaudit.role', 'rds_pgaudit', 'immediate'],
    // RDS refuses to apply a static parameter at once.
    ['shared_preload_libraries', 'pg_stat_statements,pgaudit', 'pending-reboot'],
  ])('has %s = %s, applied %s', (name, value, applyMethod) => {
    const parameters = parametersOf(groupOf({ engineVersion: '16.13' }));
    expect(parameters.filter((parameter) => parameter['name'] === name)).toEqual([
      { name, value, apply_method: applyMethod },
    ]);
    expect(parameters).toHaveLength(9);
  });

  test.each([
    ['15.17', '15'],
    ['16.13', '16'],
    ['17.9', '17'],
  ])(
    'on version %s has a group of major version %s, beside those of other versions',
    (engineVersion, major) => {
      expect(groupOf({ engineVersion })).toMatchObject({
        family: `${family}${major}`,
        name: `bulkhead-test-relational-postgresql${major}`,
      });
    },
  );

  test('keeps its group if the description changes, which RDS cannot change in place', () => {
    expect(groupOf({ engineVersion: '16.13' })['lifecycle']).toEqual({ ignore_changes: ['description'] });
  });
});

describe('pitfall 26: rds.global_db_rpo of a cluster', () => {
  const rpoOf = (rpoSeconds?: number) =>
    parametersOf(ofCluster({ engineVersion: '16.13', rpoSeconds })).filter(
      ({ name }) => name === 'rds.global_db_rpo',
    );

  test('is absent by default, so that commits never wait for the DR region', () => {
    expect(rpoOf()).toEqual([]);
  });

  test('is the lag that the settings allow', () => {
    expect(rpoOf(600)).toEqual([{ name: 'rds.global_db_rpo', value: '600', apply_method: 'immediate' }]);
  });
});
