import {
  attribute,
  type Attributes,
  consumed,
  contextOf,
  ec2Asg,
  groupOf,
  joined,
  one,
  permissionsOf,
  propertiesOf,
  resourcesOf,
  roleOf,
  synthesize,
} from './synthesized-service';

const template = synthesize(ec2Asg());
const group = one(template, 'AWS::AutoScaling::AutoScalingGroup');
const data = propertiesOf(template, 'AWS::EC2::LaunchTemplate')['LaunchTemplateData'] as Attributes;
const script = joined(data['UserData']);

describe('P2.2: the Auto Scaling group', () => {
  test('has at least 2, at first 3, at most 10 instances, in the private subnets', () => {
    expect(group.Properties).toMatchObject({
      MinSize: '2',
      DesiredCapacity: '3',
      MaxSize: '10',
      VPCZoneIdentifier: consumed('Network', 'PrivateSubnetIds'),
    });
  });

  test('replaces an instance that the load balancer finds unhealthy at /health', () => {
    const targetGroup = one(template, 'AWS::ElasticLoadBalancingV2::TargetGroup');
    expect(group.Properties).toMatchObject({
      HealthCheckType: 'ELB',
      TargetGroupARNs: [{ Ref: targetGroup.id }],
    });
    expect(targetGroup.Properties['HealthCheckPath']).toBe('/health');
  });

  test('another image or script replaces instances one at a time, each after the one before signalled success', () => {
    expect(group.Properties['LaunchTemplate']).toEqual({
      LaunchTemplateId: { Ref: one(template, 'AWS::EC2::LaunchTemplate').id },
      Version: attribute(one(template, 'AWS::EC2::LaunchTemplate'), 'LatestVersionNumber'),
    });
    expect(group.UpdatePolicy).toMatchObject({
      AutoScalingRollingUpdate: {
        MaxBatchSize: 1,
        MinInstancesInService: 3,
        MinSuccessfulInstancesPercent: 100,
        WaitOnResourceSignals: true,
      },
      AutoScalingScheduledAction: { IgnoreUnmodifiedGroupSizeProperties: true },
    });
    expect(group.CreationPolicy).toEqual({ ResourceSignal: { Count: 3, Timeout: 'PT15M' } });
  });

  test.each([
    [{}, 900, 'PT15M', 60],
    [{ startSeconds: 600 }, 1440, 'PT24M', 168],
  ])(
    'with %j the grace period of an instance is %d s, the time in which it may signal that it works',
    (over, seconds, timeout, attempts) => {
      const slow = synthesize(ec2Asg(over));
      const slowGroup = one(slow, 'AWS::AutoScaling::AutoScalingGroup');
      expect(slowGroup.Properties['HealthCheckGracePeriod']).toBe(seconds);
      expect(slowGroup.CreationPolicy).toMatchObject({ ResourceSignal: { Timeout: timeout } });
      expect(slowGroup.UpdatePolicy).toMatchObject({ AutoScalingRollingUpdate: { PauseTime: timeout } });
      const slowData = propertiesOf(slow, 'AWS::EC2::LaunchTemplate')['LaunchTemplateData'] as Attributes;
      expect(joined(slowData['UserData'])).toContain(`for attempt in $(seq ${attempts}); do`);
      // Each attempt takes five seconds. All attempts fit within the grace period of the group.
      expect(attempts * 5).toBeLessThan(seconds);
    },
  );

  test('there is no cluster, and the contract names the group', () => {
    expect(resourcesOf(template, 'AWS::ECS::Cluster')).toEqual([]);
    const published = Object.fromEntries(
      resourcesOf(template, 'AWS::SSM::Parameter').map(([, { Properties }]) => [
        String(Properties['Name']).split('/').at(-1),
        Properties['Value'],
      ]),
    );
    expect(published).toMatchObject({
      scalingTarget: 'autoScalingGroup/bulkhead-test-app-platform',
      clusterName: { Ref: group.id },
      serviceName: { Ref: group.id },
    });
  });
});

describe('P2.2: scaling', () => {
  const policies = resourcesOf(template, 'AWS::AutoScaling::ScalingPolicy').map(
    ([id, { Properties }]) => ({ id, ...Properties }) as Attributes & { id: string },
  );

  test('keeps the processors at 70 %', () => {
    const tracking = policies.filter(({ PolicyType }) => PolicyType === 'TargetTrackingScaling');
    expect(tracking).toHaveLength(1);
    expect(tracking[0]).toMatchObject({
      TargetTrackingConfiguration: {
        TargetValue: 70,
        PredefinedMetricSpecification: { PredefinedMetricType: 'ASGAverageCPUUtilization' },
      },
    });
  });

  test('adds instances for memory in steps, by an alarm on what the instances report', () => {
    const steps = policies.find(({ PolicyType }) => PolicyType === 'StepScaling');
    expect(steps).toMatchObject({
      StepAdjustments: [
        { MetricIntervalLowerBound: 0, MetricIntervalUpperBound: 10, ScalingAdjustment: 1 },
        { MetricIntervalLowerBound: 10, ScalingAdjustment: 2 },
      ],
    });
    expect(propertiesOf(template, 'AWS::CloudWatch::Alarm')).toMatchObject({
      Namespace: 'Bulkhead/AppPlatform',
      MetricName: 'mem_used_percent',
      Dimensions: [{ Name: 'AutoScalingGroupName', Value: 'bulkhead-test-app-platform' }],
      Threshold: 80,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      AlarmActions: [{ Ref: steps?.id }],
    });
  });

  test('follows the requests of the one target group, if the environment sets the requests of an instance', () => {
    const scaling = { min: 2, max: 10, cpuPercent: 70, memoryPercent: 80, requestsPerTarget: 900 };
    const busy = synthesize(ec2Asg({ scaling }));
    const [requests] = resourcesOf(busy, 'AWS::AutoScaling::ScalingPolicy')
      .map(([, { Properties }]) => Properties['TargetTrackingConfiguration'] as Attributes | undefined)
      .filter((tracking) => JSON.stringify(tracking)?.includes('ALBRequestCountPerTarget'));
    expect(requests).toMatchObject({ TargetValue: 900 });
    const label = JSON.stringify(
      (requests?.['PredefinedMetricSpecification'] as Attributes)['ResourceLabel'],
    );
    for (const type of ['LoadBalancer', 'TargetGroup'])
      expect(label).toContain(one(busy, `AWS::ElasticLoadBalancingV2::${type}`).id);
  });

  test('counts a new instance once it takes its share of the load, in every policy', () => {
    expect(group.Properties['DefaultInstanceWarmup']).toBe(180);
    for (const policy of policies) expect(policy).not.toHaveProperty('EstimatedInstanceWarmup');
  });

  test('the instances report the metric under the name that the alarm reads', () => {
    expect(script).toContain('"namespace": "Bulkhead/AppPlatform"');
    expect(script).toContain('"mem_used_percent"');
    expect(script).toContain('"AutoScalingGroupName": "bulkhead-test-app-platform"');
  });

  test.each([
    [{ desiredCount: 1 }, 'desiredCount: 1 — allowed: at least 2 (scaling.min)'],
    [{ desiredCount: 11 }, 'desiredCount: 11 — allowed: at most 10 (scaling.max)'],
    [{ startSeconds: 2701 }, 'startSeconds'],
  ])('%j is refused', (over, message) => {
    expect(() => contextOf(ec2Asg(over))).toThrow(message);
  });
});

describe('P2.2: an instance', () => {
  test('runs the newest Amazon Linux 2023, which the deploy looks up', () => {
    expect(template.Parameters['ConsumeAwsAmazonLinuxImageId']).toMatchObject({
      Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>',
      Default: '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-6.1-x86_64',
    });
    expect(data['ImageId']).toEqual({ Ref: 'ConsumeAwsAmazonLinuxImageId' });
  });

  test('gives credentials only to requests with a token, has an encrypted volume and no public address', () => {
    expect(data).toMatchObject({
      MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 1 },
      BlockDeviceMappings: [{ Ebs: { Encrypted: true } }],
      NetworkInterfaces: [
        { AssociatePublicIpAddress: false, Groups: [attribute(groupOf(template), 'GroupId')] },
      ],
    });
    expect(data).not.toHaveProperty('KeyName');
  });

  test('is managed by Systems Manager, without the right to read every parameter of the account', () => {
    const statements = permissionsOf(roleOf(template, 'instance'));
    expect(statements.map(({ Sid }) => Sid)).toEqual([
      'BeManaged',
      'SessionChannels',
      'ReadSecret',
      'DecryptSecret',
      'WriteLog',
      'ReportMemory',
    ]);
    expect(roleOf(template, 'instance')).not.toHaveProperty('ManagedPolicyArns');
    expect(statements.find(({ Sid }) => Sid === 'ReportMemory')?.Condition).toEqual({
      StringEquals: { 'cloudwatch:namespace': 'Bulkhead/AppPlatform' },
    });
  });

  test('starts the application in a container with a read-only root, and waits for its health', () => {
    expect(script).toContain('--read-only --security-opt no-new-privileges');
    expect(script).toContain("'public.ecr.aws/nginx/nginx:1.28.0'");
    expect(script).toContain('systemctl enable --now docker.service application.service');
    expect(script).toContain('http://127.0.0.1:80/health; then exit 0; fi');
    expect(script.trimEnd().split('\n').at(-1)).toBe('exit 1');
  });

  test('P3.10: gets the ARN of the secret in a file of root, and never its value', () => {
    expect(script).toContain('install -D -m 0600 /dev/null /etc/bulkhead/application.env');
    expect(script).toContain('DATABASE_SECRET_ARN=${ConsumeDatabaseSecretArn}');
    expect(script).not.toMatch(/PASSWORD|get-secret-value/);
  });

  test('runs the command of the environment, whatever characters are in it', () => {
    const command = ['sh', '-c', "echo 'it is' $HOME > /tmp/x"];
    const text = joined(
      (
        propertiesOf(synthesize(ec2Asg({ command })), 'AWS::EC2::LaunchTemplate')[
          'LaunchTemplateData'
        ] as Attributes
      )['UserData'],
    );
    expect(text).toContain(`'sh' '-c' 'echo '\\''it is'\\'' $HOME > /tmp/x'`);
  });
});

test('P2.2: no instance starts before the database and the load balancer let it in', () => {
  const { DependsOn = [] } = group;
  const types = DependsOn.map((id) => template.Resources[id]?.Type);
  expect(types).toEqual(
    expect.arrayContaining(['AWS::EC2::SecurityGroupIngress', 'AWS::ElasticLoadBalancingV2::Listener']),
  );
});
