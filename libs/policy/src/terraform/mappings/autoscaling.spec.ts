import { definedByCloudFormation, definedByTerraform } from '../../testing';

test('an Auto Scaling group is the same in both engines', () => {
  const terraform = definedByTerraform({
    aws_autoscaling_group: {
      web: {
        name: 'web',
        min_size: 2,
        max_size: 10,
        desired_capacity: 3,
        health_check_type: 'ELB',
        health_check_grace_period: 60,
        target_group_arns: ['arn:targets'],
        vpc_zone_identifier: ['subnet-1', 'subnet-2'],
        launch_template: { id: 'lt-1', version: '3' },
        enabled_metrics: ['GroupInServiceInstances'],
        wait_for_capacity_timeout: '0',
        instance_refresh: { strategy: 'Rolling' },
        tag: [{ key: 'owner', value: '@acme/platform', propagate_at_launch: true }],
      },
    },
  });

  expect(terraform).toEqual(
    definedByCloudFormation({
      AutoscalingGroupWeb: {
        Type: 'AWS::AutoScaling::AutoScalingGroup',
        Properties: {
          AutoScalingGroupName: 'web',
          MinSize: '2',
          MaxSize: '10',
          DesiredCapacity: '3',
          HealthCheckType: 'ELB',
          HealthCheckGracePeriod: 60,
          TargetGroupARNs: ['arn:targets'],
          VPCZoneIdentifier: ['subnet-1', 'subnet-2'],
          LaunchTemplate: { LaunchTemplateId: 'lt-1', Version: '3' },
          MetricsCollection: [{ Granularity: '1Minute', Metrics: ['GroupInServiceInstances'] }],
          Tags: [{ Key: 'owner', Value: '@acme/platform', PropagateAtLaunch: true }],
        },
      },
    }),
  );
});

test('instances of several types keep how they are mixed', () => {
  const specification = { launch_template_id: 'lt-1', version: '$Latest' };
  const { AutoscalingGroupWeb } = definedByTerraform({
    aws_autoscaling_group: {
      web: {
        min_size: 1,
        max_size: 2,
        mixed_instances_policy: {
          instances_distribution: { on_demand_base_capacity: 1 },
          launch_template: {
            launch_template_specification: specification,
            override: [{ instance_type: 'm7g.large' }],
          },
        },
      },
    },
  });

  expect(AutoscalingGroupWeb?.Properties).toMatchObject({
    MixedInstancesPolicy: {
      InstancesDistribution: { OnDemandBaseCapacity: 1 },
      LaunchTemplate: {
        LaunchTemplateSpecification: { LaunchTemplateId: 'lt-1', Version: '$Latest' },
        Overrides: [{ InstanceType: 'm7g.large' }],
      },
    },
  });
});
