import { join } from 'node:path';
import { templateOf } from '@bulkhead/cdk/testing';
import { type EnvironmentDefinition, type RegionRole } from '@bulkhead/config';
import { testContext } from '@bulkhead/stack/testing';
import { missingTags } from '@bulkhead/tagging';
import { App } from 'aws-cdk-lib/core';
import { ServiceStack } from './service-stack';

type Overrides = Partial<EnvironmentDefinition>;
type Attributes = Record<string, unknown>;

interface Resource {
  readonly Type: string;
  readonly Properties: Attributes;
  readonly DependsOn?: string[];
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}
interface IdentifiedResource extends Resource {
  readonly id: string;
}
interface Template {
  readonly Parameters: Record<string, { Type: string; Default: string }>;
  readonly Resources: Record<string, Resource>;
}
interface Statement {
  readonly Sid: string;
  readonly Action: string | string[];
  readonly Resource: unknown;
}

const contextOf = (overrides: Overrides = {}, role?: RegionRole) =>
  testContext(join(__dirname, '..'), 'service', overrides, role);
const synthesize = (overrides: Overrides = {}, role?: RegionRole) =>
  templateOf(ServiceStack, contextOf(overrides, role)).toJSON() as Template;
const withSettings = (service: object): Overrides => ({ apps: { 'app-platform': { service } } }) as Overrides;

const resourcesOf = ({ Resources }: Template, type: string) =>
  Object.entries(Resources).filter(([, { Type }]) => Type === type);
const only = (found: [string, Resource][]): IdentifiedResource => {
  expect(found).toHaveLength(1);
  const [id, resource] = found[0] as [string, Resource];
  return { id, ...resource };
};
const one = (template: Template, type: string) => only(resourcesOf(template, type));
const propertiesOf = (template: Template, type: string) => one(template, type).Properties;
const logGroupOf = (template: Template, name: string) =>
  only(
    resourcesOf(template, logGroupType).filter(([, { Properties }]) => Properties['LogGroupName'] === name),
  );
const containerLogName = '/bulkhead/test/app-platform/service';
const containerLogOf = (template: Template) => logGroupOf(template, containerLogName);
/** ECS decides the name. */
const insightsLogNameOf = (template: Template) =>
  `/aws/ecs/containerinsights/${String(propertiesOf(template, 'AWS::ECS::Cluster')['ClusterName'])}/performance`;
const insightsLogOf = (template: Template) => logGroupOf(template, insightsLogNameOf(template));
const logs: [string, (template: Template) => IdentifiedResource][] = [
  ['the log of the containers', containerLogOf],
  ['the log of Container Insights', insightsLogOf],
];
const containerOf = (template: Template): Attributes => {
  const containers = propertiesOf(template, 'AWS::ECS::TaskDefinition')[
    'ContainerDefinitions'
  ] as Attributes[];
  expect(containers).toHaveLength(1);
  return containers[0] ?? {};
};
/** The role of which the name contains a word: `execution` or `task`. */
const roleOf = (template: Template, word: string): Attributes => {
  const roles = resourcesOf(template, 'AWS::IAM::Role').filter(([, { Properties }]) =>
    String(Properties['RoleName']).includes(`-${word}-`),
  );
  expect(roles).toHaveLength(1);
  return roles[0]?.[1].Properties ?? {};
};
const statementsOf = (policy: unknown) => (policy as { Statement: Statement[] }).Statement;
/** Statements of the policies that a role carries. */
const permissionsOf = (role: Attributes): Statement[] =>
  ((role['Policies'] ?? []) as Attributes[]).flatMap(({ PolicyDocument }) => statementsOf(PolicyDocument));

const consumed = (contract: string, key: string) => ({ Ref: `Consume${contract}${key}` });
const attribute = ({ id }: { id: string }, name: string) => ({ 'Fn::GetAtt': [id, name] });
const securityGroupType = 'AWS::EC2::SecurityGroup';
const ingressType = 'AWS::EC2::SecurityGroupIngress';
const logGroupType = 'AWS::Logs::LogGroup';

describe('P5.3: the service', () => {
  const template = synthesize();
  const service = one(template, 'AWS::ECS::Service');

  test('runs on Fargate, in the private subnets, without public addresses', () => {
    expect(service.Properties).toMatchObject({
      LaunchType: 'FARGATE',
      Cluster: attribute(one(template, 'AWS::ECS::Cluster'), 'Arn'),
      TaskDefinition: { Ref: one(template, 'AWS::ECS::TaskDefinition').id },
    });
    expect(service.Properties['NetworkConfiguration']).toEqual({
      AwsvpcConfiguration: {
        Subnets: consumed('Network', 'PrivateSubnetIds'),
        SecurityGroups: [attribute(one(template, securityGroupType), 'GroupId')],
        AssignPublicIp: 'DISABLED',
      },
    });
  });

  test('P1.4: two containers, never fewer during a deployment, which is taken back when it does not come up', () => {
    expect(service.Properties['DesiredCount']).toBe(2);
    expect(service.Properties['DeploymentConfiguration']).toEqual({
      MinimumHealthyPercent: 100,
      MaximumPercent: 200,
      DeploymentCircuitBreaker: { Enable: true, Rollback: true },
    });
  });

  test('containers return to a zone that was lost', () => {
    expect(service.Properties['AvailabilityZoneRebalancing']).toBe('ENABLED');
  });

  test('P1.4: Container Insights watches the cluster, down to the container', () => {
    expect(propertiesOf(template, 'AWS::ECS::Cluster')['ClusterSettings']).toEqual([
      { Name: 'containerInsights', Value: 'enhanced' },
    ]);
  });

  test('nobody gets a shell in a container', () => {
    expect(service.Properties['EnableExecuteCommand']).toBe(false);
  });

  test('starts no container before the database lets it in, and is gone before it no longer does', () => {
    expect(service.DependsOn).toContain(one(template, ingressType).id);
  });

  test('its size and image are those of the environment', () => {
    const larger = synthesize(
      withSettings({
        image: 'registry.example/app:2.1',
        cpu: 1024,
        memory: 4096,
        desiredCount: 5,
        containerPort: 8080,
      }),
    );
    expect(propertiesOf(larger, 'AWS::ECS::Service')['DesiredCount']).toBe(5);
    expect(propertiesOf(larger, 'AWS::ECS::TaskDefinition')).toMatchObject({ Cpu: '1024', Memory: '4096' });
    expect(containerOf(larger)).toMatchObject({
      Image: 'registry.example/app:2.1',
      PortMappings: [{ ContainerPort: 8080, Protocol: 'tcp' }],
      HealthCheck: { Command: ['CMD-SHELL', 'curl -fsS http://127.0.0.1:8080/ || exit 1'] },
    });
  });
});

describe('P5.3: what a container is', () => {
  const template = synthesize();
  const task = propertiesOf(template, 'AWS::ECS::TaskDefinition');
  const container = containerOf(template);

  test('P1.4: nginx, pinned by version, as a Fargate task', () => {
    expect(task).toMatchObject({ RequiresCompatibilities: ['FARGATE'], NetworkMode: 'awsvpc' });
    expect(container['Image']).toMatch(/\/nginx:\d+\.\d+\.\d+$/);
    expect(container['Essential']).toBe(true);
  });

  test('writes to the folders nginx needs and to nothing else', () => {
    expect(container['ReadonlyRootFilesystem']).toBe(true);
    expect(container).not.toHaveProperty('Privileged');
    const mounts = container['MountPoints'] as Attributes[];
    expect(mounts.map(({ ContainerPath }) => ContainerPath)).toEqual([
      '/var/cache/nginx',
      '/var/run',
      '/tmp',
    ]);
    // Volumes of the task alone: no path of a host, no file system that another task sees.
    expect(task['Volumes']).toEqual(mounts.map(({ SourceVolume }) => ({ Name: SourceVolume })));
    expect(mounts.every(({ ReadOnly }) => ReadOnly === false)).toBe(true);
  });

  test('is healthy by itself, whatever the database does', () => {
    expect(container['HealthCheck']).toMatchObject({
      Command: ['CMD-SHELL', 'curl -fsS http://127.0.0.1:80/ || exit 1'],
    });
  });

  test('is told where the database and its secret are, and to check that it is the database', () => {
    expect(container['Environment']).toEqual([
      { Name: 'DATABASE_HOST', Value: consumed('Database', 'WriterEndpoint') },
      { Name: 'DATABASE_READER_HOST', Value: consumed('Database', 'ReaderEndpoint') },
      { Name: 'DATABASE_PORT', Value: consumed('Database', 'Port') },
      { Name: 'DATABASE_NAME', Value: consumed('Database', 'DatabaseName') },
      { Name: 'DATABASE_SECRET_ARN', Value: consumed('Database', 'SecretArn') },
      { Name: 'PGSSLMODE', Value: 'verify-full' },
    ]);
  });

  test.each([
    ['DATABASE_USERNAME', 'username'],
    ['DATABASE_PASSWORD', 'password'],
  ])('%s is read from the secret when the container starts: the template has its ARN only', (name, field) => {
    expect(container['Secrets']).toHaveLength(2);
    expect(container['Secrets']).toContainEqual({
      Name: name,
      ValueFrom: { 'Fn::Join': ['', [consumed('Database', 'SecretArn'), `:${field}::`]] },
    });
  });

  test('logs to the encrypted group, and runs on when logging does not', () => {
    expect(container['LogConfiguration']).toMatchObject({
      LogDriver: 'awslogs',
      Options: {
        'awslogs-group': { Ref: containerLogOf(template).id },
        'awslogs-region': 'us-east-1',
        mode: 'non-blocking',
      },
    });
  });
});

describe('P5.3: what may connect', () => {
  const template = synthesize();
  const group = one(template, securityGroupType);
  const databasePort = {
    IpProtocol: 'tcp',
    FromPort: consumed('Database', 'Port'),
    ToPort: consumed('Database', 'Port'),
  };

  test("into the database: the service's group on the database's port, and nothing else", () => {
    expect(propertiesOf(template, ingressType)).toEqual({
      Description: 'From bulkhead-test-app-platform-service',
      GroupId: consumed('Database', 'SecurityGroupId'),
      SourceSecurityGroupId: attribute(group, 'GroupId'),
      ...databasePort,
    });
  });

  test('out of the containers: HTTPS and the database, and nothing else', () => {
    expect(group.Properties['SecurityGroupEgress']).toEqual([
      {
        Description: expect.any(String),
        IpProtocol: 'tcp',
        FromPort: 443,
        ToPort: 443,
        CidrIp: '0.0.0.0/0',
      },
      {
        Description: expect.any(String),
        DestinationSecurityGroupId: consumed('Database', 'SecurityGroupId'),
        ...databasePort,
      },
    ]);
    expect(resourcesOf(template, 'AWS::EC2::SecurityGroupEgress')).toEqual([]);
  });

  test('into the containers: nothing', () => {
    expect(group.Properties).toMatchObject({ VpcId: consumed('Network', 'VpcId') });
    expect(group.Properties).not.toHaveProperty('SecurityGroupIngress');
  });

  test('descriptions are short and of the characters EC2 takes, in an environment with the longest name', () => {
    const longest = synthesize({ name: 'a'.repeat(20) });
    const { GroupDescription, SecurityGroupEgress } = propertiesOf(longest, securityGroupType);
    const rules = [...(SecurityGroupEgress as Attributes[]), propertiesOf(longest, ingressType)];
    for (const description of [GroupDescription, ...rules.map(({ Description }) => Description)])
      expect(description).toMatch(/^[a-zA-Z0-9. _\-:/()#,@[\]+=&;{}!$*]{1,255}$/);
  });
});

describe('P2.9, P4.4: what may be done', () => {
  const template = synthesize();
  const execution = roleOf(template, 'execution');
  const readOneSecret = [
    {
      Sid: 'ReadSecret',
      Effect: 'Allow',
      Action: 'secretsmanager:GetSecretValue',
      Resource: consumed('Database', 'SecretArn'),
    },
    {
      Sid: 'DecryptSecret',
      Effect: 'Allow',
      Action: 'kms:Decrypt',
      Resource: consumed('Database', 'SecretKeyArn'),
      Condition: {
        StringEquals: {
          'kms:ViaService': 'secretsmanager.us-east-1.amazonaws.com',
          'kms:EncryptionContext:SecretARN': consumed('Database', 'SecretArn'),
        },
      },
    },
  ];

  test('what starts a container reads one secret and writes one log', () => {
    expect(permissionsOf(execution)).toEqual([
      {
        Sid: 'WriteLog',
        Effect: 'Allow',
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: attribute(containerLogOf(template), 'Arn'),
      },
      ...readOneSecret,
    ]);
  });

  test('what runs in it reads that secret again, since a rotation changes it, and does nothing else', () => {
    expect(permissionsOf(roleOf(template, 'task'))).toEqual(readOneSecret);
  });

  test.each(['execution', 'task'])(
    'the %s role is assumed by ECS tasks of this account and region only',
    (word) => {
      const role = roleOf(template, word);
      expect(statementsOf(role['AssumeRolePolicyDocument'])).toEqual([
        {
          Sid: 'AssumedByTasks',
          Effect: 'Allow',
          Principal: { Service: 'ecs-tasks.amazonaws.com' },
          Action: 'sts:AssumeRole',
          Condition: {
            StringEquals: { 'aws:SourceAccount': '123456789012' },
            ArnLike: { 'aws:SourceArn': 'arn:aws:ecs:us-east-1:123456789012:*' },
          },
        },
      ]);
      expect(role).not.toHaveProperty('ManagedPolicyArns');
    },
  );

  test('the task uses the one to start and the other to run', () => {
    const idOf = (role: Attributes) =>
      Object.entries(template.Resources).find(([, { Properties }]) => Properties === role)?.[0] ?? '';
    expect(propertiesOf(template, 'AWS::ECS::TaskDefinition')).toMatchObject({
      ExecutionRoleArn: attribute({ id: idOf(execution) }, 'Arn'),
      TaskRoleArn: attribute({ id: idOf(roleOf(template, 'task')) }, 'Arn'),
    });
  });

  test('every statement of a role has a Sid, and none a wildcard action or resource', () => {
    const statements = resourcesOf(template, 'AWS::IAM::Role').flatMap(([, { Properties }]) =>
      permissionsOf(Properties),
    );
    for (const { Sid, Action, Resource } of statements) {
      expect(Sid).toMatch(/^[A-Za-z0-9]+$/);
      expect(Resource).toEqual(expect.any(Object));
      expect(JSON.stringify([Action, Resource])).not.toContain('*');
    }
    expect(resourcesOf(template, 'AWS::IAM::Policy')).toEqual([]);
  });
});

describe('the logs', () => {
  const template = synthesize();
  const key = one(template, 'AWS::KMS::Key');

  test('are those of the containers and of Container Insights, and no other', () => {
    expect(resourcesOf(template, logGroupType)).toHaveLength(logs.length);
  });

  test.each(logs)(
    'P1.8: %s is encrypted by their key and kept as long as the environment says',
    (_, logOf) => {
      expect(logOf(template).Properties).toMatchObject({
        RetentionInDays: 365,
        KmsKeyId: attribute(key, 'Arn'),
      });
      const sevenYears = synthesize(withSettings({ logRetentionDays: 2557 }));
      expect(logOf(sevenYears).Properties['RetentionInDays']).toBe(2557);
    },
  );

  test('the log of Container Insights is there before ECS would make its own', () => {
    expect(one(template, 'AWS::ECS::Cluster').DependsOn).toEqual([insightsLogOf(template).id]);
  });

  test('the key rotates, and takes 30 days to delete', () => {
    expect(key.Properties).toMatchObject({ EnableKeyRotation: true, PendingWindowInDays: 30 });
    expect(propertiesOf(template, 'AWS::KMS::Alias')).toEqual({
      AliasName: 'alias/bulkhead-test-app-platform-log',
      TargetKeyId: { Ref: key.id },
    });
  });

  test('pitfall 9: CloudWatch Logs of the region may use the key for these log groups only', () => {
    const statements = statementsOf(key.Properties['KeyPolicy']);
    expect(statements.map(({ Sid }) => Sid)).toEqual(['AccountAdministration', 'CloudWatchLogs']);
    expect(statements[1]).toMatchObject({
      Principal: { Service: 'logs.us-east-1.amazonaws.com' },
      Condition: {
        ArnLike: {
          'kms:EncryptionContext:aws:logs:arn': [
            `arn:aws:logs:us-east-1:123456789012:log-group:${containerLogName}`,
            `arn:aws:logs:us-east-1:123456789012:log-group:${insightsLogNameOf(template)}`,
          ],
        },
      },
    });
  });

  test('P3.7: the account administers the key without being able to decrypt', () => {
    const [administration] = statementsOf(key.Properties['KeyPolicy']);
    expect(administration?.Action).toContain('kms:PutKeyPolicy');
    expect(administration?.Action).not.toContain('kms:*');
    expect(JSON.stringify(administration?.Action)).not.toMatch(/crypt|DataKey|CreateGrant/i);
  });
});

describe('protection', () => {
  const stateful: typeof logs = [...logs, ['their key', (template) => one(template, 'AWS::KMS::Key')]];
  const stackOf = (isProtected: boolean) =>
    new ServiceStack(new App(), contextOf({ protected: isProtected }));

  test.each(stateful)(
    'protected: %s outlives the stack, but not a first deploy that failed',
    (_, resourceOf) => {
      expect(resourceOf(synthesize({ protected: true }))).toMatchObject({
        DeletionPolicy: 'RetainExceptOnCreate',
        UpdateReplacePolicy: 'Retain',
      });
    },
  );

  test.each(stateful)('P4.6: unprotected, %s goes with the stack', (_, resourceOf) => {
    expect(resourceOf(synthesize({ protected: false }))).toMatchObject({
      DeletionPolicy: 'Delete',
      UpdateReplacePolicy: 'Delete',
    });
  });

  test('P4.6: a stack can be deleted when its environment allows it, and cannot when it does not', () => {
    expect(stackOf(true).terminationProtection).toBe(true);
    expect(stackOf(false).terminationProtection).toBe(false);
  });

  test('unprotected, the stack is otherwise the same', () => {
    const withoutProtection = (template: Template) =>
      Object.entries(template.Resources).map(([id, { Type, Properties, DependsOn }]) => ({
        id,
        Type,
        Properties,
        DependsOn,
      }));
    expect(withoutProtection(synthesize({ protected: false }))).toEqual(
      withoutProtection(synthesize({ protected: true })),
    );
  });
});

describe('P3.10, P4.5: tags', () => {
  const template = synthesize();
  /** CloudFormation has no tags for them. */
  const untaggable = [ingressType, 'AWS::KMS::Alias'];
  /** The one type here that takes its tags as a map. */
  const taggedByMap = 'AWS::SSM::Parameter';
  const taggable = Object.entries(template.Resources).filter(([, { Type }]) => !untaggable.includes(Type));

  test.each(taggable)('%s says who owns it, who pays and what it holds', (_, { Type, Properties }) => {
    const tags = Properties['Tags'] as Attributes;
    expect(Array.isArray(tags)).toBe(Type !== taggedByMap);
    const byKey = Array.isArray(tags)
      ? Object.fromEntries((tags as Attributes[]).map(({ Key, Value }) => [Key, Value]))
      : tags;
    expect(missingTags(byKey)).toEqual([]);
    expect(byKey).toMatchObject({ 'bulkhead:app': 'app-platform', 'bulkhead:stack': 'service' });
  });

  test('tasks take them over from the service', () => {
    expect(propertiesOf(template, 'AWS::ECS::Service')).toMatchObject({
      PropagateTags: 'SERVICE',
      EnableECSManagedTags: true,
    });
  });
});

describe('the contracts', () => {
  const context = contextOf();
  const template = templateOf(ServiceStack, context).toJSON() as Template;
  const paths = context.exchanged.consumes.map(({ path }) => path);

  test('the stack reads what it needs to run and to reach the database, and a subnet per zone', () => {
    context.requireEverythingDeclaredUsed();
    expect(paths).toEqual([
      '/bulkhead/test/database/databaseName',
      '/bulkhead/test/database/port',
      '/bulkhead/test/database/readerEndpoint',
      '/bulkhead/test/database/secretArn',
      '/bulkhead/test/database/secretKeyArn',
      '/bulkhead/test/database/securityGroupId',
      '/bulkhead/test/database/writerEndpoint',
      '/bulkhead/test/network/privateSubnetIds',
      '/bulkhead/test/network/vpcId',
    ]);
    expect(context.exchanged.consumes.find(({ key }) => key === 'privateSubnetIds')).toMatchObject({
      length: 2,
    });
  });

  test('pitfall 27: every value is a parameter that CloudFormation resolves at the deploy, and is used', () => {
    const parameters = Object.entries(template.Parameters).filter(([id]) => id !== 'BootstrapVersion');
    expect(parameters.map(([, { Default }]) => Default).sort()).toEqual(paths);
    const resources = JSON.stringify(template.Resources);
    for (const [id, { Type }] of parameters) {
      expect(Type).toMatch(/^AWS::SSM::Parameter::Value<(String|List<String>)>$/);
      expect(resources).toContain(JSON.stringify({ Ref: id }));
    }
  });

  test('nothing is passed on but through SSM parameters', () => {
    expect(template).not.toHaveProperty('Outputs');
    expect(JSON.stringify(template)).not.toMatch(/"Export"|Fn::ImportValue|Fn::GetStackOutput/);
  });

  test('P3.10: the template holds no secret, and nothing that CloudFormation would resolve into one', () => {
    expect(JSON.stringify(template)).not.toMatch(/\{\{resolve:|SecretString|NoEcho/);
  });

  const published: [string, unknown][] = [
    ['clusterName', { Ref: one(template, 'AWS::ECS::Cluster').id }],
    ['serviceName', attribute(one(template, 'AWS::ECS::Service'), 'Name')],
    ['securityGroupId', attribute(one(template, securityGroupType), 'GroupId')],
    ['logGroupName', { Ref: containerLogOf(template).id }],
  ];

  test.each(published)('`app-platform` gives %s', (key, value) => {
    const parameters = resourcesOf(template, 'AWS::SSM::Parameter').map(([, { Properties }]) => Properties);
    expect(parameters).toHaveLength(published.length);
    expect(parameters.find(({ Name }) => Name === `/bulkhead/test/app-platform/${key}`)).toMatchObject({
      Type: 'String',
      Value: value,
    });
  });
});

describe('wherever it is deployed', () => {
  const dr = {
    name: 'us-west-2',
    cidr: '10.1.0.0/16',
    availabilityZones: ['a', 'b'].map((letter, index) => ({
      name: `us-west-2${letter}`,
      public: `10.1.${1 + index}.0/24`,
      private: `10.1.${11 + index}.0/24`,
      isolated: `10.1.${21 + index}.0/24`,
    })),
  };

  test('P1.4: the DR region has the configuration of the primary one, and names no other region', () => {
    const [primary, standby] = (['primary', 'dr'] as const).map((role) =>
      JSON.stringify(synthesize({ regions: { dr } } as Overrides, role)),
    );
    expect(standby).not.toContain('us-east-1');
    expect(standby?.replaceAll('us-west-2', 'us-east-1')).toBe(primary);
  });

  test('pitfall 25: the longest environment name stays within what IAM takes', () => {
    const names = resourcesOf(synthesize({ name: 'a'.repeat(20) }), 'AWS::IAM::Role').map(
      ([, { Properties }]) => Properties['RoleName'] as string,
    );
    expect(new Set(names).size).toBe(2);
    for (const name of names) expect(name).toMatch(/^[\w+=,.@-]{1,64}$/);
  });

  test('P3.11: two synths are equal to the byte', () => {
    expect(JSON.stringify(synthesize())).toBe(JSON.stringify(synthesize()));
  });

  test('the emulator gets the stack of AWS, without the tags of keys and parameters', () => {
    const cannotTag = ['AWS::KMS::Key', 'AWS::SSM::Parameter'];
    const aws = synthesize();
    for (const { Type, Properties } of Object.values(aws.Resources))
      if (cannotTag.includes(Type)) delete Properties['Tags'];
    expect(synthesize({ target: 'emulator' })).toEqual(aws);
  });
});
