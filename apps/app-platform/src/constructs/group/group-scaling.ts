import { type Ec2AsgSettings } from '@bulkhead/config';
import { alarmName, type NameScope } from '@bulkhead/naming';
import { CfnScalingPolicy } from 'aws-cdk-lib/aws-autoscaling';
import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';

export interface GroupScalingProps {
  readonly nameScope: NameScope;
  readonly groupName: string;
  readonly scaling: Ec2AsgSettings['scaling'];
  /** Memory in use of the group's instances, in percent, with the group's name as its one dimension. */
  readonly memoryMetric: { readonly namespace: string; readonly name: string };
  /** `app/<name>/<id>/targetgroup/<name>/<id>`: of whom requests are counted. */
  readonly requestLabel: string;
}

/**
 * More instances for processors that are busy and, if the environment says of how many, for requests; fewer where there
 * is less of both. And more for memory, which does not go down by itself: an instance at its end has what runs on it
 * killed.
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
      // Bounds count from the alarm's threshold.
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
