import { alike, getAtt, type MappingTable, type Properties, resource, timeouts, without } from '../mapping';
import { block, blocks, property } from '../shapes';

/** CloudFormation writes the sizes of a group as text. */
const text = (name: string) =>
  property(name, (value, scope) => {
    const evaluated = scope.evaluate(value);
    return typeof evaluated === 'number' ? String(evaluated) : evaluated;
  });

const launchTemplate: Properties = {
  id: 'LaunchTemplateId',
  name: 'LaunchTemplateName',
  version: 'Version',
};

const launchTemplateSpecification = block(
  'LaunchTemplateSpecification',
  alike('launch_template_id', 'launch_template_name', 'version'),
);

/** Auto Scaling groups. The tables leave out what Terraform waits for when it changes a group. */
export const autoScaling: MappingTable = {
  aws_autoscaling_group: resource(
    'AWS::AutoScaling::AutoScalingGroup',
    {
      ...alike(
        'availability_zones',
        'capacity_rebalance',
        'context',
        'default_instance_warmup',
        'desired_capacity_type',
        'health_check_grace_period',
        'health_check_type',
        'max_instance_lifetime',
        'placement_group',
        'termination_policies',
      ),
      name: 'AutoScalingGroupName',
      name_prefix: without('a name that AWS completes'),
      default_cooldown: text('Cooldown'),
      desired_capacity: text('DesiredCapacity'),
      enabled_metrics: property('MetricsCollection', (value, scope) => [
        { Granularity: '1Minute', Metrics: scope.evaluate(value) },
      ]),
      metrics_granularity: without('the one that AWS has'),
      force_delete: without('how the group is deleted'),
      force_delete_warm_pool: without('how the group is deleted'),
      ignore_failed_scaling_activities: without('how Terraform waits'),
      launch_configuration: 'LaunchConfigurationName',
      load_balancers: 'LoadBalancerNames',
      max_size: text('MaxSize'),
      min_elb_capacity: without('how Terraform waits'),
      min_size: text('MinSize'),
      protect_from_scale_in: 'NewInstancesProtectedFromScaleIn',
      service_linked_role_arn: 'ServiceLinkedRoleARN',
      suspended_processes: without('CloudFormation cannot set it'),
      target_group_arns: 'TargetGroupARNs',
      vpc_zone_identifier: 'VPCZoneIdentifier',
      wait_for_capacity_timeout: without('how Terraform waits'),
      wait_for_elb_capacity: without('how Terraform waits'),
      availability_zone_distribution: block(
        'AvailabilityZoneDistribution',
        alike('capacity_distribution_strategy'),
      ),
      initial_lifecycle_hook: blocks('LifecycleHookSpecificationList', {
        ...alike('default_result', 'heartbeat_timeout', 'lifecycle_transition', 'notification_metadata'),
        name: 'LifecycleHookName',
        notification_target_arn: 'NotificationTargetARN',
        role_arn: 'RoleARN',
      }),
      instance_maintenance_policy: block(
        'InstanceMaintenancePolicy',
        alike('max_healthy_percentage', 'min_healthy_percentage'),
      ),
      instance_refresh: without('how instances are replaced, which CloudFormation has as an update policy'),
      launch_template: block('LaunchTemplate', launchTemplate),
      mixed_instances_policy: block('MixedInstancesPolicy', {
        instances_distribution: block(
          'InstancesDistribution',
          alike(
            'on_demand_allocation_strategy',
            'on_demand_base_capacity',
            'on_demand_percentage_above_base_capacity',
            'spot_allocation_strategy',
            'spot_instance_pools',
            'spot_max_price',
          ),
        ),
        launch_template: block('LaunchTemplate', {
          launch_template_specification: launchTemplateSpecification,
          override: blocks('Overrides', {
            ...alike('instance_type', 'weighted_capacity'),
            launch_template_specification: launchTemplateSpecification,
          }),
        }),
      }),
      tag: blocks('Tags', alike('key', 'propagate_at_launch', 'value')),
      traffic_source: blocks('TrafficSources', alike('identifier', 'type')),
      ...timeouts,
    },
    { attributes: { arn: getAtt('AutoScalingGroupARN'), name: { ref: true } } },
  ),
};
