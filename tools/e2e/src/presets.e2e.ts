import {
  DescribeBackupVaultCommand,
  GetBackupPlanCommand,
  ListBackupPlansCommand,
} from '@aws-sdk/client-backup';
import {
  DescribeFlowLogsCommand,
  DescribeInstancesCommand,
  DescribeNatGatewaysCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
} from '@aws-sdk/client-ec2';
import {
  GetResourcesCommand,
  ResourceGroupsTaggingAPIClient,
} from '@aws-sdk/client-resource-groups-tagging-api';
import { DescribeKeyCommand, GetKeyPolicyCommand, ListKeysCommand } from '@aws-sdk/client-kms';
import { GetFunctionCommand } from '@aws-sdk/client-lambda';
import { DescribeDBClustersCommand, DescribeDBInstancesCommand } from '@aws-sdk/client-rds';
import { DescribeSecretCommand } from '@aws-sdk/client-secrets-manager';
import { GetBucketReplicationCommand } from '@aws-sdk/client-s3';
import {
  DescribeAccessPointsCommand,
  DescribeFileSystemsCommand,
  DescribeMountTargetsCommand,
} from '@aws-sdk/client-efs';
import { type Environment } from '@bulkhead/config';
import { functionName } from '@bulkhead/naming';
import { WorkspaceCopy } from '@bulkhead/workspace-copy';
import { additionTests } from './additions';
import { AwsClients } from './aws-clients';
import { awayRegionTests } from './away-region';
import { bucketSettings } from './bucket-settings';
import { isOfEmulator } from '@bulkhead/emulator/plan-differences';
import { stackId } from '@bulkhead/stack/stack-id';
import {
  type DiffedResource,
  type DiffedStack,
  domainOf,
  outcomesIn,
  PresetDeployment,
} from './preset-deployment';
import { type RoutineChange, type SourceEdit } from './routine-change';
import { roundsOver } from './routine-rounds';
import { triedOf } from './sample';
import { edgeTests } from './rows/edge';
import { objectProcessingTests } from './rows/object-processing';
import {
  expectRecords,
  healthCheckTests,
  type LedRecord,
  nameTests,
  type DeployedRouting,
} from './rows/routing';
import {
  accessTests,
  type DeployedService,
  ecsTests,
  instancesTests,
  loadBalancingTests,
  sharedStoresTests,
} from './rows/service';

/**
 * One life of four presets side by side, so that each stack and each kind of database is deployed: a global Aurora that
 * scales by itself, provisioned ones, and an RDS instance. The fifth, `saas`, has a file of its own. Most of a deploy is
 * waiting, which they do together. The tests build on each other.
 */
const presets = ['patient-data', 'web-multi-region', 'hipaa-dr', 'ecs-ec2'] as const;
type Preset = (typeof presets)[number];

// Four presets at once, one of them with both of its regions.
jest.setTimeout(1_800_000);

let copy: WorkspaceCopy;
let deployments: Record<Preset, PresetDeployment>;
const environments = {} as Record<Preset, Environment>;
const clients: AwsClients[] = [];
/** Stacks of patient-data that were destroyed while its primary region did not answer. */
let destroyedBefore: readonly string[] = [];

/** Clients of the region of a preset in which a stack would be. */
function awsOf(preset: Preset, role: 'primary' | 'dr' = 'primary'): AwsClients {
  const region = environments[preset].regions[role]?.name;
  if (!region) throw new RangeError(`${preset} has no region ${role}.`);
  const aws = new AwsClients(copy.endpoint, region);
  clients.push(aws);
  return aws;
}

/** Runs a verb over all presets at once. */
async function together(verb: string): Promise<Record<Preset, { code: number | null; text: string }>> {
  const outcomes = await Promise.all(
    presets.map(async (preset) => [preset, await deployments[preset].run(verb)] as const),
  );
  return Object.fromEntries(outcomes) as Awaited<ReturnType<typeof together>>;
}

const everyStack = (preset: Preset, outcome: string) =>
  Object.fromEntries(
    deployments[preset].stacks().map(({ app, stack, role }) => [stackId({ app, stack, role }), outcome]),
  );

beforeAll(async () => {
  copy = await WorkspaceCopy.create();
  deployments = Object.fromEntries(
    presets.map((preset) => [preset, new PresetDeployment(copy, preset)]),
  ) as typeof deployments;
  for (const preset of presets) environments[preset] = deployments[preset].configure({});
  // What runs of several presets share is there before they start.
  await copy.succeed('run bulkhead:build');
  await copy.succeed('run emulator:start');
});
afterAll(async () => {
  for (const aws of clients) aws.destroy();
  await copy.dispose();
});

test('the presets are deployed at once, every stack of them', async () => {
  const runs = await together('deploy');

  for (const preset of presets) {
    expect([preset, runs[preset].code, runs[preset].code === 0 ? '' : runs[preset].text]).toEqual([
      preset,
      0,
      '',
    ]);
    expect(outcomesIn(runs[preset])).toEqual(everyStack(preset, 'deployed'));
  }
});

describe('what is deployed', () => {
  const subnetsOf = async (preset: Preset, tier: string) => {
    const SubnetIds = deployments[preset].outputs()[`network.${tier}SubnetIds`];
    const { Subnets = [] } = await awsOf(preset).ec2.send(new DescribeSubnetsCommand({ SubnetIds }));
    return Subnets;
  };

  test.each(['public', 'private', 'isolated'])(
    'P1.1, P2.1: %s subnets of patient-data stand in three zones, with the networks of the plan',
    async (tier) => {
      const { availabilityZones } = environments['patient-data'].regions.primary;
      const found = await subnetsOf('patient-data', tier);
      const plan = availabilityZones.map((zone) => [
        zone.name,
        zone[tier as 'public' | 'private' | 'isolated'],
      ]);

      expect(found.map(({ AvailabilityZone, CidrBlock }) => [AvailabilityZone, CidrBlock]).sort()).toEqual(
        plan,
      );
      expect(plan).toHaveLength(3);
    },
  );

  test('P1.1: patient-data has as many NAT gateways as configured, each in a zone of its own', async () => {
    const aws = awsOf('patient-data');
    const { NatGateways = [] } = await aws.ec2.send(new DescribeNatGatewaysCommand({}));
    const { Subnets = [] } = await aws.ec2.send(
      new DescribeSubnetsCommand({ SubnetIds: NatGateways.map(({ SubnetId = '' }) => SubnetId) }),
    );

    expect(NatGateways).toHaveLength(environments['patient-data'].apps.network.vpc.natGateways);
    expect(new Set(Subnets.map(({ AvailabilityZone }) => AvailabilityZone)).size).toBe(NatGateways.length);
  });

  test.each(presets)('P1.1, P1.10: all traffic of the network of %s is logged', async (preset) => {
    const { FlowLogs = [] } = await awsOf(preset).ec2.send(new DescribeFlowLogsCommand({}));
    const own = FlowLogs.filter(
      ({ ResourceId }) => ResourceId === deployments[preset].outputs()['network.vpcId'],
    );

    expect(own).toEqual([
      expect.objectContaining({ TrafficType: 'ALL', LogDestinationType: 'cloud-watch-logs' }),
    ]);
  });

  test('no two presets have networks that overlap, so that any of them can be peered', async () => {
    const networks = await Promise.all(
      presets.map(async (preset) => {
        const VpcIds = [deployments[preset].outputs()['network.vpcId'] as string];
        const { Vpcs = [] } = await awsOf(preset).ec2.send(new DescribeVpcsCommand({ VpcIds }));
        return Vpcs.map(({ CidrBlock }) => CidrBlock);
      }),
    );

    expect(new Set(networks.flat()).size).toBe(presets.length);
  });

  test.each(presets)(
    'P3.10, P4.5: whatever of %s carries a tag says which deployment it is of, who owns it and what it holds',
    async (preset) => {
      const resources = (
        await Promise.all(regionsOf(preset).map((region) => taggedIn(region, preset)))
      ).flat();

      expect(resources.length).toBeGreaterThan(10);
      for (const { arn, tags } of resources) {
        expect([arn, tags]).toEqual([
          arn,
          expect.objectContaining({
            'bulkhead:environment': preset,
            'bulkhead:deployment-id': preset,
            'bulkhead:owner': expect.stringMatching(/^@/),
            'bulkhead:cost-centre': 'platform',
            'bulkhead:data-classification': 'phi',
            'bulkhead:compliance': 'hipaa',
          }),
        ]);
      }
    },
  );
});

describe('the data tier', () => {
  const output = (preset: Preset, key: string) => deployments[preset].outputs()[key] as string;

  test('P1.2: patient-data has Aurora Serverless v2 in two zones, encrypted, with point-in-time recovery', async () => {
    const { rds } = awsOf('patient-data');
    const [cluster] =
      (
        await rds.send(
          new DescribeDBClustersCommand({
            DBClusterIdentifier: output('patient-data', 'database.identifier'),
          }),
        )
      ).DBClusters ?? [];
    const { DBInstances = [] } = await rds.send(new DescribeDBInstancesCommand({}));

    expect(cluster).toMatchObject({
      Engine: 'aurora-postgresql',
      StorageEncrypted: true,
      KmsKeyId: output('patient-data', 'database.keyArn'),
      BackupRetentionPeriod: 35,
      Port: 5432,
      ServerlessV2ScalingConfiguration: { MinCapacity: 8, MaxCapacity: 64 },
    });
    expect(DBInstances.map(({ DBInstanceClass }) => DBInstanceClass)).toEqual([
      'db.serverless',
      'db.serverless',
    ]);
    expect(new Set(DBInstances.map(({ AvailabilityZone }) => AvailabilityZone)).size).toBe(2);
  });

  test('P3.3: hipaa-dr has three instances of one class, of which at least two are in zones that differ', async () => {
    const { DBInstances = [] } = await awsOf('hipaa-dr').rds.send(new DescribeDBInstancesCommand({}));

    expect(DBInstances.map(({ DBInstanceClass }) => DBInstanceClass)).toEqual(Array(3).fill('db.r7g.large'));
    expect(new Set(DBInstances.map(({ AvailabilityZone }) => AvailabilityZone)).size).toBeGreaterThan(1);
  });

  test('P4.1: ecs-ec2 has an encrypted RDS instance with a standby, in subnets of the isolated tier', async () => {
    const { DBInstances = [] } = await awsOf('ecs-ec2').rds.send(
      new DescribeDBInstancesCommand({ DBInstanceIdentifier: output('ecs-ec2', 'database.identifier') }),
    );

    expect(DBInstances).toEqual([
      expect.objectContaining({
        Engine: 'postgres',
        MultiAZ: true,
        StorageEncrypted: true,
        PubliclyAccessible: false,
        AutoMinorVersionUpgrade: true,
        DeletionProtection: false,
      }),
    ]);
    const subnets = DBInstances[0]?.DBSubnetGroup?.Subnets?.map(({ SubnetIdentifier }) => SubnetIdentifier);
    expect([...(subnets ?? [])].sort()).toEqual(
      [...(deployments['ecs-ec2'].outputs()['network.isolatedSubnetIds'] ?? [])].sort(),
    );
  });

  test.each(['patient-data', 'web-multi-region', 'hipaa-dr'] as const)(
    'P1.3, P3.10: own credentials of %s are under a key of ours, in the DR region too, and there is a function to rotate them',
    async (preset) => {
      const aws = awsOf(preset);
      const region = environments[preset].regions.primary.name;
      const scope = { environment: preset, region, account: '123456789012' };
      for (const user of ['master', 'application']) {
        const secret = await aws.secrets.send(
          new DescribeSecretCommand({ SecretId: output(preset, `database-credentials.${user}SecretArn`) }),
        );
        expect(secret).toMatchObject({
          KmsKeyId: output(preset, 'database-credentials.keyArn'),
          ReplicationStatus: [expect.objectContaining({ Region: environments[preset].regions.dr?.name })],
        });
        const { Configuration } = await aws.lambda.send(
          new GetFunctionCommand({ FunctionName: functionName(scope, 'rotation', user) }),
        );
        expect(Configuration).toMatchObject({ Runtime: 'nodejs22.x', State: 'Active' });
        expect([...(Configuration?.VpcConfig?.SubnetIds ?? [])].sort()).toEqual(
          [...(deployments[preset].outputs()['network.privateSubnetIds'] ?? [])].sort(),
        );
      }
    },
  );

  test.each([
    ['patient-data', 'storage.dataBucketName', 'storage.dataKeyArn', 2557],
    ['hipaa-dr', 'storage.dataBucketName', 'storage.dataKeyArn', 2557],
    ['web-multi-region', 'storage.dataBucketName', 'storage.dataKeyArn', 90],
    ['web-multi-region', 'static-assets.bucketName', 'static-assets.keyArn', 90],
  ] as const)(
    'P2.3, P3.4: of %s, %s is encrypted by %s, versioned, logged and closed to the public',
    async (preset, name, key, days) => {
      const bucket = await bucketSettings(awsOf(preset).s3, output(preset, name));

      expect(bucket).toMatchObject({
        encryption: [
          {
            BucketKeyEnabled: true,
            ApplyServerSideEncryptionByDefault: {
              SSEAlgorithm: 'aws:kms',
              KMSMasterKeyID: output(preset, key),
            },
          },
        ],
        versioning: 'Enabled',
        publicAccess: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        logging: { TargetBucket: output(preset, 'storage.logBucketName'), TargetPrefix: 's3/' },
      });
      expect(bucket.lifecycle).toContainEqual(
        expect.objectContaining({ NoncurrentVersionExpiration: { NoncurrentDays: days } }),
      );
      expect(bucket.statements).toContainEqual(
        expect.objectContaining({
          Effect: 'Deny',
          Principal: { AWS: '*' },
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        }),
      );
    },
  );

  test('P2.3: objects of web-multi-region are archived after 90 days and deleted after 365', async () => {
    const bucketName = output('web-multi-region', 'storage.dataBucketName');
    const { lifecycle } = await bucketSettings(awsOf('web-multi-region').s3, bucketName);

    expect(lifecycle).toContainEqual(
      expect.objectContaining({
        Transitions: [{ Days: 90, StorageClass: 'GLACIER' }],
        Expiration: expect.objectContaining({ Days: 365 }),
      }),
    );
  });

  test('P2.3: static assets are for CloudFront distributions of the account, and so is their key', async () => {
    const { s3, kms } = awsOf('web-multi-region');
    const { statements } = await bucketSettings(s3, output('web-multi-region', 'static-assets.bucketName'));
    const { Policy = '{}' } = await kms.send(
      new GetKeyPolicyCommand({
        KeyId: output('web-multi-region', 'static-assets.keyArn'),
        PolicyName: 'default',
      }),
    );
    const ofKey = (JSON.parse(Policy) as { Statement: { Principal: { Service?: string } }[] }).Statement;
    const distributions = 'arn:aws:cloudfront::123456789012:distribution/*';

    expect(statements.filter(({ Effect }) => Effect === 'Allow')).toEqual([
      {
        Sid: expect.any(String),
        Effect: 'Allow',
        Principal: { Service: 'cloudfront.amazonaws.com' },
        Action: 's3:GetObject',
        Resource: `${output('web-multi-region', 'static-assets.bucketArn')}/*`,
        Condition: { ArnLike: { 'aws:SourceArn': distributions } },
      },
    ]);
    expect(ofKey).toContainEqual(
      expect.objectContaining({
        Effect: 'Allow',
        Principal: { Service: 'cloudfront.amazonaws.com' },
        Condition: expect.objectContaining({ ArnLike: { 'aws:SourceArn': distributions } }),
      }),
    );
  });

  // The emulator does not keep whether deletions are replicated, and which encrypted objects.
  test('P3.2, P2.12: the objects of patient-data are replicated within 15 minutes, under the key of the DR region', async () => {
    const { ReplicationConfiguration } = await awsOf('patient-data').s3.send(
      new GetBucketReplicationCommand({ Bucket: output('patient-data', 'storage.dataBucketName') }),
    );

    expect(ReplicationConfiguration?.Rules).toEqual([
      expect.objectContaining({
        Status: 'Enabled',
        Priority: 1,
        Destination: expect.objectContaining({
          Bucket: output('patient-data', 'storage@dr.dataBucketArn'),
          EncryptionConfiguration: { ReplicaKmsKeyID: output('patient-data', 'storage@dr.dataKeyArn') },
          ReplicationTime: { Status: 'Enabled', Time: { Minutes: 15 } },
          Metrics: { Status: 'Enabled', EventThreshold: { Minutes: 15 } },
        }),
      }),
    ]);
  });

  test('P1.2, P1.3: in the DR region of patient-data there is a secondary cluster, and the credentials for it', async () => {
    const aws = awsOf('patient-data', 'dr');
    const { DBClusters } = await aws.rds.send(
      new DescribeDBClustersCommand({
        DBClusterIdentifier: output('patient-data', 'database@dr.identifier'),
      }),
    );
    const { DBInstances = [] } = await aws.rds.send(new DescribeDBInstancesCommand({}));
    const secret = await aws.secrets.send(
      new DescribeSecretCommand({ SecretId: output('patient-data', 'database@dr.secretArn') }),
    );

    expect(DBClusters).toEqual([
      expect.objectContaining({
        StorageEncrypted: true,
        KmsKeyId: output('patient-data', 'database@dr.keyArn'),
        ServerlessV2ScalingConfiguration: { MinCapacity: 8, MaxCapacity: 64 },
      }),
    ]);
    expect(DBInstances).toHaveLength(2);
    expect(secret.ARN).toContain(`:${environments['patient-data'].regions.dr?.name}:`);
  });

  test('P1.6: the file system of patient-data is encrypted, mounted in every zone and entered through its access point', async () => {
    const { efs } = awsOf('patient-data');
    const FileSystemId = output('patient-data', 'file-system.fileSystemId');
    const { FileSystems = [] } = await efs.send(new DescribeFileSystemsCommand({ FileSystemId }));
    const { MountTargets = [] } = await efs.send(new DescribeMountTargetsCommand({ FileSystemId }));
    const { AccessPoints = [] } = await efs.send(new DescribeAccessPointsCommand({ FileSystemId }));

    expect(FileSystems).toEqual([expect.objectContaining({ Encrypted: true, ThroughputMode: 'elastic' })]);
    expect(MountTargets.map(({ AvailabilityZoneName }) => AvailabilityZoneName).sort()).toEqual(
      environments['patient-data'].regions.primary.availabilityZones.map(({ name }) => name),
    );
    expect(AccessPoints.map(({ AccessPointId }) => AccessPointId)).toEqual([
      output('patient-data', 'file-system.accessPointId'),
    ]);
  });

  test.each(['patient-data', 'web-multi-region', 'hipaa-dr'] as const)(
    'P1.9, P3.8: the vault of %s has a key of ours, and each kind of store is backed up hourly, daily, weekly and monthly, each time with a copy in DR',
    async (preset) => {
      const { backup } = awsOf(preset);
      const BackupVaultName = output(preset, 'backup.vaultName');
      const { EncryptionKeyArn } = await backup.send(new DescribeBackupVaultCommand({ BackupVaultName }));
      const { BackupPlansList = [] } = await backup.send(new ListBackupPlansCommand({}));
      const plans = await Promise.all(
        BackupPlansList.map(({ BackupPlanId }) => backup.send(new GetBackupPlanCommand({ BackupPlanId }))),
      );

      expect(EncryptionKeyArn).toMatch(/^arn:aws:kms:/);
      expect(plans).toHaveLength(3);
      for (const { BackupPlan } of plans) {
        const rules = BackupPlan?.Rules ?? [];
        expect(rules.map(({ TargetBackupVaultName }) => TargetBackupVaultName)).toEqual(
          rules.map(() => BackupVaultName),
        );
        expect(rules.length).toBeGreaterThanOrEqual(4);
        const dr = environments[preset].regions.dr?.name;
        const copies = rules.map(({ CopyActions = [] }) =>
          CopyActions.map(({ DestinationBackupVaultArn }) => DestinationBackupVaultArn),
        );
        expect(copies).toEqual(rules.map(() => [expect.stringContaining(`:${dr}:`)]));
        expect(Math.max(...rules.map(({ Lifecycle }) => Lifecycle?.DeleteAfterDays ?? 0))).toBe(2557);
      }
    },
  );
});

describe('the service', () => {
  const deployed = (preset: Preset, role: 'primary' | 'dr' = 'primary'): DeployedService => ({
    aws: () => awsOf(preset, role),
    environment: preset,
    nameScope: () => ({
      environment: preset,
      region: environments[preset].regions[role]?.name ?? '',
      account: '123456789012',
    }),
    output: (key) => deployments[preset].outputs()[role === 'dr' ? key.replace('.', '@dr.') : key] as string,
  });

  describe('of patient-data, on Fargate', () => {
    loadBalancingTests('P1.7', deployed('patient-data'), '/');
    ecsTests('P1.4', deployed('patient-data'));
    sharedStoresTests('P1.5, P1.6', deployed('patient-data'));
    accessTests('P1.4, P2.9', deployed('patient-data'), {
      egress: ['tcp 443'],
      rotated: ['master', 'application'],
      ofEverything: ['FindSessionLog', 'SessionChannels'],
    });
  });

  describe('of patient-data in its DR region, where one container waits', () => {
    loadBalancingTests('P1.7', deployed('patient-data', 'dr'), '/');
    ecsTests('P1.4', deployed('patient-data', 'dr'));
    sharedStoresTests('P1.5, P1.6', deployed('patient-data', 'dr'));
  });

  describe('of ecs-ec2, on instances of ECS', () => {
    loadBalancingTests('P1.7', deployed('ecs-ec2'), '/');
    ecsTests('P4.2', deployed('ecs-ec2'));
    instancesTests('P4.2', deployed('ecs-ec2'), { MinSize: 2, MaxSize: 6 });
    accessTests('P4.3, P4.4', deployed('ecs-ec2'), {
      egress: ['tcp 443', 'tcp 80', 'udp 53', 'tcp 53'],
      rotated: [],
      ofEverything: ['FindAgentEndpoint', 'ReadTags', 'SessionChannels'],
    });
  });

  describe('of web-multi-region, on an Auto Scaling group', () => {
    loadBalancingTests('P2.2, P1.7', deployed('web-multi-region'), '/health');
    instancesTests('P2.2', deployed('web-multi-region'), { MinSize: 2, MaxSize: 10, DesiredCapacity: 3 });
    accessTests('P2.2, P2.9', deployed('web-multi-region'), {
      egress: ['tcp 443'],
      rotated: ['master', 'application'],
      ofEverything: ['ReportMemory', 'SessionChannels'],
    });
  });
});

describe('object processing of web-multi-region', () => {
  objectProcessingTests({
    aws: () => awsOf('web-multi-region'),
    endpoint: () => copy.endpoint,
    output: (key) => deployments['web-multi-region'].outputs()[key] as string,
  });
});

/** The way of users to a preset. */
const routingOf = (preset: Preset): DeployedRouting => ({
  aws: (role) => awsOf(preset, role),
  output: (key) => deployments[preset].outputs()[key] as string,
  domain: domainOf(preset),
});

/** The records of a name that Route 53 leads to one of both regions, by a policy. */
const ledBy = (type: string, policy: (role: 'primary' | 'dr') => LedRecord['policy']): LedRecord[] =>
  (['primary', 'dr'] as const).map((role) => ({
    prefix: `${type}.origin.`,
    role,
    policy: policy(role),
    to: { output: `app-platform${role === 'dr' ? '@dr' : ''}.loadBalancerDnsName` },
  }));
const byFailover = ledBy('failover', (role) => ({ Failover: role === 'primary' ? 'PRIMARY' : 'SECONDARY' }));

describe('the edge', () => {
  describe('of patient-data, a name that leads to one of two regions', () => {
    nameTests('P1.7', routingOf('patient-data'), ['primary', 'dr']);
    healthCheckTests('P1.11', routingOf('patient-data'), { path: '/', environment: 'patient-data' });

    test('P1.11: the name leads to the primary region, and to the DR region while that is unhealthy', () =>
      expectRecords(routingOf('patient-data'), [
        { prefix: '', to: 'origin.' },
        { prefix: 'origin.', to: 'failover.origin.' },
        ...byFailover,
      ]));
  });

  const edgeOf = (preset: Preset) => ({
    aws: () => {
      const aws = new AwsClients(copy.endpoint, 'us-east-1');
      clients.push(aws);
      return aws;
    },
    nameScope: () => ({ environment: preset, region: 'us-east-1', account: '123456789012' }),
    output: (key: string) => deployments[preset].outputs()[key] as string,
  });

  describe('of web-multi-region, CloudFront with a name', () => {
    nameTests('P2.5', routingOf('web-multi-region'), ['primary']);
    edgeTests('P2.4', { ...edgeOf('web-multi-region'), domain: domainOf('web-multi-region') });

    test('P2.4, P2.5: the name leads to CloudFront over both families, and the name of its origin to the region', () =>
      expectRecords(routingOf('web-multi-region'), [
        {
          prefix: '',
          to: { output: 'edge@global.distributionDomainName' },
          types: ['A', 'AAAA'],
          evaluated: false,
        },
        { prefix: 'origin.', to: { output: 'app-platform.loadBalancerDnsName' } },
      ]));

    // The emulator's CloudFormation leaves out the rule with CloudFront's prefix list, which the template has.
    test('P2.4: no range of addresses may enter the load balancer', async () => {
      const { ec2 } = awsOf('web-multi-region');
      const { SecurityGroups = [] } = await ec2.send(
        new DescribeSecurityGroupsCommand({
          Filters: [{ Name: 'group-name', Values: ['*web-multi-region-app-platform-load-balancer*'] }],
        }),
      );

      expect(
        SecurityGroups.map(({ IpPermissions = [] }) =>
          IpPermissions.flatMap(({ IpRanges = [], Ipv6Ranges = [] }) => [...IpRanges, ...Ipv6Ranges]),
        ),
      ).toEqual([[]]);
      expect(deployments['web-multi-region'].outputs()['cloudfront-access.prefixListId']).toMatch(/^pl-/);
    });
  });

  describe('of hipaa-dr, CloudFront without a name', () => {
    edgeTests('P2.4', edgeOf('hipaa-dr'));
  });
});

describe('deployed again', () => {
  test('every stack is unchanged', async () => {
    const runs = await together('deploy');

    for (const preset of presets) {
      expect(outcomesIn(runs[preset])).toEqual(everyStack(preset, 'unchanged'));
    }
  });
});

test('of the presets, untouched as they are, nothing is reported but what the emulator does not return', async () => {
  const runs = await together('drift');

  for (const preset of presets) {
    const { stacks } = JSON.parse(copy.read(`dist/drift/${preset}.json`)) as {
      stacks: { status: string; reason: string; resources: Drifted[]; additions?: object }[];
    };
    const unexplained = stacks.flatMap(({ resources }) => resources.filter((found) => !isEmulators(found)));
    const failed = stacks.flatMap(({ status, reason }) => (status === 'failed' ? [reason] : []));
    expect([preset, unexplained, failed]).toEqual([preset, [], []]);
    // Looked for they were, in each stack.
    expect([preset, stacks.filter(({ additions }) => !additions)]).toEqual([preset, []]);
    expect(runs[preset].text).not.toContain('name: added-');
    expect(runs[preset].text).not.toContain('could not be looked for');
  }
  // CloudFormation's stacks cannot be compared on the emulator, but for what was added to them.
  expect(outcomesIn(runs['web-multi-region'])['app-platform/service@primary']).toBe('unchecked');
});

describe('a routine change', () => {
  const edited: SourceEdit[] = [];
  const edit = ({ file, from, to }: SourceEdit) => copy.write(file, copy.read(file).replaceAll(from, to));
  afterEach(async () => {
    for (const preset of presets) deployments[preset].configure({});
    const done = edited.splice(0);
    for (const { file, from, to } of done) edit({ file, from: to, to: from });
    if (done.length > 0) await copy.succeed('run bulkhead:build');
  });

  const rounds = roundsOver(presets);
  test.each(triedOf(rounds, 1, 20_261_201).map((round) => [round.what, round] as const))(
    'P4.6: %s',
    async (_, { tried: changes, over }) => {
      for (const change of new Set(changes.flatMap((each) => each.change.edit ?? []))) {
        edit(change);
        edited.push(change);
      }
      if (edited.length > 0) await copy.succeed('run bulkhead:build');
      const appsOf = (preset: Preset) =>
        new Set(
          changes
            .filter((each) => each.preset === preset)
            .flatMap(({ change }) => change.stacks ?? [])
            .map((id) => id.split('/')[0] ?? ''),
        );
      const changed = presets.filter((preset) => over[preset] !== undefined);
      const diffs = await Promise.all(
        changed.map(async (preset) => {
          deployments[preset].configure(over[preset] ?? {});
          const { code, text } = await deployments[preset].run('diff', ...appsOf(preset));
          expect([preset, code, code === 0 ? '' : text]).toEqual([preset, 0, '']);
          return [preset, deployments[preset].diff()] as const;
        }),
      );

      for (const [preset, stacks] of diffs) {
        const lost = stacks.flatMap((stack) =>
          stack.changes.filter(({ action, stateful }) => stateful && ['replace', 'destroy'].includes(action)),
        );
        expect([preset, lost]).toEqual([preset, []]);
        for (const { change } of changes.filter((each) => each.preset === preset)) {
          const own = stacks.filter(({ app, stack }) => change.stacks?.includes(`${app}/${stack}`) ?? true);
          const touched = own.flatMap((stack) =>
            stack.changes.filter(isReal).map(({ resource }) => resource),
          );
          // A change that changes nothing would show nothing.
          expect([change.what, touched]).not.toEqual([change.what, []]);
          const others = own.flatMap((stack) => otherThan(change, stack));
          expect([change.what, others]).toEqual([change.what, []]);
          if (change.sizesOne) expect([change.what, touched]).toEqual([change.what, [expect.any(String)]]);
        }
      }
    },
  );
});

// After the plans: where the emulator deletes an inventory, it deletes the bucket.
describe('after somebody has added one of each kind to web-multi-region', () => {
  additionTests({
    copy: () => copy,
    aws: () => awsOf('web-multi-region'),
    deployment: () => deployments['web-multi-region'],
  });
});

describe('the policy of patient-data is changed', () => {
  const weighted = { type: 'weighted', weights: { primary: 90, dr: 10 } };
  const byWeight = ledBy('weighted', (role) => ({ Weight: weighted.weights[role] }));
  const byLatency = () =>
    ledBy('latency', (role) => ({ Region: environments['patient-data'].regions[role]?.name ?? '' }));

  test.each<[string, object, () => LedRecord[]]>([
    [
      'from failover to weighted, with the records of both for one deploy',
      { ...weighted, former: { type: 'failover' } },
      () => [{ prefix: 'origin.', to: 'weighted.origin.' }, ...byFailover, ...byWeight],
    ],
    [
      'from weighted to latency',
      { type: 'latency', former: weighted },
      () => [{ prefix: 'origin.', to: 'latency.origin.' }, ...byWeight, ...byLatency()],
    ],
    [
      'and the records of the former policy go last',
      { type: 'latency' },
      () => [{ prefix: 'origin.', to: 'latency.origin.' }, ...byLatency()],
    ],
  ])('P1.11, P2.5: %s', async (_, routing, records) => {
    const deployment = deployments['patient-data'];
    deployment.configure({ apps: { 'cdn-dns': { routing: { ...routing, healthCheck: { path: '/' } } } } });
    const { code, text } = await deployment.run('deploy', 'cdn-dns');

    expect([code, code === 0 ? '' : text]).toEqual([0, '']);
    expect(outcomesIn({ code, text })).toEqual({
      'cdn-dns/zone@global': 'unchanged',
      'cdn-dns/certificates@primary': 'unchanged',
      'cdn-dns/certificates@dr': 'unchanged',
      'cdn-dns/routing@global': 'deployed',
    });
    await expectRecords(routingOf('patient-data'), [{ prefix: '', to: 'origin.' }, ...records()]);
  });
});

describe('while the primary region of patient-data does not answer', () => {
  awayRegionTests({
    copy: () => copy,
    preset: 'patient-data',
    region: () => environments['patient-data'].regions.primary.name,
    destroyed: (stacks) => (destroyedBefore = stacks),
  });
});

describe('destroyed', () => {
  test('P4.6: every stack goes, consumers first', async () => {
    const runs = await together('destroy');

    for (const preset of presets) {
      expect([preset, runs[preset].code, runs[preset].code === 0 ? '' : runs[preset].text]).toEqual([
        preset,
        0,
        '',
      ]);
      const gone = preset === 'patient-data' ? destroyedBefore : [];
      expect(outcomesIn(runs[preset])).toEqual({
        ...everyStack(preset, 'destroyed'),
        ...Object.fromEntries(gone.map((stack) => [stack, 'unchanged'])),
      });
    }
  });

  test.each(presets)('P4.6: nothing of %s that carries a tag is left', async (preset) => {
    const left = await Promise.all(
      regionsOf(preset).map(async (region) => {
        const gone = await goneIn(region);
        return (await taggedIn(region, preset)).filter(
          ({ arn }) => !gone.has(arn.split('/').at(-1) ?? '') && !isAutomatedBackup(arn),
        );
      }),
    );

    expect(left.flat()).toEqual([]);
  });
});

/** RDS deletes its own backups with a database that leaves no final snapshot; the emulator keeps them. */
function isAutomatedBackup(arn: string): boolean {
  return /:(cluster-)?snapshot:rds:/.test(arn);
}

/** Ids of what a region still tells of though it is gone: gateways and instances that were, keys of which the days are counted. */
async function goneIn(region: string): Promise<ReadonlySet<string>> {
  const aws = new AwsClients(copy.endpoint, region);
  clients.push(aws);
  const { NatGateways = [] } = await aws.ec2.send(new DescribeNatGatewaysCommand({}));
  const { Keys = [] } = await aws.kms.send(new ListKeysCommand({}));
  const keys = await Promise.all(
    Keys.map(async ({ KeyId }) => (await aws.kms.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata),
  );
  const { Reservations = [] } = await aws.ec2.send(new DescribeInstancesCommand({}));
  const instances = Reservations.flatMap(({ Instances = [] }) => Instances);
  return new Set([
    ...instances.filter(({ State }) => State?.Name === 'terminated').map(({ InstanceId = '' }) => InstanceId),
    ...NatGateways.filter(({ State }) => State === 'deleted').map(({ NatGatewayId = '' }) => NatGatewayId),
    ...keys.filter((key) => key?.KeyState === 'PendingDeletion').map((key) => key?.KeyId ?? ''),
  ]);
}

interface Drifted {
  readonly kind: string;
  readonly type: string;
  readonly attributes: readonly { readonly path: string }[];
}

/** Whether a resource differs in nothing but what the emulator does not return. */
function isEmulators({ kind, type, attributes }: Drifted): boolean {
  return kind === 'changed' && attributes.every(({ path }) => isOfEmulator(type, attributeOf(path)));
}

/** Whether a resource would really be touched: not for what the emulator does not return alone. */
function isReal({ action, type, attributes }: DiffedResource): boolean {
  if (action !== 'change') return true;
  return attributes.some(({ path }) => !isOfEmulator(type, attributeOf(path)));
}

/** What a diff of a stack that Terraform deploys shows beside what a change is about, as `aws_vpc.main change tags`. */
function otherThan(
  { attributes: expected, replaces = [] }: RoutineChange,
  { engine, changes }: Pick<DiffedStack, 'engine' | 'changes'>,
): string[] {
  if (expected === undefined || engine !== 'cdktf') return [];
  return changes.filter(isReal).flatMap(({ action, resource, type, attributes }) => {
    if (replaces.includes(type)) return [];
    if (action !== 'change') return [`${resource} ${action}`];
    const names = attributes.map(({ path }) => attributeOf(path));
    return names
      .filter((name) => !expected.includes(name) && !isOfEmulator(type, name))
      .map((name) => `${resource} ${action} ${name}`);
  });
}

/** The attribute that a path leads into: `tags` of `tags.owner`. */
const attributeOf = (path: string) => path.replace(/[.[].*$/, '');

function regionsOf(preset: Preset): string[] {
  return [...new Set(deployments[preset].stacks().map(({ region }) => region))];
}

/**
 * Services of which the emulator can be asked what carries a tag: with a cluster of ECS that CloudFormation made it
 * cannot answer for that service, and it keeps target groups of which the stack is gone.
 */
const taggedServices = [
  'backup',
  'cloudformation:stack',
  'cloudwatch',
  'ec2',
  'elasticache',
  'elasticfilesystem',
  'elasticloadbalancing:loadbalancer',
  'events',
  'kms',
  'lambda',
  'logs',
  'rds',
  's3',
  'secretsmanager',
  'sns',
  'sqs',
  'ssm',
];

/** What carries the tag of an environment, with all its tags. */
async function taggedIn(region: string, environment: string) {
  const client = new ResourceGroupsTaggingAPIClient({
    endpoint: copy.endpoint,
    region,
    credentials: { accessKeyId: 'emulator', secretAccessKey: 'emulator' },
  });
  try {
    const TagFilters = [{ Key: 'bulkhead:environment', Values: [environment] }];
    const found: { arn: string; tags: Record<string, string> }[] = [];
    for (let PaginationToken: string | undefined, more = true; more; more = Boolean(PaginationToken)) {
      const page = await client.send(
        new GetResourcesCommand({ TagFilters, PaginationToken, ResourceTypeFilters: taggedServices }),
      );
      for (const { ResourceARN = '', Tags = [] } of page.ResourceTagMappingList ?? []) {
        found.push({
          arn: ResourceARN,
          tags: Object.fromEntries(Tags.map(({ Key = '', Value = '' }) => [Key, Value])),
        });
      }
      PaginationToken = page.PaginationToken;
    }
    return found;
  } finally {
    client.destroy();
  }
}
