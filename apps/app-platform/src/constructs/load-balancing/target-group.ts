import { CfnTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';

export interface TargetGroupProps {
  readonly vpcId: string;
  /** What is registered: addresses of tasks, or instances. */
  readonly targetType: 'ip' | 'instance';
  readonly port: number;
  readonly healthPath: string;
}

/**
 * What the load balancer forwards to, and how it knows who is well. It has no name of its own: another port or type
 * makes another group, which could not be created beside one of the same name.
 */
export class TargetGroup extends Construct {
  readonly targetGroup: CfnTargetGroup;

  constructor(scope: Construct, id: string, { vpcId, targetType, port, healthPath }: TargetGroupProps) {
    super(scope, id);
    this.targetGroup = new CfnTargetGroup(this, 'Group', {
      vpcId,
      targetType,
      port,
      protocol: 'HTTP',
      healthCheckProtocol: 'HTTP',
      healthCheckPort: 'traffic-port',
      healthCheckPath: healthPath,
      matcher: { httpCode: '200-399' },
      // Out of service within half a minute, back in it within the same.
      healthCheckIntervalSeconds: 10,
      healthCheckTimeoutSeconds: 5,
      healthyThresholdCount: 3,
      unhealthyThresholdCount: 3,
      targetGroupAttributes: [
        // Seconds for requests under way, before a container is stopped; ECS then gives it another 30.
        { key: 'deregistration_delay.timeout_seconds', value: '60' },
        { key: 'load_balancing.algorithm.type', value: 'least_outstanding_requests' },
      ],
    });
  }
}
