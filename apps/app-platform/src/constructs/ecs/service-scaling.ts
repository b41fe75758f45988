import { type EcsSettings } from '@bulkhead/config';
import { CfnScalableTarget, CfnScalingPolicy } from 'aws-cdk-lib/aws-applicationautoscaling';
import { Construct } from 'constructs';

export interface ServiceScalingProps {
  /** Account and region of Application Auto Scaling. */
  readonly account: string;
  /** `service/<cluster>/<service>` */
  readonly scalingTarget: string;
  readonly desiredCount: number;
  readonly scaling: NonNullable<EcsSettings['scaling']>;
  /** `app/<name>/<id>/targetgroup/<name>/<id>`: the target group whose requests are counted. */
  readonly requestLabel: string;
}

/** Seconds. Containers are added quickly and removed slowly, because load often comes back. */
const cooldown = { scaleOutCooldown: 60, scaleInCooldown: 300 };

/**
 * Adds containers when the running ones have too much load. If the metrics disagree, the one that asks for the most
 * containers wins.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-autoscaling-targettracking.html
 */
export class ServiceScaling extends Construct {
  constructor(scope: Construct, id: string, props: ServiceScalingProps) {
    super(scope, id);
    const { account, scalingTarget, desiredCount, scaling } = props;
    const target = new CfnScalableTarget(this, 'Target', {
      serviceNamespace: 'ecs',
      resourceId: scalingTarget,
      scalableDimension: 'ecs:service:DesiredCount',
      minCapacity: desiredCount,
      maxCapacity: scaling.max,
      // AWS creates this role on first use, and accepts no other.
      roleArn: `arn:aws:iam::${account}:role/aws-service-role/ecs.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_ECSService`,
    });
    for (const { name, type, resourceLabel, targetValue } of measures(props)) {
      new CfnScalingPolicy(this, name, {
        policyName: name.toLowerCase(),
        policyType: 'TargetTrackingScaling',
        scalingTargetId: target.ref,
        targetTrackingScalingPolicyConfiguration: {
          ...cooldown,
          targetValue,
          predefinedMetricSpecification: { predefinedMetricType: type, resourceLabel },
        },
      });
    }
  }
}

interface Measure {
  readonly name: string;
  readonly type: string;
  readonly resourceLabel?: string;
  readonly targetValue: number;
}

function measures({ scaling, requestLabel }: ServiceScalingProps): Measure[] {
  const { cpuPercent, memoryPercent, requestsPerTarget } = scaling;
  return [
    { name: 'Cpu', type: 'ECSServiceAverageCPUUtilization', targetValue: cpuPercent },
    { name: 'Memory', type: 'ECSServiceAverageMemoryUtilization', targetValue: memoryPercent },
    ...(requestsPerTarget === undefined
      ? []
      : [
          {
            name: 'Requests',
            type: 'ALBRequestCountPerTarget',
            resourceLabel: requestLabel,
            targetValue: requestsPerTarget,
          },
        ]),
  ];
}
