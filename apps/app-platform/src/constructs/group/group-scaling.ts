import { type Ec2AsgSettings } from '@bulkhead/config';
import { alarmName, type NameScope } from '@bulkhead/naming';
import { CfnScalingPolicy } from 'aws-cdk-lib/aws-autoscaling';
import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';

export interface GroupScalingProps {
  readonly nameScope: NameScope;
  readonly groupName: string;
  readonly scaling: Ec2AsgSettings['scaling'];
  /** Metric of the memory in use on the group's instances, in percent. Its only dimension is the group's name. */
  readonly memoryMetric: { readonly namespace: string; readonly name: string };
  /** `app/<name>/<id>/targetgroup/<name>/<id>`: the target group whose requests are counted. */
  readonly requestLabel: string;
}

/**
 * Scales on CPU and, if the environment sets a target, on requests: instances are added and removed. Memory only adds
 * instances, because used memory does not go down by itself: when an instance runs out of memory, the system kills its
 * processes.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-target-tracking.html
 */
export class GroupScaling extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { nameScope, groupName, scaling, memoryMetric, requestLabel }: GroupScalingProps,
  ) {
    super(scope, id);
    new CfnScalingPolicy(this, 'Cpu', {
      autoScalingGroupName: groupName,
      policyType: 'TargetTrackingScaling',
      targetTrackingConfiguration: {
        targetValue: scaling.cpuPercent,
        predefinedMetricSpecification: { predefinedMetricType: 'ASGAverageCPUUtilization' },
      },
    });
    if (scaling.requestsPerTarget !== undefined) {
      new CfnScalingPolicy(this, 'Requests', {
        autoScalingGroupName: groupName,
        policyType: 'TargetTrackingScaling',
        targetTrackingConfiguration: {
          targetValue: scaling.requestsPerTarget,
          predefinedMetricSpecification: {
            predefinedMetricType: 'ALBRequestCountPerTarget',
            resourceLabel: requestLabel,
          },
        },
      });
    }

    const halfway = (100 - scaling.memoryPercent) / 2;
    const forMemory = new CfnScalingPolicy(this, 'Memory', {
      autoScalingGroupName: groupName,
      policyType: 'StepScaling',
      adjustmentType: 'ChangeInCapacity',
      metricAggregationType: 'Average',
      // The bounds are relative to the alarm's threshold.
      stepAdjustments: [
        { metricIntervalLowerBound: 0, metricIntervalUpperBound: halfway, scalingAdjustment: 1 },
        { metricIntervalLowerBound: halfway, scalingAdjustment: 2 },
      ],
    });
    new CfnAlarm(this, 'MemoryAlarm', {
      alarmName: alarmName(nameScope, 'app-platform', 'memory'),
      alarmDescription: 'Adds instances while those there are have little memory left',
      namespace: memoryMetric.namespace,
      metricName: memoryMetric.name,
      dimensions: [{ name: 'AutoScalingGroupName', value: groupName }],
      statistic: 'Average',
      period: 60,
      evaluationPeriods: 3,
      threshold: scaling.memoryPercent,
      comparisonOperator: 'GreaterThanOrEqualToThreshold',
      treatMissingData: 'missing',
      alarmActions: [forMemory.ref],
    });
  }
}
