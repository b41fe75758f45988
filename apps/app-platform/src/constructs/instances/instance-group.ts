import { autoScalingGroupName, type NameScope } from '@bulkhead/naming';
import { CfnAutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import { type CfnLaunchTemplate } from 'aws-cdk-lib/aws-ec2';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';

/** Logical id of the group. Instances use it to signal to CloudFormation; it is known before the group exists. */
export const instanceGroupId = 'InstanceGroup';

/**
 * Seconds that an instance may take before its workload starts: boot, updates, packages and the pull of a container's
 * image.
 */
const launchSeconds = 840;

export interface InstanceGroupProps {
  readonly nameScope: NameScope;
  readonly launchTemplate: CfnLaunchTemplate;
  /** Private subnets, one per availability zone. */
  readonly subnetIds: string[];
  readonly min: number;
  readonly max: number;
  /** Number of instances at first. @default Auto Scaling or ECS decides */
  readonly desired?: number;
  /** Seconds that the workload of an instance may take to start. */
  readonly startSeconds: number;
  /**
   * Target group in which instances are registered. It then also decides whether an instance is healthy. @default none
   */
  readonly targetGroupArn?: string;
}

/** Instances across all zones. When their definition changes, they are replaced a few at a time. */
export class InstanceGroup extends Construct {
  readonly group: CfnAutoScalingGroup;
  readonly name: string;

  constructor(scope: Construct, id: string, props: InstanceGroupProps) {
    super(scope, id);
    const { nameScope, launchTemplate, min, max, desired, targetGroupArn } = props;
    const untilItWorks = Duration.seconds(launchSeconds + props.startSeconds);
    const signalTimeout = untilItWorks.toIsoString();
    this.name = autoScalingGroupName(nameScope, 'app-platform');
    this.group = new CfnAutoScalingGroup(this, 'Group', {
      autoScalingGroupName: this.name,
      launchTemplate: {
        launchTemplateId: launchTemplate.ref,
        version: launchTemplate.attrLatestVersionNumber,
      },
      vpcZoneIdentifier: props.subnetIds,
      minSize: String(min),
      maxSize: String(max),
      desiredCapacity: desired === undefined ? undefined : String(desired),
      ...(targetGroupArn && { targetGroupArns: [targetGroupArn] }),
      healthCheckType: targetGroupArn ? 'ELB' : 'EC2',
      // Health checks start only after the time in which an instance may signal that it works.
      healthCheckGracePeriod: untilItWorks.toSeconds(),
      // A protected instance would be neither replaced nor deleted.
      newInstancesProtectedFromScaleIn: false,
      // Seconds. Instances are replaced regularly, so that each gets the updates of newer images.
      maxInstanceLifetime: 30 * 24 * 60 * 60,
      // The new instance starts first. Without this policy, Auto Scaling terminates an old instance before it launches
      // another.
      // https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-instance-maintenance-policy.html
      instanceMaintenancePolicy: { minHealthyPercentage: 100, maxHealthyPercentage: 200 },
      // Seconds until a new instance takes its share of the load and counts.
      defaultInstanceWarmup: 180,
      metricsCollection: [{ granularity: '1Minute' }],
    });
    this.group.overrideLogicalId(instanceGroupId);
    const first = desired ?? min;
    this.group.cfnOptions.creationPolicy = { resourceSignal: { count: first, timeout: signalTimeout } };
    this.group.cfnOptions.updatePolicy = {
      autoScalingRollingUpdate: {
        maxBatchSize: 1,
        // The first number of instances stays in service. If that is already the maximum, one fewer stays in service.
        minInstancesInService: Math.min(first, max - 1),
        minSuccessfulInstancesPercent: 100,
        waitOnResourceSignals: true,
        pauseTime: signalTimeout,
        // During an update, Auto Scaling must not replace or rebalance the same instances.
        suspendProcesses: [
          'HealthCheck',
          'ReplaceUnhealthy',
          'AZRebalance',
          'AlarmNotification',
          'ScheduledActions',
        ],
      },
      // Scaling decides the number of instances. A deploy of another change must not reset it.
      autoScalingScheduledAction: { ignoreUnmodifiedGroupSizeProperties: true },
    };
  }
}
