import { templateOf } from '@bulkhead/cdk/testing';
import { cacheVersions } from '@bulkhead/config';
import { missingTags } from '@bulkhead/tagging';
import { App } from 'aws-cdk-lib/core';
import { ServiceStack } from './service-stack';
import {
  attribute,
  type Attributes,
  consumed,
  contextOf,
  ec2Asg,
  ecsEc2,
  groupOf,
  type IdentifiedResource,
  joined,
  named,
  one,
  type Overrides,
  permissionsOf,
  propertiesOf,
  resourcesOf,
  roleOf,
  statementsOf,
  synthesize,
  type Template,
  withSettings,
} from './synthesized-service';

const ingressType = 'AWS::EC2::SecurityGroupIngress';
const logGroupType = 'AWS::Logs::LogGroup';
const logNames: [string, string][] = [
  ['the log of the containers', '/bulkhead/test/app-platform/service'],
  // WAF requires this prefix.
  ['the log of requests', 'aws-waf-logs-bulkhead-test-app-platform'],
  // ECS decides the name.
  ['the log of Container Insights', '/aws/ecs/containerinsights/bulkhead-test-app-platform/performance'],
];
const logOf = (template: Template, name: string) => named(template, logGroupType, 'LogGroupName', name);
const containerLogOf = (template: Template) => logOf(template, '/bulkhead/test/app-platform/service');
const containerOf = (template: Template): Attributes => {
  const containers = propertiesOf(template, 'AWS::ECS::TaskDefinition')[
    'ContainerDefinitions'
  ] as Attributes[];
  expect(containers).toHaveLength(1);
  return containers[0] ?? {};
};
/** The rule that lets the application in at the database. */
const databaseAccessOf = (template: Template) =>
  one(
    {
      ...template,
      Resources: Object.fromEntries(
        resourcesOf(template, ingressType).filter(([, { Properties }]) =>
          JSON.stringify(Properties['GroupId']).includes('ConsumeDatabase'),
        ),
      ),
    },
    ingressType,
  );

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
        SecurityGroups: [attribute(groupOf(template), 'GroupId')],
        AssignPublicIp: 'DISABLED',
      },
    });
  });

  test('P1.4: runs two containers, never fewer during a deployment, and rolls back a failed deployment', () => {
    expect(service.Properties['DesiredCount']).toBe(2);
    expect(service.Properties['DeploymentConfiguration']).toEqual({
      MinimumHealthyPercent: 100,
      MaximumPercent: 200,
      DeploymentCircuitBreaker: { Enable: true, Rollback: true },
    });
  });

  test('containers return to a zone after an outage', () => {
    expect(service.Properties['AvailabilityZoneRebalancing']).toBe('ENABLED');
  });

  test('P1.4: Container Insights watches the cluster, down to the container', () => {
    expect(propertiesOf(template, 'AWS::ECS::Cluster')['ClusterSettings']).toEqual([
      { Name: 'containerInsights', Value: 'enhanced' },
    ]);
  });

  test('nobody gets a shell in a container, unless the environment says so', () => {
    expect(service.Properties['EnableExecuteCommand']).toBe(false);
    expect(propertiesOf(template, 'AWS::ECS::Cluster')).not.toHaveProperty('Configuration');
    expect(permissionsOf(roleOf(template, 'task')).map(({ Sid }) => Sid)).not.toContain('SessionChannels');
  });

  test('P1.7: is registered with the load balancer, and a container has a minute to start', () => {
    expect(service.Properties).toMatchObject({
      LoadBalancers: [
        {
          ContainerName: containerOf(template)['Name'],
          ContainerPort: 80,
          TargetGroupArn: { Ref: one(template, 'AWS::ElasticLoadBalancingV2::TargetGroup').id },
        },
      ],
      HealthCheckGracePeriodSeconds: 60,
    });
    const listeners = resourcesOf(template, 'AWS::ElasticLoadBalancingV2::Listener').map(([id]) => id);
    expect(service.DependsOn).toEqual(expect.arrayContaining(listeners));
  });

  test.each([
    [90, 90],
    [1200, 300],
  ])(
    'an application that needs %d s to start has at least that long before health checks count',
    (startSeconds, startPeriod) => {
      const slow = synthesize(withSettings({ startSeconds }));
      expect(propertiesOf(slow, 'AWS::ECS::Service')['HealthCheckGracePeriodSeconds']).toBe(startSeconds);
      expect(containerOf(slow)['HealthCheck']).toMatchObject({ StartPeriod: startPeriod });
    },
  );

  test('starts no container before the database lets it in, and is deleted before the access is', () => {
    expect(service.DependsOn).toContain(databaseAccessOf(template).id);
  });

  test('its size and image are those of the environment', () => {
    const larger = synthesize(
      withSettings({
        image: 'registry.example/app:2.1',
        cpu: 1024,
        memory: 4096,
        desiredCount: 5,
        containerPort: 8080,
        healthPath: '/live',
        command: ['serve', '--verbose'],
      }),
    );
    expect(propertiesOf(larger, 'AWS::ECS::Service')['DesiredCount']).toBe(5);
    expect(propertiesOf(larger, 'AWS::ECS::TaskDefinition')).toMatchObject({ Cpu: '1024', Memory: '4096' });
    expect(containerOf(larger)).toMatchObject({
      Image: 'registry.example/app:2.1',
      PortMappings: [{ ContainerPort: 8080, Protocol: 'tcp' }],
      HealthCheck: { Command: ['CMD-SHELL', 'curl -fsS http://127.0.0.1:8080/live || exit 1'] },
      Command: ['serve', '--verbose'],
    });
  });
});

describe('P5.3: a container', () => {
  const template = synthesize();
  const task = propertiesOf(template, 'AWS::ECS::TaskDefinition');
  const container = containerOf(template);

  test('P1.4: nginx, pinned by version, as a Fargate task', () => {
    expect(task).toMatchObject({ RequiresCompatibilities: ['FARGATE'], NetworkMode: 'awsvpc' });
    expect(container['Image']).toMatch(/\/nginx:\d+\.\d+\.\d+$/);
    expect(container['Essential']).toBe(true);
  });

  test('writes only to the folders that nginx needs', () => {
    expect(container['ReadonlyRootFilesystem']).toBe(true);
    expect(container).not.toHaveProperty('Privileged');
    const mounts = container['MountPoints'] as Attributes[];
    expect(mounts.map(({ ContainerPath }) => ContainerPath)).toEqual([
      '/var/cache/nginx',
      '/var/run',
      '/tmp',
    ]);
    // These volumes belong to the task alone: they use no path of a host and no file system of another task.
    expect(task['Volumes']).toEqual(mounts.map(({ SourceVolume }) => ({ Name: SourceVolume })));
    expect(mounts.every(({ ReadOnly }) => ReadOnly === false)).toBe(true);
  });

  test('has a health check that does not depend on the database', () => {
    expect(container['HealthCheck']).toMatchObject({
      Command: ['CMD-SHELL', 'curl -fsS http://127.0.0.1:80/ || exit 1'],
    });
  });

  test('gets the addresses of the database and its secret, and verifies the certificate of the database', () => {
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
  ])('%s is read from the secret when the container starts: the template has only the ARN', (name, field) => {
    expect(container['Secrets']).toHaveLength(2);
    expect(container['Secrets']).toContainEqual({
      Name: name,
      ValueFrom: { 'Fn::Join': ['', [consumed('Database', 'SecretArn'), `:${field}::`]] },
    });
  });

  test('logs to the encrypted group, and keeps running when logging fails', () => {
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

describe('P5.3: allowed connections', () => {
  const template = synthesize();
  const group = groupOf(template);
  const databasePort = {
    IpProtocol: 'tcp',
    FromPort: consumed('Database', 'Port'),
    ToPort: consumed('Database', 'Port'),
  };

  test("into the database: only the service's group on the database's port", () => {
    expect(databaseAccessOf(template).Properties).toEqual({
      Description: 'From bulkhead-test-app-platform-service',
      GroupId: consumed('Database', 'SecurityGroupId'),
      SourceSecurityGroupId: attribute(group, 'GroupId'),
      ...databasePort,
    });
  });

  test('out of the containers: only HTTPS and the database', () => {
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

  test('into the containers: only the load balancer, on the port of the container', () => {
    expect(group.Properties).toMatchObject({ VpcId: consumed('Network', 'VpcId') });
    expect(group.Properties).not.toHaveProperty('SecurityGroupIngress');
    const rules = resourcesOf(template, ingressType).map(([, { Properties }]) => Properties);
    expect(rules.filter(({ GroupId }) => JSON.stringify(GroupId).includes(group.id))).toEqual([
      {
        Description: 'From bulkhead-test-app-platform-load-balancer',
        GroupId: attribute(group, 'GroupId'),
        SourceSecurityGroupId: attribute(groupOf(template, 'load-balancer'), 'GroupId'),
        IpProtocol: 'tcp',
        FromPort: 80,
        ToPort: 80,
      },
    ]);
  });

  test('P4.3: HTTP and DNS only if the environment says so, and DNS only within the VPC', () => {
    const wider = synthesize(withSettings({ egress: ['https', 'http', 'dns'] }));
    const rules = groupOf(wider).Properties['SecurityGroupEgress'] as Attributes[];
    expect(
      rules.map(({ IpProtocol, FromPort, ToPort, CidrIp }) => [IpProtocol, FromPort, ToPort, CidrIp]),
    ).toEqual([
      ['tcp', 443, 443, '0.0.0.0/0'],
      ['tcp', 80, 80, '0.0.0.0/0'],
      ['udp', 53, 53, consumed('Network', 'VpcCidr')],
      ['tcp', 53, 53, consumed('Network', 'VpcCidr')],
      ['tcp', consumed('Database', 'Port'), consumed('Database', 'Port'), undefined],
    ]);
  });

  test('descriptions fit the limits of EC2 on length and characters, even with the longest environment name', () => {
    const longest = synthesize({ name: 'a'.repeat(20) });
    const groups = resourcesOf(longest, 'AWS::EC2::SecurityGroup').map(([, { Properties }]) => Properties);
    const rules = [
      ...groups.flatMap(({ SecurityGroupEgress, SecurityGroupIngress }) => [
        ...((SecurityGroupEgress ?? []) as Attributes[]),
        ...((SecurityGroupIngress ?? []) as Attributes[]),
      ]),
      ...resourcesOf(longest, ingressType).map(([, { Properties }]) => Properties),
    ];
    const descriptions = [
      ...groups.map(({ GroupDescription }) => GroupDescription),
      ...rules.map(({ Description }) => Description),
    ];
    expect(descriptions).toHaveLength(9);
    for (const description of descriptions)
      expect(description).toMatch(/^[a-zA-Z0-9. _\-:/()#,@[\]+=&;{}!$*]{1,255}$/);
  });
});

describe('P2.9, P4.4: the roles', () => {
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

  test('the execution role reads one secret and writes one log', () => {
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

  test('the task role may only read that secret again, because a rotation changes it', () => {
    expect(permissionsOf(roleOf(template, 'task'))).toEqual(readOneSecret);
  });

  test.each(['execution', 'task'])(
    'only ECS tasks of this account and region can assume the %s role',
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

  test('the task starts with the execution role and runs with the task role', () => {
    const idOf = (role: Attributes) =>
      Object.entries(template.Resources).find(([, { Properties }]) => Properties === role)?.[0] ?? '';
    expect(propertiesOf(template, 'AWS::ECS::TaskDefinition')).toMatchObject({
      ExecutionRoleArn: attribute({ id: idOf(execution) }, 'Arn'),
      TaskRoleArn: attribute({ id: idOf(roleOf(template, 'task')) }, 'Arn'),
    });
  });

  const statementsIn = (of: Template) =>
    resourcesOf(of, 'AWS::IAM::Role').flatMap(([, { Properties }]) => permissionsOf(Properties));

  /** Statements for every resource, because their actions support none: channels, endpoints and names of logs. */
  const everywhere = {
    SessionChannels: { StringEquals: { 'aws:RequestedRegion': { Ref: 'AWS::Region' } } },
    FindSessionLog: undefined,
    FindAgentEndpoint: undefined,
    ReadTags: { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } },
    // A metric has no ARN. The namespace limits the statement instead.
    ReportMemory: { StringEquals: { 'cloudwatch:namespace': 'Bulkhead/AppPlatform' } },
  };

  test.each<[string, Overrides, (keyof typeof everywhere)[]]>([
    ['fargate', {}, []],
    ['fargate with a shell', withSettings({ shell: true }), ['FindSessionLog', 'SessionChannels']],
    ['ecs-ec2', ecsEc2(), ['FindAgentEndpoint', 'ReadTags', 'SessionChannels']],
    [
      'ecs-ec2 with a shell',
      ecsEc2({ shell: true }),
      ['FindAgentEndpoint', 'FindSessionLog', 'ReadTags', 'SessionChannels', 'SessionChannels'],
    ],
    ['ec2-asg', ec2Asg(), ['ReportMemory', 'SessionChannels']],
  ])('on %s, only these statements are for every resource: %j', (_, overrides, sids) => {
    const wide = statementsIn(synthesize(overrides)).filter(({ Resource }) =>
      [Resource].flat().includes('*'),
    );

    expect(wide.map(({ Sid }) => Sid).sort()).toEqual(sids);
    for (const { Sid, Condition } of wide)
      expect(Condition).toEqual(everywhere[Sid as keyof typeof everywhere]);
  });

  test('every statement of a role has a Sid, and no wildcard action or resource', () => {
    const statements = statementsIn(template);
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

  test('are those of the containers, of requests and of Container Insights', () => {
    expect(resourcesOf(template, logGroupType)).toHaveLength(logNames.length);
  });

  test.each(logNames)(
    'P1.8: %s is encrypted with the key of the logs and kept as long as the environment says',
    (_, name) => {
      expect(logOf(template, name).Properties).toMatchObject({
        RetentionInDays: 365,
        KmsKeyId: attribute(key, 'Arn'),
      });
      const sevenYears = synthesize(withSettings({ logRetentionDays: 2557 }));
      expect(logOf(sevenYears, name).Properties['RetentionInDays']).toBe(2557);
    },
  );

  test('the log group of Container Insights exists before ECS would create its own', () => {
    expect(one(template, 'AWS::ECS::Cluster').DependsOn).toEqual([logOf(template, 'containerinsights').id]);
  });

  test('the key rotates, and takes 30 days to delete', () => {
    expect(key.Properties).toMatchObject({ EnableKeyRotation: true, PendingWindowInDays: 30 });
    expect(propertiesOf(template, 'AWS::KMS::Alias')).toEqual({
      AliasName: 'alias/bulkhead-test-app-platform-log',
      TargetKeyId: { Ref: key.id },
    });
  });

  test('pitfall 9: only CloudWatch Logs of the region may use the key, and only for these log groups', () => {
    const statements = statementsOf(key.Properties['KeyPolicy']);
    expect(statements.map(({ Sid }) => Sid)).toEqual(['AccountAdministration', 'CloudWatchLogs']);
    expect(statements[1]).toMatchObject({
      Principal: { Service: 'logs.us-east-1.amazonaws.com' },
      Condition: {
        ArnLike: {
          'kms:EncryptionContext:aws:logs:arn': logNames.map(
            ([, name]) => `arn:aws:logs:us-east-1:123456789012:log-group:${name}`,
          ),
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
  const stateful: [string, (template: Template) => IdentifiedResource][] = [
    ...logNames.map(([what, name]): [string, (template: Template) => IdentifiedResource] => [
      what,
      (template) => logOf(template, name),
    ]),
    ['their key', (template) => one(template, 'AWS::KMS::Key')],
    ['the bucket of access logs', (template) => one(template, 'AWS::S3::Bucket')],
  ];
  const stackOf = (isProtected: boolean) =>
    new ServiceStack(new App(), contextOf({ protected: isProtected }));

  test.each(stateful)('protected: %s outlives the stack, but not a failed first deploy', (_, resourceOf) => {
    expect(resourceOf(synthesize({ protected: true }))).toMatchObject({
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  });

  test.each(stateful)('P4.6: unprotected, %s goes with the stack', (_, resourceOf) => {
    expect(resourceOf(synthesize({ protected: false }))).toMatchObject({
      DeletionPolicy: 'Delete',
      UpdateReplacePolicy: 'Delete',
    });
  });

  test('P4.6: a stack can be deleted only when its environment allows it', () => {
    expect(stackOf(true).terminationProtection).toBe(true);
    expect(stackOf(false).terminationProtection).toBe(false);
  });

  test('unprotected, the stack is otherwise the same', () => {
    const withoutProtection = (template: Template) =>
      Object.entries(template.Resources).map(([id, { Type, Properties, DependsOn }]) => ({
        id,
        Type,
        Properties: {
          ...Properties,
          LoadBalancerAttributes: (Properties['LoadBalancerAttributes'] as Attributes[] | undefined)?.filter(
            ({ Key }) => Key !== 'deletion_protection.enabled',
          ),
        },
        DependsOn,
      }));
    expect(withoutProtection(synthesize({ protected: false }))).toEqual(
      withoutProtection(synthesize({ protected: true })),
    );
  });
});

describe('P3.10, P4.5: tags', () => {
  const template = synthesize();
  /** CloudFormation supports no tags for these types. */
  const untaggable = [
    ingressType,
    'AWS::KMS::Alias',
    'AWS::S3::BucketPolicy',
    'AWS::WAFv2::LoggingConfiguration',
    'AWS::WAFv2::WebACLAssociation',
    // A listener is part of the load balancer, which has tags. cfn-lint knows no tags for a listener.
    'AWS::ElasticLoadBalancingV2::Listener',
  ];
  /** The only type here whose tags are a map. */
  const taggedByMap = 'AWS::SSM::Parameter';
  const taggable = Object.entries(template.Resources).filter(([, { Type }]) => !untaggable.includes(Type));

  test.each(taggable)(
    '%s has tags for the owner, the cost centre and the data class',
    (_, { Type, Properties }) => {
      const tags = Properties['Tags'] as Attributes;
      expect(Array.isArray(tags)).toBe(Type !== taggedByMap);
      const byKey = Array.isArray(tags)
        ? Object.fromEntries((tags as Attributes[]).map(({ Key, Value }) => [Key, Value]))
        : tags;
      expect(missingTags(byKey)).toEqual([]);
      expect(byKey).toMatchObject({ 'bulkhead:app': 'app-platform', 'bulkhead:stack': 'service' });
    },
  );

  test('tasks copy the tags of the service', () => {
    expect(propertiesOf(template, 'AWS::ECS::Service')).toMatchObject({
      PropagateTags: 'SERVICE',
      EnableECSManagedTags: true,
    });
  });
});

describe('P1.5, P1.6: the cache and the file system, if the environment has them', () => {
  const cache = {
    type: 'valkey',
    engineVersion: cacheVersions.valkey[0],
    nodeType: 'cache.t4g.small',
    nodes: 2,
    automaticFailover: true,
    snapshotRetentionDays: 7,
    logRetentionDays: 365,
  };
  const database = { cache, 'file-system': { throughput: 'elastic', infrequentAccessAfterDays: 30 } };
  const withStores = (overrides: Overrides) => {
    const { apps } = overrides as { apps?: object };
    return { ...overrides, apps: { ...apps, database } } as Overrides;
  };
  const template = synthesize(withStores({}));
  const peers = [
    ['Cache', consumed('Cache', 'Port')],
    ['FileSystem', 2049],
  ] as const;

  test.each(peers)(
    'the %s lets the application in on its port, and the application may connect to it',
    (peer, port) => {
      const ports = { IpProtocol: 'tcp', FromPort: port, ToPort: port };
      const group = consumed(peer, 'SecurityGroupId');
      expect(groupOf(template).Properties['SecurityGroupEgress']).toContainEqual(
        expect.objectContaining({ ...ports, DestinationSecurityGroupId: group }),
      );
      expect(resourcesOf(template, ingressType).map(([, { Properties }]) => Properties)).toContainEqual(
        expect.objectContaining({
          ...ports,
          GroupId: group,
          SourceSecurityGroupId: attribute(groupOf(template), 'GroupId'),
        }),
      );
    },
  );

  test('pitfall 8: the file system is mounted over TLS, with the task role, through the access point', () => {
    const task = propertiesOf(template, 'AWS::ECS::TaskDefinition');
    expect(task['Volumes']).toContainEqual({
      Name: 'shared',
      EFSVolumeConfiguration: {
        FilesystemId: consumed('FileSystem', 'FileSystemId'),
        TransitEncryption: 'ENABLED',
        AuthorizationConfig: { AccessPointId: consumed('FileSystem', 'AccessPointId'), IAM: 'ENABLED' },
      },
    });
    expect(containerOf(template)['MountPoints']).toContainEqual({
      SourceVolume: 'shared',
      ContainerPath: '/mnt/shared',
      ReadOnly: false,
    });
  });

  test('on an instance it is mounted the same way', () => {
    const { UserData } = propertiesOf(synthesize(withStores(ec2Asg())), 'AWS::EC2::LaunchTemplate')[
      'LaunchTemplateData'
    ] as Attributes;
    expect(joined(UserData)).toContain(
      'efs _netdev,noresvport,tls,iam,accesspoint=${ConsumeFileSystemAccessPointId} 0 0',
    );
  });

  test.each<[string, Overrides]>([
    ['task', {}],
    ['instance', ec2Asg()],
  ])(
    'the role of the %s may mount the file system over TLS, and connect to the cache as its user',
    (role, overrides) => {
      const statements = permissionsOf(roleOf(synthesize(withStores(overrides)), role));
      expect(statements.find(({ Sid }) => Sid === 'MountFileSystem')).toMatchObject({
        Action: ['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite'],
        Resource: consumed('FileSystem', 'FileSystemArn'),
        Condition: {
          StringEquals: { 'elasticfilesystem:AccessPointArn': consumed('FileSystem', 'AccessPointArn') },
          Bool: { 'aws:SecureTransport': 'true' },
        },
      });
      expect(statements.find(({ Sid }) => Sid === 'ConnectToCache')).toMatchObject({
        Action: 'elasticache:Connect',
        Resource: [consumed('Cache', 'ReplicationGroupArn'), consumed('Cache', 'UserArn')],
      });
    },
  );

  test('the application gets the address of the cache and its user name', () => {
    expect(containerOf(template)['Environment']).toEqual(
      expect.arrayContaining([
        { Name: 'CACHE_HOST', Value: consumed('Cache', 'PrimaryEndpoint') },
        { Name: 'CACHE_READER_HOST', Value: consumed('Cache', 'ReaderEndpoint') },
        { Name: 'CACHE_PORT', Value: consumed('Cache', 'Port') },
        { Name: 'CACHE_USER', Value: consumed('Cache', 'UserName') },
      ]),
    );
  });

  test('an environment without them reads neither contract', () => {
    expect(JSON.stringify(synthesize())).not.toMatch(/ConsumeCache|ConsumeFileSystem|\/mnt\/shared/);
  });
});

describe('the contracts', () => {
  const context = contextOf();
  const template = templateOf(ServiceStack, context).toJSON() as Template;
  const paths = context.exchanged.consumes.map(({ path }) => path);

  test('the stack reads only the values that it needs, with one subnet for each zone', () => {
    context.requireEverythingDeclaredUsed();
    expect(paths).toEqual([
      '/bulkhead/test/certificate/arn',
      '/bulkhead/test/database/databaseName',
      '/bulkhead/test/database/port',
      '/bulkhead/test/database/readerEndpoint',
      '/bulkhead/test/database/secretArn',
      '/bulkhead/test/database/secretKeyArn',
      '/bulkhead/test/database/securityGroupId',
      '/bulkhead/test/database/writerEndpoint',
      '/bulkhead/test/network/privateSubnetIds',
      '/bulkhead/test/network/publicSubnetIds',
      '/bulkhead/test/network/vpcId',
    ]);
    for (const subnets of ['privateSubnetIds', 'publicSubnetIds']) {
      expect(context.exchanged.consumes.find(({ key }) => key === subnets)).toMatchObject({ length: 2 });
    }
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

  test('values are passed on only through SSM parameters', () => {
    expect(template).not.toHaveProperty('Outputs');
    expect(JSON.stringify(template)).not.toMatch(/"Export"|Fn::ImportValue|Fn::GetStackOutput/);
  });

  test('P3.10: the template has no secret, and no reference that CloudFormation resolves to a secret', () => {
    expect(JSON.stringify(template)).not.toMatch(/\{\{resolve:|SecretString|NoEcho/);
  });

  const loadBalancer = one(template, 'AWS::ElasticLoadBalancingV2::LoadBalancer');
  const targetGroup = one(template, 'AWS::ElasticLoadBalancingV2::TargetGroup');
  const partOf = ({ id }: { id: string }, separator: string, index: number) => ({
    'Fn::Select': [index, { 'Fn::Split': [separator, { Ref: id }] }],
  });
  const published: [string, unknown][] = [
    ['loadBalancerDnsName', attribute(loadBalancer, 'DNSName')],
    ['loadBalancerZoneId', 'Z35SXDOTRQ7X7K'],
    ['loadBalancerFullName', partOf(loadBalancer, ':loadbalancer/', 1)],
    ['targetGroupFullName', partOf(targetGroup, ':', 5)],
    ['scalingTarget', 'service/bulkhead-test-app-platform/bulkhead-test-app-platform'],
    ['clusterName', { Ref: one(template, 'AWS::ECS::Cluster').id }],
    ['serviceName', attribute(one(template, 'AWS::ECS::Service'), 'Name')],
    ['securityGroupId', attribute(groupOf(template), 'GroupId')],
    ['logGroupName', { Ref: containerLogOf(template).id }],
    ['requestLogGroupName', { Ref: logOf(template, 'aws-waf-logs-').id }],
    ['webAclMetricName', 'app-platform'],
  ];

  const given = (of: Template, key: string) =>
    named(of, 'AWS::SSM::Parameter', 'Name', `/bulkhead/test/app-platform/${key}`).Properties;

  test.each(published)('`app-platform` publishes %s', (key, value) => {
    expect(resourcesOf(template, 'AWS::SSM::Parameter')).toHaveLength(published.length + 1);
    expect(given(template, key)).toMatchObject({ Type: 'String', Value: value });
  });

  test.each<[string, Overrides, string[]]>([
    ['fargate', {}, ['/service', 'aws-waf-logs-', 'containerinsights']],
    [
      'fargate with a shell',
      withSettings({ shell: true }),
      ['/service', 'aws-waf-logs-', 'containerinsights', '/sessions'],
    ],
    ['ec2-asg', ec2Asg(), ['/service', 'aws-waf-logs-']],
  ])('`app-platform` publishes every log group, on %s', (_, overrides, names) => {
    const there = synthesize(overrides);
    const refs = names.map((name) => ({ Ref: logOf(there, name).id }));
    expect(resourcesOf(there, logGroupType)).toHaveLength(names.length);
    expect(given(there, 'allLogGroupNames')).toMatchObject({
      Type: 'StringList',
      Value: { 'Fn::Join': [',', refs] },
    });
  });
});

describe.each<[string, Overrides]>([
  ['fargate', {}],
  ['fargate that scales', withSettings({ scaling: { max: 8, cpuPercent: 60, memoryPercent: 70 } })],
  ['ecs-ec2', ecsEc2()],
  ['ec2-asg', ec2Asg()],
])('wherever it is deployed, on %s', (_, overrides) => {
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
  /** Values that differ by region in AWS: the account that writes load balancer logs, and the hosted zone. */
  const ofRegion: readonly (readonly [string, string])[] = [
    ['us-west-2', 'us-east-1'],
    ['797873946194', '127311923021'],
    ['Z1H1FL5HABSF5', 'Z35SXDOTRQ7X7K'],
  ];
  /** Globally unique names end in a hash of the region. */
  const withoutHashes = (text: string) => text.replace(/(access-logs)-[0-9a-f]{8}/g, '$1');
  /** The DR region's stacks that a service there needs. */
  const standby = {
    database: { relational: { global: {} }, credentials: { masterPasswordVersion: 1 } },
    'dr-region': { network: { natGateways: 1 }, relational: { instances: 1 } },
  };
  const templates = (settings: object) =>
    (['primary', 'dr'] as const).map((role) => {
      const { service } = (overrides as { apps?: { 'app-platform': { service: object } } }).apps?.[
        'app-platform'
      ] ?? { service: {} };
      const apps = { 'app-platform': { service: { ...service, ...settings } }, ...standby };
      const over = { apps, regions: { dr } } as Overrides;
      return withoutHashes(JSON.stringify(synthesize(over, role), undefined, 1));
    });

  test('P1.4: the DR region has the configuration of the primary one, and names no other region', () => {
    const [primary, standby = ''] = templates({});
    expect(standby).not.toContain('us-east-1');
    expect(ofRegion.reduce((text, [there, here]) => text.replaceAll(there, here), standby)).toBe(primary);
  });

  test('P1.4: the settings for the DR region change only the container count', () => {
    const [primary = '', standby = ''] = templates({ dr: { desiredCount: 1 } });
    const here = primary.split('\n');
    const there = ofRegion.reduce((text, [from, to]) => text.replaceAll(from, to), standby).split('\n');
    const different = here.flatMap((line, index) =>
      line === there[index] ? [] : [line.trim().replace(/^"(\w+)".*/, '$1')],
    );
    expect(there).toHaveLength(here.length);
    expect(different.length).toBeGreaterThan(0);
    expect(
      different.filter(
        (name) =>
          ![
            'DesiredCount',
            'MinCapacity',
            'DesiredCapacity',
            'MinSize',
            'Count',
            'MinInstancesInService',
          ].includes(name),
      ),
    ).toEqual([]);
  });

  test('pitfall 25: the longest environment name stays within the limits of IAM and load balancers', () => {
    const longest = synthesize({ ...overrides, name: 'a'.repeat(20) });
    const names = resourcesOf(longest, 'AWS::IAM::Role').map(
      ([, { Properties }]) => Properties['RoleName'] as string,
    );
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[\w+=,.@-]{1,64}$/);
    expect(propertiesOf(longest, 'AWS::ElasticLoadBalancingV2::LoadBalancer')['Name']).toMatch(
      /^[\w-]{1,32}$/,
    );
  });

  test('P3.11: two syntheses are equal byte for byte', () => {
    expect(JSON.stringify(synthesize(overrides))).toBe(JSON.stringify(synthesize(overrides)));
  });

  test('the emulator gets the same stack as AWS, except for the known omissions', () => {
    const notThere =
      /^AWS::(ApplicationAutoScaling|WAFv2|AutoScaling::ScalingPolicy|CloudWatch::Alarm|ECS::(ClusterC|C)apacityProvider|S3::BucketPolicy)/;
    const cannotTag = ['AWS::KMS::Key', 'AWS::SSM::Parameter'];
    const certificateArns = { primary: `arn:aws:acm:us-east-1:123456789012:certificate/${'0'.repeat(36)}` };
    const { service } = (overrides as { apps?: { 'app-platform': { service: object } } }).apps?.[
      'app-platform'
    ] ?? { service: {} };
    const over = withSettings({ ...service, loadBalancer: { certificateArns } });
    const aws = synthesize(over);
    for (const [id, resource] of Object.entries(aws.Resources)) {
      if (cannotTag.includes(resource.Type)) delete resource.Properties['Tags'];
      const there = resource.DependsOn?.filter((other) => !notThere.test(aws.Resources[other]?.Type ?? ''));
      if (there) aws.Resources[id] = { ...resource, DependsOn: there.length > 0 ? there : undefined };
    }
    for (const [id, { Type }] of Object.entries(aws.Resources))
      if (notThere.test(Type)) delete aws.Resources[id];
    expect(synthesize({ ...over, target: 'emulator' })).toEqual(aws);
  });
});
