import { type Answers, awsError } from '../../test-aws/played-client';
import { type Check } from '../check';
import { type PlannedStack } from '../planned-stack';
import { planned, resourcesOf, sceneOf, standing } from '../test-scene';
import { foldedNotes } from '../unknown-fact';
import { zonesOf } from '../zones';
import { cacheVersions } from './cache-versions';
import { databaseClasses } from './database-classes';
import { databaseVersions } from './database-versions';
import { instanceTypes } from './instance-types';

const looking = async (check: Check, stacks: readonly PlannedStack[], answers: Answers) => {
  const scene = sceneOf(stacks, answers);
  const { findings, notes } = await check.find(scene);
  return { findings, notes: foldedNotes(notes), sent: scene.services.sent };
};
const zones = zonesOf(sceneOf([]).environment, 'us-east-1');
const [zone = '', other = ''] = zones;
const denied = awsError('AccessDenied', 403);

test('the environment uses two zones of the region', () => expect(zones).toHaveLength(2));

describe('the version of a database', () => {
  const cluster = (EngineVersion: unknown) =>
    planned('database/relational@primary', {
      resources: resourcesOf(['AWS::RDS::DBCluster', { Engine: 'aurora-postgresql', EngineVersion }]),
    });
  const offering = (...versions: string[]): Answers => ({
    DescribeDBEngineVersions: ({ EngineVersion }: { EngineVersion?: string }) => ({
      DBEngineVersions: versions
        .filter((version) => !EngineVersion || version.startsWith(EngineVersion))
        .map((version) => ({ EngineVersion: version })),
    }),
  });

  test.each(['16.13', '16'])('%s is offered', async (version) => {
    expect(await looking(databaseVersions, [cluster(version)], offering('16.13'))).toMatchObject({
      findings: [],
      notes: [],
    });
  });

  test.each<[string, Answers]>([
    ['is not in the list', offering('15.17', '15.18', '16.13')],
    [
      'is refused as a parameter',
      {
        DescribeDBEngineVersions: ({ EngineVersion }: { EngineVersion?: string }) =>
          EngineVersion
            ? awsError('InvalidParameterCombination')
            : { DBEngineVersions: [{ EngineVersion: '15.17' }, { EngineVersion: '15.18' }] },
      },
    ],
  ])(
    'a version that was withdrawn and %s is found, with those of the same major version',
    async (_, answers) => {
      const { findings } = await looking(databaseVersions, [cluster('15.4')], answers);

      expect(findings).toEqual([
        {
          stacks: ['database/relational@primary'],
          problem: 'RDS does not offer aurora-postgresql 15.4 in us-east-1',
          next: 'edit the version in libs/config: the region offers 15.17, 15.18',
        },
      ]);
    },
  );

  test('a version that already runs need not be offered, and one that only a deploy finds out is not known', async () => {
    const stands = { ...cluster('15.4'), standing: async () => standing({ aws_rds_cluster: 1 }, '15.4') };

    expect((await looking(databaseVersions, [stands, cluster({ Ref: 'X' })], {})).sent).toEqual([]);
  });

  test('a question that AWS does not answer is a note', async () => {
    expect(
      await looking(databaseVersions, [cluster('16.13')], { DescribeDBEngineVersions: () => denied }),
    ).toMatchObject({
      findings: [],
      notes: ['not known: whether RDS offers aurora-postgresql 16.13 (AccessDenied: AccessDenied)'],
    });
  });
});

describe('the class of a database instance', () => {
  const instance = (AvailabilityZone?: string, DBInstanceClass = 'db.r8g.large') =>
    planned('database/relational@primary', {
      resources: resourcesOf(
        ['AWS::RDS::DBCluster', { EngineVersion: '16.13' }, 'Cluster'],
        [
          'AWS::RDS::DBInstance',
          {
            Engine: 'aurora-postgresql',
            DBInstanceClass,
            DBClusterIdentifier: { Ref: 'Cluster' },
            ...(AvailabilityZone && { AvailabilityZone }),
          },
        ],
      ),
    });
  const offering = (...names: string[]): Answers => ({
    DescribeOrderableDBInstanceOptions: () => ({
      OrderableDBInstanceOptions: [{ AvailabilityZones: names.map((Name) => ({ Name })) }],
    }),
  });

  test('is checked with the version of its cluster', async () => {
    const { findings, sent } = await looking(databaseClasses, [instance(zone)], offering(zone));

    expect(findings).toEqual([]);
    expect(sent[0]?.input).toMatchObject({
      Engine: 'aurora-postgresql',
      EngineVersion: '16.13',
      DBInstanceClass: 'db.r8g.large',
      Vpc: true,
    });
  });

  test('is found if the zone of the instance lacks it', async () => {
    const { findings } = await looking(databaseClasses, [instance(zone)], offering(other));

    expect(findings).toEqual([
      {
        stacks: ['database/relational@primary'],
        problem: `RDS does not offer db.r8g.large for aurora-postgresql 16.13 in ${zone}: it does in ${other}`,
        next: 'edit the class or the zones of the region in the environment',
      },
    ]);
  });

  test('is a note if AWS takes another zone, and found if there is none', async () => {
    expect(await looking(databaseClasses, [instance()], offering(other))).toMatchObject({
      findings: [],
      notes: [`RDS does not offer db.r8g.large for aurora-postgresql 16.13 in ${zone}, but in other zones`],
    });
    expect(await looking(databaseClasses, [instance()], offering())).toMatchObject({
      findings: [{ problem: expect.stringMatching(/nor in another zone$/) }],
    });
  });

  test('is not checked for standing instances', async () => {
    const stands = { ...instance(zone), standing: async () => standing({}, 'db.r8g.large') };

    expect((await looking(databaseClasses, [stands], {})).sent).toEqual([]);
  });
});

describe('the version of a cache', () => {
  const cache = (EngineVersion: string) =>
    planned('database/cache@primary', {
      resources: resourcesOf(['AWS::ElastiCache::ReplicationGroup', { Engine: 'valkey', EngineVersion }]),
    });
  const answers: Answers = {
    DescribeCacheEngineVersions: () => ({
      CacheEngineVersions: [{ EngineVersion: '7.2.6' }, { EngineVersion: '8.0.1' }],
    }),
  };

  test.each(['7.2', '8.0.1', '8.x'])('%s is offered', async (version) => {
    expect((await looking(cacheVersions, [cache(version)], answers)).findings).toEqual([]);
  });

  test.each(['9.0', '7', '7.20'])('%s', async (version) => {
    const { findings } = await looking(cacheVersions, [cache(version)], answers);

    expect(findings).toEqual(
      version === '7'
        ? []
        : [
            {
              stacks: ['database/cache@primary'],
              problem: `ElastiCache does not offer valkey ${version} in us-east-1`,
              next: 'edit the version in libs/config: the region offers 7.2.6, 8.0.1',
            },
          ],
    );
  });
});

describe('the type of EC2 instances', () => {
  const template = planned('app-platform/service@primary', {
    resources: resourcesOf([
      'AWS::EC2::LaunchTemplate',
      { LaunchTemplateData: { InstanceType: 'm8g.large' } },
    ]),
    over: { engine: 'cdk' },
  });
  const offering = (...names: string[]): Answers => ({
    DescribeInstanceTypeOfferings: () => ({
      InstanceTypeOfferings: names.map((Location) => ({ InstanceType: 'm8g.large', Location })),
    }),
  });

  test('is offered in each zone', async () => {
    const { findings, notes, sent } = await looking(instanceTypes, [template], offering(zone, other));

    expect([findings, notes]).toEqual([[], []]);
    expect(sent[0]?.input).toMatchObject({
      LocationType: 'availability-zone',
      Filters: [{ Name: 'instance-type', Values: ['m8g.large'] }],
    });
  });

  test('is a note if one zone lacks it, because no instance runs there, and found if all zones do', async () => {
    expect(await looking(instanceTypes, [template], offering(other))).toMatchObject({
      findings: [],
      notes: [`EC2 does not offer m8g.large in ${zone}: no instance runs there`],
    });
    expect(await looking(instanceTypes, [template], offering('us-east-1f'))).toMatchObject({
      findings: [
        {
          stacks: ['app-platform/service@primary'],
          problem: `EC2 does not offer m8g.large in ${zone}, ${other}: it does in us-east-1f`,
        },
      ],
    });
  });

  test('a question that AWS does not answer is a note', async () => {
    const { findings, notes } = await looking(instanceTypes, [template], {
      DescribeInstanceTypeOfferings: () => denied,
    });

    expect([findings, notes]).toEqual([
      [],
      ['not known: where EC2 offers m8g.large (AccessDenied: AccessDenied)'],
    ]);
  });
});
