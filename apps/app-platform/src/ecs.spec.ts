import {
  attribute,
  type Attributes,
  consumed,
  contextOf,
  ecsEc2,
  groupOf,
  joined,
  named,
  one,
  permissionsOf,
  propertiesOf,
  resourcesOf,
  roleOf,
  statementsOf,
  synthesize,
  type Template,
  withSettings,
} from './synthesized-service';

const instanceData = (template: Template) =>
  propertiesOf(template, 'AWS::EC2::LaunchTemplate')['LaunchTemplateData'] as Attributes;

describe('P1.4: scaling', () => {
  const scaling = { max: 8, cpuPercent: 60, memoryPercent: 70, requestsPerTarget: 900 };
  const template = synthesize(withSettings({ scaling }));
  const target = one(template, 'AWS::ApplicationAutoScaling::ScalableTarget');
  const policies = resourcesOf(template, 'AWS::ApplicationAutoScaling::ScalingPolicy').map(
    ([, { Properties }]) => Properties['TargetTrackingScalingPolicyConfiguration'] as Attributes,
  );

  test('stays between the desired count and the maximum of the environment', () => {
    expect(target.Properties).toMatchObject({
      ServiceNamespace: 'ecs',
      ResourceId: 'service/bulkhead-test-app-platform/bulkhead-test-app-platform',
      ScalableDimension: 'ecs:service:DesiredCount',
      MinCapacity: 2,
      MaxCapacity: 8,
    });
    expect(target.DependsOn).toContain(one(template, 'AWS::ECS::Service').id);
  });

  test('sets the count: a deploy does not reset it, and without scaling the environment sets it', () => {
    expect(propertiesOf(template, 'AWS::ECS::Service')).not.toHaveProperty('DesiredCount');
    expect(propertiesOf(synthesize(), 'AWS::ECS::Service')['DesiredCount']).toBe(2);
  });

  test('follows CPU, memory and requests', () => {
    expect(
      policies.map(({ TargetValue, PredefinedMetricSpecification }) => [
        (PredefinedMetricSpecification as Attributes)['PredefinedMetricType'],
        TargetValue,
      ]),
    ).toEqual([
      ['ECSServiceAverageCPUUtilization', 60],
      ['ECSServiceAverageMemoryUtilization', 70],
      ['ALBRequestCountPerTarget', 900],
    ]);
  });

  test('counts the requests of the one target group', () => {
    const { ResourceLabel } = policies[2]?.['PredefinedMetricSpecification'] as Attributes;
    const text = JSON.stringify(ResourceLabel);
    for (const type of ['LoadBalancer', 'TargetGroup'])
      expect(text).toContain(one(template, `AWS::ElasticLoadBalancingV2::${type}`).id);
  });

  test('removes containers five times slower than it adds them', () => {
    for (const policy of policies)
      expect(policy).toMatchObject({ ScaleOutCooldown: 60, ScaleInCooldown: 300 });
  });

  test('counts requests only if the environment sets a target, and exists only if the environment has it', () => {
    const { max, cpuPercent, memoryPercent } = scaling;
    const without = synthesize(withSettings({ scaling: { max, cpuPercent, memoryPercent } }));
    expect(resourcesOf(without, 'AWS::ApplicationAutoScaling::ScalingPolicy')).toHaveLength(2);
    expect(resourcesOf(synthesize(), 'AWS::ApplicationAutoScaling::ScalableTarget')).toEqual([]);
  });

  test.each([
    [{ desiredCount: 9 }, 'desiredCount: 9 — allowed: at most 8 (scaling.max)'],
    [{ dr: { desiredCount: 9 } }, 'dr.desiredCount: 9 — allowed: at most 8 (scaling.max)'],
  ])('%j is refused', (over, message) => {
    expect(() => contextOf(withSettings({ scaling, ...over }))).toThrow(message);
  });
});

describe('P1.4: a shell in a container', () => {
  const template = synthesize(withSettings({ shell: true }));
  const key = named(template, 'AWS::KMS::Key', 'Description', 'Sessions');
  const log = named(template, 'AWS::Logs::LogGroup', 'LogGroupName', '/sessions');

  test('is encrypted by a key of its own, and recorded in an encrypted log', () => {
    expect(propertiesOf(template, 'AWS::ECS::Cluster')['Configuration']).toEqual({
      ExecuteCommandConfiguration: {
        KmsKeyId: attribute(key, 'Arn'),
        Logging: 'OVERRIDE',
        LogConfiguration: { CloudWatchLogGroupName: { Ref: log.id }, CloudWatchEncryptionEnabled: true },
      },
    });
    expect(propertiesOf(template, 'AWS::ECS::Service')['EnableExecuteCommand']).toBe(true);
    expect(log.Properties['KmsKeyId']).toEqual(
      attribute(named(template, 'AWS::KMS::Key', 'Description', 'Logs'), 'Arn'),
    );
  });

  test('can be opened by people whom IAM allows, and decrypted by the task, only for sessions in containers', () => {
    const forSessions = { StringLike: { 'kms:EncryptionContext:aws:ssm:TargetId': 'ecs:*' } };
    const { RoleName } = roleOf(template, 'task');
    expect(statementsOf(key.Properties['KeyPolicy']).slice(1)).toMatchObject([
      {
        Principal: { AWS: `arn:aws:iam::123456789012:role/${String(RoleName)}` },
        Action: ['kms:Decrypt'],
        Condition: forSessions,
      },
      {
        Principal: { AWS: ['arn:aws:iam::123456789012:root'] },
        Action: ['kms:GenerateDataKey'],
        Condition: forSessions,
      },
    ]);
    expect(key.DependsOn).toContain(named(template, 'AWS::IAM::Role', 'RoleName', '-task-').id);
  });

  test('the task may open channels, and may write only to the log of sessions', () => {
    const statements = permissionsOf(roleOf(template, 'task'));
    expect(statements.map(({ Sid }) => Sid)).toEqual([
      'ReadSecret',
      'DecryptSecret',
      'SessionChannels',
      'RecordSessions',
      'FindSessionLog',
    ]);
    expect(statements.find(({ Sid }) => Sid === 'RecordSessions')?.Resource).toEqual(attribute(log, 'Arn'));
  });

  test('has writable folders, because the root of the container stays read-only', () => {
    const [container] = propertiesOf(template, 'AWS::ECS::TaskDefinition')[
      'ContainerDefinitions'
    ] as Attributes[];
    expect(container).toMatchObject({
      ReadonlyRootFilesystem: true,
      LinuxParameters: { InitProcessEnabled: true },
    });
    const writable = (container?.['MountPoints'] as Attributes[]).filter(
      ({ ReadOnly }) => ReadOnly === false,
    );
    expect(writable.map(({ ContainerPath }) => ContainerPath)).toEqual(
      expect.arrayContaining(['/var/lib/amazon', '/var/log/amazon']),
    );
  });
});

describe('P4.2: instances of ECS', () => {
  const template = synthesize(ecsEc2());
  const group = one(template, 'AWS::AutoScaling::AutoScalingGroup');
  const script = joined(instanceData(template)['UserData']);

  test('run the service, through a capacity provider that ECS scales', () => {
    const provider = one(template, 'AWS::ECS::CapacityProvider');
    const association = one(template, 'AWS::ECS::ClusterCapacityProviderAssociations');
    expect(provider.Properties).toMatchObject({
      AutoScalingGroupProvider: {
        AutoScalingGroupArn: { Ref: group.id },
        ManagedScaling: { Status: 'ENABLED', TargetCapacity: 90 },
        ManagedDraining: 'ENABLED',
        ManagedTerminationProtection: 'DISABLED',
      },
    });
    expect(association.Properties).toMatchObject({ CapacityProviders: [{ Ref: provider.id }] });
    const service = one(template, 'AWS::ECS::Service');
    expect(service.Properties).toMatchObject({
      CapacityProviderStrategy: [{ CapacityProvider: provider.Properties['Name'], Weight: 1 }],
      PlacementStrategies: [
        { Type: 'spread', Field: 'attribute:ecs.availability-zone' },
        { Type: 'binpack' },
      ],
    });
    expect(service.Properties).not.toHaveProperty('LaunchType');
    expect(service.DependsOn).toContain(association.id);
    expect(propertiesOf(template, 'AWS::ECS::TaskDefinition')).toMatchObject({
      RequiresCompatibilities: ['EC2'],
      NetworkMode: 'awsvpc',
    });
  });

  test.each([true, false])(
    'P4.6: none has termination protection, so it can be replaced and the stack can be deleted (protected: %s)',
    (isProtected) => {
      const either = synthesize({ ...ecsEc2(), protected: isProtected });
      expect(propertiesOf(either, 'AWS::ECS::CapacityProvider')).toMatchObject({
        AutoScalingGroupProvider: { ManagedDraining: 'ENABLED', ManagedTerminationProtection: 'DISABLED' },
      });
      expect(propertiesOf(either, 'AWS::AutoScaling::AutoScalingGroup')).toMatchObject({
        NewInstancesProtectedFromScaleIn: false,
      });
    },
  );

  test('run the newest Amazon Linux 2023 for ECS, which the deploy looks up', () => {
    expect(template.Parameters['ConsumeAwsAmazonLinuxForEcsImageId']).toMatchObject({
      Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>',
      Default: '/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id',
    });
    expect(instanceData(template)['ImageId']).toEqual({ Ref: 'ConsumeAwsAmazonLinuxForEcsImageId' });
  });

  test('give credentials only to requests with a token, and not to containers', () => {
    expect(instanceData(template)['MetadataOptions']).toEqual({
      HttpEndpoint: 'enabled',
      HttpTokens: 'required',
      HttpPutResponseHopLimit: 1,
    });
    expect(script).toContain('ECS_AWSVPC_BLOCK_IMDS=true');
  });

  test('pitfall 12: have a volume that is encrypted with a key that Auto Scaling may use', () => {
    const key = named(template, 'AWS::KMS::Key', 'Description', 'Volumes');
    expect(instanceData(template)['BlockDeviceMappings']).toMatchObject([
      { DeviceName: '/dev/xvda', Ebs: { Encrypted: true, KmsKeyId: attribute(key, 'Arn'), VolumeSize: 30 } },
    ]);
    expect(statementsOf(key.Properties['KeyPolicy']).slice(1)).toMatchObject([
      { Sid: 'AutoScaling' },
      { Sid: 'AutoScalingGrants', Action: ['kms:CreateGrant'] },
    ]);
    expect(JSON.stringify(key.Properties['KeyPolicy'])).toContain('AWSServiceRoleForAutoScaling');
  });

  test('start with a script that stops at the first failure, installs updates, and signals how it ended', () => {
    const lines = script.split('\n');
    expect(lines.slice(0, 3)).toEqual(['#!/bin/bash', 'set -euo pipefail', 'umask 077']);
    expect(script).toContain('dnf --assumeyes --releasever=latest upgrade --security');
    expect(script).toContain('install -D -m 0600 /dev/null /etc/ecs/ecs.config');
    expect(script).toContain('/etc/logrotate.d/bulkhead');
    expect(script).toContain('ECS_CLUSTER=bulkhead-test-app-platform\n');
    expect(script).toMatch(
      new RegExp(
        `^trap .*cfn-signal .*--stack bulkhead-test-app-platform-service --resource ${group.id} `,
        'm',
      ),
    );
  });

  test('signal success once they are in the cluster, not when the script has ended', () => {
    const trap = script.split('\n').find((line) => line.startsWith('trap '));
    expect(trap).toContain('[ "$code" -eq 0 ] || /opt/aws/bin/cfn-signal');
    expect(script).toContain('Type=oneshot\n');
    expect(script).toContain('After=ecs.service\n');
    expect(script).toContain('http://127.0.0.1:51678/v1/metadata');
  });

  test('start Docker and the agent without waiting for them, because both wait for the script', () => {
    const commands = script.split('\n').filter((line) => line.startsWith('systemctl '));
    const ofAgent = commands.filter((line) => /docker|ecs|cluster-member/.test(line));
    expect(ofAgent).toHaveLength(3);
    for (const command of ofAgent) expect(command).toContain(' --no-block ');
  });

  test('are managed by Systems Manager, and nobody connects to them', () => {
    expect(script).toContain('systemctl disable --now sshd');
    expect(instanceData(template)).not.toHaveProperty('KeyName');
    expect(groupOf(template, 'instances').Properties).not.toHaveProperty('SecurityGroupIngress');
    expect(instanceData(template)['NetworkInterfaces']).toMatchObject([
      {
        AssociatePublicIpAddress: false,
        Groups: [attribute(groupOf(template, 'instances'), 'GroupId')],
      },
    ]);
  });

  test('P4.3: do not reach the database themselves: containers have a security group of their own', () => {
    expect(JSON.stringify(groupOf(template, 'instances').Properties)).not.toContain('ConsumeDatabase');
    const service = propertiesOf(template, 'AWS::ECS::Service');
    expect(service['NetworkConfiguration']).toMatchObject({
      AwsvpcConfiguration: { SecurityGroups: [attribute(groupOf(template), 'GroupId')] },
    });
  });

  test('P4.4: may act on the one cluster only, and each statement has a Sid', () => {
    const statements = permissionsOf(roleOf(template, 'instance'));
    for (const { Sid, Action, Resource } of statements) {
      expect(Sid).toMatch(/^[A-Za-z]+$/);
      expect([Action].flat().join()).not.toContain('*');
      if (Resource === '*') expect(['SessionChannels', 'FindAgentEndpoint', 'ReadTags']).toContain(Sid);
      else
        expect(String(Resource)).toMatch(/:us-east-1:123456789012:(cluster|container-instance|instance)\//);
    }
    expect(statements.find(({ Sid }) => Sid === 'RunContainers')?.Condition).toEqual({
      ArnEquals: { 'ecs:cluster': 'arn:aws:ecs:us-east-1:123456789012:cluster/bulkhead-test-app-platform' },
    });
    expect(roleOf(template, 'instance')).not.toHaveProperty('ManagedPolicyArns');
  });

  /** API calls of the agent, by their purpose. */
  const calls: [string, string[]][] = [
    ['to find its service', ['ecs:DiscoverPollEndpoint']],
    ['to join and leave the cluster', ['ecs:RegisterContainerInstance', 'ecs:DeregisterContainerInstance']],
    ['to get work and report metrics', ['ecs:Poll', 'ecs:StartTelemetrySession']],
    [
      'to report the state of what it runs',
      ['ecs:SubmitAttachmentStateChanges', 'ecs:SubmitContainerStateChange', 'ecs:SubmitTaskStateChange'],
    ],
    ['to drain itself', ['ecs:UpdateContainerInstancesState']],
  ];

  test.each(calls)('P4.4: the agent may make the calls %s', (_, actions) => {
    const allowed = permissionsOf(roleOf(template, 'instance')).flatMap(({ Action }) => Action);
    expect(allowed).toEqual(expect.arrayContaining(actions));
  });

  test('P4.5: the agent copies the tags of its instance: it may read them and tag itself', () => {
    expect(script).toContain('ECS_CONTAINER_INSTANCE_PROPAGATE_TAGS_FROM=ec2_instance\n');
    const statements = permissionsOf(roleOf(template, 'instance'));
    expect(statements.find(({ Sid }) => Sid === 'ReadTags')).toMatchObject({
      Action: 'ec2:DescribeTags',
      Condition: { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } },
    });
    expect(statements.find(({ Sid }) => Sid === 'TagItself')).toMatchObject({
      Action: 'ecs:TagResource',
      Condition: { StringEquals: { 'ecs:CreateAction': 'RegisterContainerInstance' } },
    });
  });

  test('are in the private subnets, are replaced one at a time, and get no older than a month', () => {
    expect(group.Properties).toMatchObject({
      MinSize: '2',
      MaxSize: '6',
      VPCZoneIdentifier: consumed('Network', 'PrivateSubnetIds'),
      MaxInstanceLifetime: 2_592_000,
      // The new instance exists before the old one goes.
      InstanceMaintenancePolicy: { MinHealthyPercentage: 100, MaxHealthyPercentage: 200 },
    });
    expect(group.UpdatePolicy).toMatchObject({
      AutoScalingRollingUpdate: { MaxBatchSize: 1, MinInstancesInService: 2, WaitOnResourceSignals: true },
      AutoScalingScheduledAction: { IgnoreUnmodifiedGroupSizeProperties: true },
    });
    expect(group.CreationPolicy).toEqual({ ResourceSignal: { Count: 2, Timeout: 'PT19M' } });
  });

  test('P4.5: have the tags of the platform, and so do their volumes', () => {
    const specifications = instanceData(template)['TagSpecifications'] as Attributes[];
    expect(specifications.map(({ ResourceType }) => ResourceType)).toEqual([
      'instance',
      'volume',
      'network-interface',
    ]);
    for (const { Tags } of specifications) {
      expect((Tags as Attributes[]).map(({ Key }) => Key)).toEqual(
        expect.arrayContaining(['bulkhead:cost-centre', 'bulkhead:owner', 'bulkhead:compliance']),
      );
    }
  });

  test.each([
    [
      { instances: { instanceType: 'm7g.large', min: 1, max: 2, targetCapacityPercent: 90 } },
      'an x86_64 instance type',
    ],
    [
      { instances: { instanceType: 'm7i.large', min: 3, max: 2, targetCapacityPercent: 90 } },
      'at most instances.max',
    ],
    [{ egress: ['dns'] }, 'https among them'],
  ])('%j is refused', (over, message) => {
    expect(() => contextOf(ecsEc2(over))).toThrow(message);
  });
});
