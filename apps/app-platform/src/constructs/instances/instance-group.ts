import { autoScalingGroupName, type NameScope } from '@bulkhead/naming';
import { CfnAutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import { type CfnLaunchTemplate } from 'aws-cdk-lib/aws-ec2';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';

/** Logical id of the group, by which its instances say that they work: they know it before there is a group. */
export const instanceGroupId = 'InstanceGroup';

/** Seconds an instance may take until what it is for starts: its system, updates, packages, and a container's image. */
const launchSeconds = 840;

export interface InstanceGroupProps {
  readonly nameScope: NameScope;
  readonly launchTemplate: CfnLaunchTemplate;
  /** Private subnets, one per availability zone. */
  readonly subnetIds: string[];
  readonly min: number;
  readonly max: number;
  /** How many at first. @default as Auto Scaling or ECS decide */
  readonly desired?: number;
  /** How long what runs on an instance may take to start, in seconds. */
  readonly startSeconds: number;
  /** What instances are registered with, which then also decides whether one is well. @default nothing */
  readonly targetGroupArn?: string;
}

/** Instances over all zones, replaced a few at a time when what they are changes. */
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
      // As long as an instance may take to say that it works, nobody else says that it does not.
      healthCheckGracePeriod: untilItWorks.toSeconds(),
      // Instances that are spared would be neither replaced nor deleted.
      newInstancesProtectedFromScaleIn: false,
      // Seconds: no image of an instance grows old without the updates of the ones after it.
      maxInstanceLifetime: 30 * 24 * 60 * 60,
      // The one after it first: without this Auto Scaling ends an old instance before it launches another.
      // https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-instance-maintenance-policy.html
      instanceMaintenancePolicy: { minHealthyPercentage: 100, maxHealthyPercentage: 200 },
      // Seconds until a new instance does its share, and counts.
      defaultInstanceWarmup: 180,
      metricsCollection: [{ granularity: '1Minute' }],
    });
    this.group.overrideLogicalId(instanceGroupId);
    const first = desired ?? min;
    this.group.cfnOptions.creationPolicy = { resourceSignal: { count: first, timeout: signalTimeout } };
    this.group.cfnOptions.updatePolicy = {
      autoScalingRollingUpdate: {
        maxBatchSize: 1,
        // As many as at first go on; where all may run, there is one more than that.
        minInstancesInService: Math.min(first, max - 1),
        minSuccessfulInstancesPercent: 100,
        waitOnResourceSignals: true,
        pauseTime: signalTimeout,
        // Auto Scaling would replace or rebalance what is being replaced.
        suspendProcesses: [
          'HealthCheck',
          'ReplaceUnhealthy',
          'AZRebalance',
          'AlarmNotification',
          'ScheduledActions',
        ],
      },
      // How many there are is for scaling to decide, not for the next deploy of something else.
      autoScalingScheduledAction: { ignoreUnmodifiedGroupSizeProperties: true },
    };
  }
}
