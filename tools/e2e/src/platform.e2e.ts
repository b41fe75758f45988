import { DescribeStacksCommand, GetTemplateCommand } from '@aws-sdk/client-cloudformation';
import {
  DescribeNatGatewaysCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  DescribeFlowLogsCommand,
  type EC2Client,
} from '@aws-sdk/client-ec2';
import { DescribeServicesCommand, DescribeTaskDefinitionCommand } from '@aws-sdk/client-ecs';
import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { ListRolesCommand } from '@aws-sdk/client-iam';
import { DescribeKeyCommand, GetKeyRotationStatusCommand } from '@aws-sdk/client-kms';
import {
  DescribeDBClusterParametersCommand,
  DescribeDBClustersCommand,
  DescribeDBInstancesCommand,
} from '@aws-sdk/client-rds';
import { DescribeSecretCommand } from '@aws-sdk/client-secrets-manager';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type AwsClients } from './aws-clients';
import { inventory } from './inventory';
import { planDifferences, terraform, unexplainedDifferences } from './terraform-plan';
import { withCopy } from './with-copy';
import { type WorkspaceCopy } from '@bulkhead/workspace-copy';

/** One life of the platform: up, looked at, deployed again, changed, taken down. The tests build on each other. */
let copy: WorkspaceCopy;
let aws: AwsClients;

withCopy((...opened) => ([copy, aws] = opened));

const everyStack = ['app-platform/service', 'database/relational', 'network/vpc'];
const all = (outcome: string) => Object.fromEntries(everyStack.map((stack) => [stack, outcome]));
const tagsOf = (tags: { Key?: string; Value?: string }[] = []) =>
  Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));
const platformTags = (app: string, stack: string) => ({
  'bulkhead:environment': 'local',
  'bulkhead:app': app,
  'bulkhead:stack': stack,
  'bulkhead:owner': expect.stringMatching(/^@/),
  'bulkhead:cost-centre': 'platform',
  'bulkhead:data-classification': 'phi',
  'bulkhead:compliance': 'hipaa',
  'bulkhead:deployment-id': 'local',
});

test('`npm run up` deploys every stack, and says how long each took and where the database is', async () => {
  const { code, text } = await copy.run('npm', ['run', 'up']);

  expect(text).toContain(`Emulator: ${copy.endpoint}`);
  expect(copy.outcomes()).toEqual(all('deployed'));
  expect(text).toMatch(/network\/vpc@primary +deployed +\d+\.\d s +\+54/);
  expect(text).toMatch(/database\.writerEndpoint\s+\S+\.rds\.amazonaws\.com/);
  expect(code).toBe(0);
});

describe('network', () => {
  const subnets = async (key: string) =>
    (await aws.ec2.send(new DescribeSubnetsCommand({ SubnetIds: copy.outputs()[key] }))).Subnets ?? [];
  const defaultRoutes = async (client: EC2Client, subnetId: string) => {
    const filter = { Filters: [{ Name: 'association.subnet-id', Values: [subnetId] }] };
    const { RouteTables = [] } = await client.send(new DescribeRouteTablesCommand(filter));
    return RouteTables.flatMap(({ Routes = [] }) => Routes).filter(
      ({ DestinationCidrBlock }) => DestinationCidrBlock === '0.0.0.0/0',
    );
  };

  test("P5.1: the VPC is 10.0.0.0/16 and carries the platform's tags", async () => {
    const { Vpcs = [] } = await aws.ec2.send(
      new DescribeVpcsCommand({ VpcIds: [copy.outputs()['network.vpcId'] as string] }),
    );

    expect(Vpcs.map(({ CidrBlock }) => CidrBlock)).toEqual(['10.0.0.0/16']);
    expect(tagsOf(Vpcs[0]?.Tags)).toMatchObject({
      ...platformTags('network', 'vpc'),
      'bulkhead:address': expect.stringMatching(/^aws_vpc\.\w+$/),
    });
  });

  test.each([
    ['network.publicSubnetIds', ['10.0.1.0/24', '10.0.2.0/24']],
    ['network.privateSubnetIds', ['10.0.11.0/24', '10.0.12.0/24']],
    ['network.isolatedSubnetIds', ['10.0.21.0/24', '10.0.22.0/24']],
  ])(
    'P5.1: %s are one subnet a zone, in zone order, and give nobody a public address',
    async (key, cidrs) => {
      const found = await subnets(key);
      const inOrder = copy.outputs()[key]?.map((id: string) => found.find(({ SubnetId }) => SubnetId === id));

      expect(inOrder?.map((subnet) => subnet?.CidrBlock)).toEqual(cidrs);
      expect(inOrder?.map((subnet) => subnet?.AvailabilityZone)).toEqual(['us-east-1a', 'us-east-1b']);
      expect(found.every(({ MapPublicIpOnLaunch }) => MapPublicIpOnLaunch === false)).toBe(true);
    },
  );

  test('P5.1: private subnets reach out through the one NAT gateway, isolated ones not at all', async () => {
    const { NatGateways = [] } = await aws.ec2.send(new DescribeNatGatewaysCommand({}));
    const outputs = copy.outputs();

    expect(NatGateways).toHaveLength(1);
    for (const id of outputs['network.privateSubnetIds'] ?? []) {
      expect(await defaultRoutes(aws.ec2, id)).toEqual([
        expect.objectContaining({ NatGatewayId: NatGateways[0]?.NatGatewayId }),
      ]);
    }
    for (const id of outputs['network.isolatedSubnetIds'] ?? [])
      expect(await defaultRoutes(aws.ec2, id)).toEqual([]);
    for (const id of outputs['network.publicSubnetIds'] ?? []) {
      expect(await defaultRoutes(aws.ec2, id)).toEqual([
        expect.objectContaining({ GatewayId: expect.stringMatching(/^igw-/) }),
      ]);
    }
  });

  test('all traffic is logged, and the default security group lets nothing through', async () => {
    const { FlowLogs = [] } = await aws.ec2.send(new DescribeFlowLogsCommand({}));
    const byVpc = {
      Filters: [
        { Name: 'vpc-id', Values: [copy.outputs()['network.vpcId'] as string] },
        { Name: 'group-name', Values: ['default'] },
      ],
    };
    const { SecurityGroups = [] } = await aws.ec2.send(new DescribeSecurityGroupsCommand(byVpc));

    expect(FlowLogs).toEqual([
      expect.objectContaining({ TrafficType: 'ALL', ResourceId: copy.outputs()['network.vpcId'] }),
    ]);
    expect(SecurityGroups).toEqual([expect.objectContaining({ IpPermissions: [], IpPermissionsEgress: [] })]);
  });
});

describe('database', () => {
  const cluster = async () => {
    const DBClusterIdentifier = copy.outputs()['database.identifier'] as string;
    const { DBClusters = [] } = await aws.rds.send(new DescribeDBClustersCommand({ DBClusterIdentifier }));
    return DBClusters[0];
  };

  test('P5.2: Aurora PostgreSQL Serverless v2 of 0.5 to 1 ACU, 7 days of backups, its log exported', async () => {
    expect(await cluster()).toMatchObject({
      Engine: 'aurora-postgresql',
      ServerlessV2ScalingConfiguration: { MinCapacity: 0.5, MaxCapacity: 1 },
      BackupRetentionPeriod: 7,
      EnabledCloudwatchLogsExports: ['postgresql'],
      IAMDatabaseAuthenticationEnabled: true,
    });
  });

  test('P5.2: it is encrypted under a key of its own that rotates', async () => {
    const { StorageEncrypted, KmsKeyId } = (await cluster()) ?? {};
    const { KeyMetadata } = await aws.kms.send(new DescribeKeyCommand({ KeyId: KmsKeyId }));
    const { KeyRotationEnabled } = await aws.kms.send(new GetKeyRotationStatusCommand({ KeyId: KmsKeyId }));

    expect(StorageEncrypted).toBe(true);
    expect(KeyMetadata).toMatchObject({ KeyManager: 'CUSTOMER', Arn: copy.outputs()['database.keyArn'] });
    expect(KeyRotationEnabled).toBe(true);
  });

  test('P5.2: it accepts TLS only', async () => {
    const { DBClusterParameterGroup } = (await cluster()) ?? {};
    const command = new DescribeDBClusterParametersCommand({
      DBClusterParameterGroupName: DBClusterParameterGroup,
    });
    const { Parameters = [] } = await aws.rds.send(command);

    expect(Parameters.find(({ ParameterName }) => ParameterName === 'rds.force_ssl')?.ParameterValue).toBe(
      '1',
    );
  });

  test('its instances stand in two zones and are not public', async () => {
    const { DBInstances = [] } = await aws.rds.send(new DescribeDBInstancesCommand({}));

    expect(DBInstances.map(({ AvailabilityZone }) => AvailabilityZone).sort()).toEqual([
      'us-east-1a',
      'us-east-1b',
    ]);
    expect(DBInstances.every(({ PubliclyAccessible }) => PubliclyAccessible === false)).toBe(true);
  });

  test("P5.2: RDS manages the password, in a secret under the database's key", async () => {
    const secret = await aws.secrets.send(
      new DescribeSecretCommand({ SecretId: copy.outputs()['database.secretArn'] as string }),
    );

    expect(secret).toMatchObject({
      ARN: (await cluster())?.MasterUserSecret?.SecretArn,
      OwningService: 'rds',
    });
  });

  test("P5.3: its port is open to the service's security group and to nothing else", async () => {
    const outputs = copy.outputs();
    const GroupIds = [outputs['database.securityGroupId'] as string];
    const { SecurityGroups = [] } = await aws.ec2.send(new DescribeSecurityGroupsCommand({ GroupIds }));

    expect(SecurityGroups[0]?.IpPermissions).toEqual([
      expect.objectContaining({
        FromPort: 5432,
        ToPort: 5432,
        IpProtocol: 'tcp',
        IpRanges: [],
        UserIdGroupPairs: [expect.objectContaining({ GroupId: outputs['app-platform.securityGroupId'] })],
      }),
    ]);
  });
});

describe('app-platform', () => {
  const service = async () => {
    const outputs = copy.outputs();
    const { services = [] } = await aws.ecs.send(
      new DescribeServicesCommand({
        cluster: outputs['app-platform.clusterName'] as string,
        services: [outputs['app-platform.serviceName'] as string],
      }),
    );
    return services[0];
  };

  /** The template that CloudFormation has, and the values it resolved the SSM parameters to. */
  const deployed = async () => {
    const StackName = 'bulkhead-local-app-platform-service';
    const { TemplateBody = '' } = await aws.cloudformation.send(new GetTemplateCommand({ StackName }));
    const { Stacks = [] } = await aws.cloudformation.send(new DescribeStacksCommand({ StackName }));
    const { Resources } = JSON.parse(TemplateBody) as {
      Resources: Record<string, { Type: string; Properties: Record<string, unknown> }>;
    };
    const resolved = (Stacks[0]?.Parameters ?? []).map(({ ParameterKey = '', ParameterValue = '' }) => [
      ParameterKey,
      ParameterValue,
    ]);
    return {
      resources: Object.values(Resources),
      parameters: Object.fromEntries(resolved) as Record<string, string>,
    };
  };

  // The emulator's ECS starts none: how many run is a number that it would be told.
  test('P5.3: there is a service, and it wants as many containers as configured', async () => {
    expect(await service()).toMatchObject({ status: 'ACTIVE', desiredCount: 2 });
  });

  // The emulator's ECS keeps neither launch type nor network of a service that CloudFormation makes, so these two are
  // read from what CloudFormation says it deployed.
  test('P5.3: it is a Fargate service in the private subnets, with no public address', async () => {
    const { resources, parameters } = await deployed();
    const found = resources.find(({ Type }) => Type === 'AWS::ECS::Service');

    expect(found?.Properties).toMatchObject({
      LaunchType: 'FARGATE',
      NetworkConfiguration: {
        AwsvpcConfiguration: {
          Subnets: { Ref: 'ConsumeNetworkPrivateSubnetIds' },
          AssignPublicIp: 'DISABLED',
        },
      },
    });
    for (const id of copy.outputs()['network.privateSubnetIds'] ?? []) {
      expect(parameters['ConsumeNetworkPrivateSubnetIds']).toContain(id);
    }
  });

  test('P5.3: its containers read the secret by its ARN when they start, and carry no value of it', async () => {
    const { taskDefinition } = await aws.ecs.send(
      new DescribeTaskDefinitionCommand({ taskDefinition: (await service())?.taskDefinition }),
    );
    const [container] = taskDefinition?.containerDefinitions ?? [];
    const secretArn = copy.outputs()['database.secretArn'] as string;

    expect(container?.secrets).toEqual([
      { name: 'DATABASE_USERNAME', valueFrom: `${secretArn}:username::` },
      { name: 'DATABASE_PASSWORD', valueFrom: `${secretArn}:password::` },
    ]);
    expect(container?.environment?.map(({ name }) => name)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/PASSWORD/)]),
    );
    expect(container).toMatchObject({ readonlyRootFilesystem: true });
  });

  test('its log is kept for as long as configured', async () => {
    const name = copy.outputs()['app-platform.logGroupName'] as string;
    const { logGroups = [] } = await aws.logs.send(
      new DescribeLogGroupsCommand({ logGroupNamePrefix: name }),
    );

    expect(logGroups).toEqual([expect.objectContaining({ logGroupName: name, retentionInDays: 365 })]);
  });

  test("P4.5: what CDK deploys carries the platform's tags too", async () => {
    const GroupIds = [copy.outputs()['app-platform.securityGroupId'] as string];
    const { SecurityGroups = [] } = await aws.ec2.send(new DescribeSecurityGroupsCommand({ GroupIds }));

    expect(tagsOf(SecurityGroups[0]?.Tags)).toMatchObject(platformTags('app-platform', 'service'));
  });

  test('its roles trust ECS in this account only', async () => {
    const { Roles = [] } = await aws.iam.send(new ListRolesCommand({}));
    const ours = Roles.filter(({ RoleName }) => RoleName?.startsWith('bulkhead-local-app-platform-'));

    expect(ours).toHaveLength(2);
    for (const { AssumeRolePolicyDocument = '' } of ours) {
      const trust = JSON.parse(decodeURIComponent(AssumeRolePolicyDocument)) as { Statement: object[] };
      expect(trust.Statement).toEqual([
        expect.objectContaining({
          Principal: { Service: 'ecs-tasks.amazonaws.com' },
          Condition: expect.objectContaining({ StringEquals: { 'aws:SourceAccount': '123456789012' } }),
        }),
      ]);
    }
  });
});

test('nothing of the preset, untouched as it is, is taken for an addition', async () => {
  const { text } = await copy.nx('run-many -t drift -c local');
  const { stacks } = JSON.parse(copy.read('dist/drift/local.json')) as {
    stacks: { resources: { kind: string }[]; additions?: object }[];
  };

  expect(stacks.flatMap(({ resources }) => resources.filter(({ kind }) => kind === 'added'))).toEqual([]);
  expect(stacks.filter(({ additions }) => !additions)).toEqual([]);
  expect(text).not.toContain('name: added-');
});

describe('deployed again', () => {
  test('every stack is unchanged, and no engine is started', async () => {
    const { code, text } = await copy.nx('run-many -t deploy -c local', {
      variables: { PATH: withoutTerraform() },
    });

    expect(text).not.toContain('deploying');
    expect(copy.outcomes()).toEqual(all('unchanged'));
    expect(code).toBe(0);
  });

  test.each([
    ['network', 'vpc'],
    ['database', 'relational'],
  ])('the plan of %s/%s is empty, but for what the emulator does not return', async (app, stack) => {
    const differences = app === 'network' ? planDifferences : unexplainedDifferences;

    expect(await differences(copy, app, stack)).toEqual([]);
  });

  test('a second CDK deploy changes nothing', async () => {
    const before = await service();
    const { code } = await copy.nx('run app-platform:deploy -c local --force');

    expect(code).toBe(0);
    expect(copy.report()).toEqual([
      expect.objectContaining({
        outcome: 'deployed',
        reason: 'forced',
        resources: { added: 0, changed: 0, destroyed: 0 },
      }),
    ]);
    expect(await service()).toEqual(before);
  });

  test('nothing has drifted where an engine can tell, and where it cannot that is said', async () => {
    const { code, text } = await copy.nx('run-many -t drift -c local');

    expect(copy.outcomes()).toEqual({
      'app-platform/service': 'unchecked',
      'database/relational': 'done',
      'network/vpc': 'done',
    });
    expect(text).toContain(
      "app-platform/service@primary  unchecked: not looked at: the emulator's CloudFormation has no drift detection",
    );
    expect(text).toMatch(/database\/relational@primary {2}in-sync: no drift in \d+ resources/);
    expect(code).toBe(0);
  });

  async function service(): Promise<unknown> {
    const outputs = copy.outputs();
    const { services = [] } = await aws.ecs.send(
      new DescribeServicesCommand({
        cluster: outputs['app-platform.clusterName'] as string,
        services: [outputs['app-platform.serviceName'] as string],
      }),
    );
    return { taskDefinition: services[0]?.taskDefinition, createdAt: services[0]?.createdAt };
  }

  function withoutTerraform(): string {
    const hasEngine = (folder: string) =>
      ['terraform', 'tofu'].some((name) => existsSync(join(folder, name)));
    return (process.env['PATH'] ?? '')
      .split(delimiter)
      .filter((folder) => !hasEngine(folder))
      .join(delimiter);
  }
});

test('`npx nx affected -t deploy` after a change to the database runs it and what consumes it, never the network', async () => {
  copy.edit(
    'libs/data/src/relational/postgresql-parameters.ts',
    "'log_min_duration_statement', '1000'",
    "'log_min_duration_statement', '2000'",
  );
  copy.commit('log slower statements only');
  const { code, text } = await copy.nx('affected -t deploy --base=HEAD~1');

  expect(copy.outcomes()).toEqual({ 'app-platform/service': 'unchanged', 'database/relational': 'deployed' });
  expect(text).not.toContain('network');
  expect(code).toBe(0);
});

test('a dry run says what would be deployed and why, and deploys nothing', async () => {
  const file = 'libs/network/src/regional-network.ts';
  const before = copy.read(file);
  copy.edit(file, "encrypts: 'VPC flow logs'", "encrypts: 'Flow logs'");
  const { code, text } = await copy.nx('run-many -t deploy -c local --dry-run');
  copy.write(file, before);

  expect(copy.outcomes()).toEqual({
    'app-platform/service': 'pending',
    'database/relational': 'pending',
    'network/vpc': 'pending',
  });
  expect(text).toMatch(/network\/vpc@primary {2}pending in \S+ s: cdk\.tf\.json differs/);
  expect(text).toMatch(
    /database\/relational@primary {2}pending in \S+ s: reads what network\/vpc@primary would publish/,
  );
  expect(code).toBe(0);
});

test('a deploy that would take away what a deployed stack reads is refused, with its readers', async () => {
  const file = 'libs/contracts/src/network/network.ts';
  const before = copy.read(file);
  copy.edit(file, "  vpcId: parameter(/vpc-[0-9a-f]+/, 'Id of the regional VPC'),\n", '');
  const { code, text } = await copy.nx('run network:deploy -c local');
  copy.write(file, before);

  expect(copy.outcomes()).toEqual({ 'network/vpc': 'refused' });
  expect(text).toContain(
    '/bulkhead/local/network/vpcId would be removed; read by app-platform/service@primary, database/relational@primary',
  );
  expect(code).not.toBe(0);
});

test('P5.1: a zone that would be taken from the database is refused, with who is in its subnets', async () => {
  const file = 'libs/config/src/presets/saas.ts';
  const before = copy.read(file);
  copy.edit(file, "regionPlan('us-east-1', 'ab', '10.0')", "regionPlan('us-east-1', 'ac', '10.0')");
  const { code, text } = await copy.nx('run network:deploy -c local');
  copy.write(file, before);
  const isolated = { SubnetIds: copy.outputs()['network.isolatedSubnetIds'] };
  const { Subnets = [] } = await aws.ec2.send(new DescribeSubnetsCommand(isolated));

  expect(copy.outcomes()).toEqual({ 'network/vpc': 'refused' });
  expect(text).toMatch(
    /destroy aws_subnet\.\S*isolated\S*us-east-1b\S* \(subnet-\w+\), in use by database\/relational@primary/,
  );
  expect(text).toMatch(
    /destroy aws_subnet\.\S*private\S*us-east-1b\S* \(subnet-\w+\), in use by app-platform\/service@primary/,
  );
  expect(text).toContain("put the zone and its networks back into the environment's availabilityZones");
  expect(text).toContain('(SubnetInUse)');
  expect(Subnets.map(({ AvailabilityZone }) => AvailabilityZone).sort()).toEqual([
    'us-east-1a',
    'us-east-1b',
  ]);
  expect(code).not.toBe(0);
});

describe('a stack that is renamed', () => {
  const files = [
    ...['settings', 'presets', 'problems', 'addresses'].map(
      (file) => `libs/config/src/apps/network/${file}.ts`,
    ),
    'libs/config/src/apps/dr-region/regional-settings.ts',
    'apps/network/src/main.ts',
    'apps/network/project.json',
  ];
  /** Gives `network/vpc` another name, everywhere that it is said; `manifest` goes into its manifest. */
  const rename = (manifest: string) => {
    for (const file of files) {
      const text = copy
        .read(file)
        .replace(/\{ vpc:/g, '{ main:')
        .replace('vpc: vpcSchema', 'main: vpcSchema')
        .replace('{ vpc, transit }', '{ main: vpc, transit }')
        .replace(/\bnetwork\.vpc\b/g, 'network.main')
        .replace(/'network', 'vpc'/g, "'network', 'main'")
        .replace(
          "vpc: async () => (await import('./vpc-stack",
          "main: async () => (await import('./vpc-stack",
        )
        .replace('"vpc": { "engine"', `"main": { ${manifest}"engine"`);
      copy.write(file, text);
    }
  };
  const vpcs = async () => {
    const { Vpcs = [] } = await aws.ec2.send(
      new DescribeVpcsCommand({ Filters: [{ Name: 'tag:bulkhead:app', Values: ['network'] }] }),
    );
    return Vpcs.map(({ VpcId, Tags }) => ({ id: VpcId, stack: tagsOf(Tags)['bulkhead:stack'] }));
  };
  const terraformIds = async (stack: string) => {
    const { resources } = JSON.parse(await terraform(copy, 'network', stack, ['state', 'pull'])) as {
      resources: { mode: string; type: string; name: string; instances: { attributes: { id: string } }[] }[];
    };
    return resources
      .filter(({ mode }) => mode === 'managed')
      .map(({ type, name, instances }) => `${type}.${name} ${instances[0]?.attributes.id}`);
  };
  let before: Map<string, string>;

  beforeAll(() => {
    before = new Map(files.map((file) => [file, copy.read(file)]));
  });

  test('is not made a second time, and both ways on are said', async () => {
    rename('');
    const found = await vpcs();
    const { code, text } = await copy.nx('run network:deploy -c local');

    expect(copy.outcomes()).toEqual({ 'network/main': 'refused' });
    expect(text).toContain('(AlreadyPublished)');
    expect(text).toContain('"formerly": "vpc" in metadata.stacks.main');
    expect(await vpcs()).toEqual(found);
    expect(code).not.toBe(0);
  });

  test('keeps every resource where its manifest says how it was called', async () => {
    copy.edit('apps/network/project.json', '"main": { ', '"main": { "formerly": "vpc", ');
    const ids = await terraformIds('vpc');
    const [vpc] = await vpcs();
    const diff = await copy.succeed('run network:diff -c local');
    expect(diff).toMatch(/network\/main@primary {2}\d+ to change: it takes over network\/vpc@primary/);

    await copy.succeed('run network:deploy -c local');
    expect(copy.outcomes()).toEqual({ 'network/main': 'deployed' });
    expect(copy.report()[0]?.resources).toMatchObject({ added: 0, destroyed: 0 });
    expect(await terraformIds('main')).toEqual(ids);
    expect(await vpcs()).toEqual([{ id: vpc?.id, stack: 'main' }]);
    expect(await copy.succeed('run-many -t deploy -c local')).not.toContain(
      'that the configuration of local',
    );
    expect(new Set(Object.values(copy.outcomes()))).toEqual(new Set(['unchanged']));
  });

  test('is renamed back the same way', async () => {
    const [vpc] = await vpcs();
    for (const [file, text] of before) copy.write(file, text);
    copy.edit('apps/network/project.json', '"vpc": { "engine"', '"vpc": { "formerly": ["main"], "engine"');
    await copy.succeed('run network:deploy -c local');

    expect(await vpcs()).toEqual([{ id: vpc?.id, stack: 'vpc' }]);
  });
});

describe('a stack that is taken out of the environment', () => {
  const file = 'libs/config/src/apps/app-platform/presets.ts';
  const said = 'app-platform/service@primary in us-east-1 by CloudFormation';
  const next = 'npx nx run-many -t destroy -c local --orphans=app-platform/service@primary';
  let before: string;

  beforeAll(() => {
    before = copy.read(file);
    copy.edit(file, '  saas: { service: saasService },\n', '');
  });
  const serviceStacks = async () => {
    const { Stacks = [] } = await aws.cloudformation.send(new DescribeStacksCommand({}));
    return Stacks.filter(({ StackName }) => StackName === 'bulkhead-local-app-platform-service');
  };

  test.each(['deploy', 'diff', 'drift'])('is listed by %s', async (verb) => {
    const { code, text } = await copy.nx(`run-many -t ${verb} -c local`);

    expect(text).toContain(said);
    expect(text).toContain(`next: ${next}`);
    expect(JSON.parse(copy.read('dist/runs/latest.json'))).toMatchObject({
      orphans: [{ app: 'app-platform', stack: 'service', engine: 'cdk', why: 'removed' }],
    });
    // What stands beside the configuration is drift, and no fault of a deploy.
    expect(code === 0).toBe(verb !== 'drift');
  });

  test('keeps the database that it reads', async () => {
    const { code, text } = await copy.nx('run database:destroy -c local');

    expect(text).toContain('app-platform/service@primary depends on database/relational@primary');
    expect(text).toContain(`next: ${next}`);
    expect(code).not.toBe(0);
  });

  test('is destroyed with the command that is printed, and nothing else is', async () => {
    await copy.succeed(next.replace('npx nx ', ''));

    expect(copy.outcomes()).toEqual({ 'app-platform/service': 'destroyed' });
    expect(await serviceStacks()).toEqual([]);
    expect(await copy.succeed('run bulkhead:orphans -c local')).toContain('No stack stands');
  });

  test('leaves a Terraform stack to be destroyed without its code, when that is taken out as well', async () => {
    const databases = 'libs/config/src/apps/database/presets.ts';
    const withDatabase = copy.read(databases);
    copy.write(databases, withDatabase.replace(/ {2}saas: \{[^]*?\n {2}\},\n/, ''));
    const { code, text } = await copy.nx('run network:destroy -c local');
    expect(text).toContain('database/relational@primary depends on network/vpc@primary');
    expect(code).not.toBe(0);
    await copy.succeed('run bulkhead:orphans -c local --destroy');
    const { DBClusters = [] } = await aws.rds.send(new DescribeDBClustersCommand({}));

    expect(copy.outcomes()).toEqual({ 'database/relational': 'destroyed' });
    expect(DBClusters).toEqual([]);
    const left = Object.values(await inventory(aws)).flat();
    // The emulator's CloudFormation leaves ECS clusters and services, whatever destroys their stack.
    expect(left.filter((line) => /database|relational/.test(line))).toEqual([]);
    copy.write(file, before);
    copy.write(databases, withDatabase);
    await copy.succeed('run-many -t deploy -c local');
  });
});

test('`npm run down` destroys every stack, consumers first', async () => {
  const { code, text } = await copy.run('npx', ['nx', 'run-many', '-t', 'destroy', '-c', 'local']);
  const { Vpcs = [] } = await aws.ec2.send(
    new DescribeVpcsCommand({ Filters: [{ Name: 'tag:bulkhead:app', Values: ['network'] }] }),
  );
  const { DBClusters = [] } = await aws.rds.send(new DescribeDBClustersCommand({}));

  expect(copy.outcomes()).toEqual(all('destroyed'));
  expect(text.indexOf('app-platform/service@primary  destroyed')).toBeLessThan(
    text.indexOf('database/relational@primary  destroyed'),
  );
  expect([Vpcs, DBClusters]).toEqual([[], []]);
  expect(code).toBe(0);
});
