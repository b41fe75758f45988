import { suppress } from '@bulkhead/cdk';
import { loadBalancerName, type NameScope } from '@bulkhead/naming';
import { CfnLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import { type AccessLogBucket } from './access-log-bucket';

export interface LoadBalancerProps {
  readonly nameScope: NameScope;
  /** Public subnets, one per availability zone. */
  readonly subnetIds: string[];
  readonly securityGroupIds: string[];
  readonly accessLogs: AccessLogBucket;
  readonly isProtected: boolean;
}

/** The Application Load Balancer that faces the internet. */
export class LoadBalancer extends Construct {
  readonly loadBalancer: CfnLoadBalancer;

  constructor(scope: Construct, id: string, props: LoadBalancerProps) {
    super(scope, id);
    const { nameScope, subnetIds, securityGroupIds, accessLogs, isProtected } = props;
    this.loadBalancer = new CfnLoadBalancer(this, 'LoadBalancer', {
      name: loadBalancerName(nameScope, 'app'),
      type: 'application',
      scheme: 'internet-facing',
      subnets: subnetIds,
      securityGroups: securityGroupIds,
      // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html
      loadBalancerAttributes: attributes({
        'access_logs.s3.enabled': 'true',
        'access_logs.s3.bucket': accessLogs.bucket.ref,
        'deletion_protection.enabled': String(isProtected),
        // If two servers read a header differently, one request can smuggle in another.
        'routing.http.drop_invalid_header_fields.enabled': 'true',
      }),
    });
    if (!isProtected) {
      suppress(this.loadBalancer, {
        rule: 'HIPAA.Security-ELBDeletionProtectionEnabled',
        reason:
          'The environment is not protected, so it holds no patient data and is destroyed when it is not needed.',
      });
    }
    // The load balancer cannot be created before it may write its log.
    this.loadBalancer.node.addDependency(accessLogs.delivery);
  }
}

function attributes(values: Readonly<Record<string, string>>) {
  return Object.entries(values).map(([key, value]) => ({ key, value }));
}
