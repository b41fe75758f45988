import { type BulkheadStack } from '@bulkhead/cdktf';
import { RdsCluster } from '@cdktf/provider-aws/lib/rds-cluster';
import { resourcesOf } from '@bulkhead/cdktf/testing';
import { type NameScope } from '@bulkhead/naming';
import { suppressedBy, terraformWith } from '../testing';
import { ClusterInstances, type ClusterInstancesProps } from './cluster-instances';
import { MonitoringRole } from './monitoring-role';

const keyArn = 'arn:aws:kms:eu-central-1:123456789012:key/1';

const build =
  (count: number, over: Partial<ClusterInstancesProps> = {}) =>
  (stack: BulkheadStack, nameScope: NameScope) => {
    const identifiers = Array.from({ length: count }, (_, index) => `database-${index + 1}`);
    new ClusterInstances(stack, 'instances', {
      nameScope,
      cluster: new RdsCluster(stack, 'cluster', {
        engine: 'aurora-postgresql',
        dbSubnetGroupName: 'the-subnets',
      }),
      identifiers,
      instanceClass: 'db.r7g.large',
      zones: ['eu-central-1a', 'eu-central-1b', 'eu-central-1c'],
      isProtected: true,
      keyArn,
      monitoring: new MonitoringRole(stack, 'monitoring', { nameScope, instanceIdentifiers: identifiers }),
      ...over,
    });
  };
const instancesOf = (count: number, over: Partial<ClusterInstancesProps> = {}) =>
  resourcesOf(terraformWith(build(count, over)), 'aws_rds_cluster_instance').sort((a, b) =>
    String(a['identifier']).localeCompare(String(b['identifier']), 'en', { numeric: true }),
  );
const each = (attribute: string, count: number, over: Partial<ClusterInstancesProps> = {}) =>
  instancesOf(count, over).map((instance) => instance[attribute]);

describe('P1.2, P3.3: the zones of the instances', () => {
  test.each([
    [1, ['eu-central-1a']],
    [2, ['eu-central-1a', 'eu-central-1b']],
    [4, ['eu-central-1a', 'eu-central-1b', undefined, undefined]],
  ])('%i are in %j; Aurora chooses the undefined zones', (count, zones) => {
    expect(each('availability_zone', count)).toEqual(zones);
  });

  test('a zone that changes in the configuration moves no instance', () => {
    for (const lifecycle of each('lifecycle', 3)) {
      expect(lifecycle).toEqual({ ignore_changes: ['availability_zone'] });
    }
  });

  test('one more instance changes no other', () => {
    const [two, three] = [2, 3].map((count) => instancesOf(count));
    expect(three?.slice(0, 2)).toEqual(two);
  });
});

describe('P1.2, P5.2: the instances', () => {
  test('are in the cluster, with its engine and its subnets, and without a public address', () => {
    for (const instance of instancesOf(2)) {
      expect(instance).toMatchObject({
        cluster_identifier: '${aws_rds_cluster.cluster.id}',
        engine: '${aws_rds_cluster.cluster.engine}',
        db_subnet_group_name: '${aws_rds_cluster.cluster.db_subnet_group_name}',
        publicly_accessible: false,
      });
    }
  });

  test.each(['db.r7g.large', 'db.serverless'])('have the class %s', (instanceClass) => {
    expect(each('instance_class', 2, { instanceClass })).toEqual([instanceClass, instanceClass]);
  });

  test('have the identifiers of their owner', () => {
    expect(each('identifier', 3)).toEqual(['database-1', 'database-2', 'database-3']);
  });

  test('take over in their order; the writer and the first reader scale together, and tiers end at 15', () => {
    expect(each('promotion_tier', 17)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 15]);
  });

  test('pitfall 5: get the version of the cluster, and no version by themselves', () => {
    for (const instance of instancesOf(2)) {
      expect(instance['auto_minor_version_upgrade']).toBe(false);
      expect(instance).not.toHaveProperty('engine_version');
    }
  });

  test('are maintained in the quiet hours of the region, and leave their tags on snapshots', () => {
    for (const instance of instancesOf(2)) {
      expect(instance).toMatchObject({
        preferred_maintenance_window: 'sun:01:30-sun:02:30',
        copy_tags_to_snapshot: true,
      });
    }
  });

  test.each([true, false])(
    'P4.6: with `isProtected: %s`, a change waits or is applied at once',
    (isProtected) => {
      expect(each('apply_immediately', 2, { isProtected })).toEqual([!isProtected, !isProtected]);
    },
  );

  test('say why an upgrade is a deploy, and why an instance has no backup of its own', () => {
    expect(suppressedBy(build(1))).toEqual([
      'HIPAA.Security-RDSAutomaticMinorVersionUpgradeEnabled',
      'HIPAA.Security-RDSInBackupPlan',
    ]);
  });
});

describe('P3.3: monitoring', () => {
  test.each([
    ['performance_insights_enabled', true],
    ['performance_insights_kms_key_id', keyArn],
    ['performance_insights_retention_period', 7],
    ['monitoring_interval', 60],
  ])('%s is %s in each instance', (attribute, value) => {
    expect(each(attribute, 2)).toEqual([value, value]);
  });

  test('is in the role of the database, and an instance starts after the role has its policy', () => {
    for (const instance of instancesOf(2)) {
      expect(instance).toMatchObject({
        monitoring_role_arn: expect.stringMatching(/^\$\{aws_iam_role\.monitoring_role_\w+\.arn\}$/),
        depends_on: [expect.stringMatching(/^aws_iam_role_policy_attachment\.monitoring_/)],
      });
    }
  });
});
