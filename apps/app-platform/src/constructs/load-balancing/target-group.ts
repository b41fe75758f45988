import { CfnTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';

export interface TargetGroupProps {
  readonly vpcId: string;
  /** What is registered: IP addresses of tasks, or instances. */
  readonly targetType: 'ip' | 'instance';
  readonly port: number;
  readonly healthPath: string;
}

/**
 * The targets that the load balancer forwards to, and their health check. The group has no fixed name: another port or
 * type makes a new group, and the new group could not be created beside an old one of the same name.
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
      // A target goes out of service within half a minute, and comes back within the same time.
      healthCheckIntervalSeconds: 10,
      healthCheckTimeoutSeconds: 5,
      healthyThresholdCount: 3,
      unhealthyThresholdCount: 3,
      targetGroupAttributes: [
        // Seconds for running requests before a container is stopped. ECS then gives the container another 30.
        { key: 'deregistration_delay.timeout_seconds', value: '60' },
        { key: 'load_balancing.algorithm.type', value: 'least_outstanding_requests' },
      ],
    });
  }
}
