import { Route53HealthCheck } from '@cdktf/provider-aws/lib/route53-health-check';
import { type RegionalRoutingSettings } from '@bulkhead/config';
import { Construct } from 'constructs';

export interface DeepHealthCheckProps {
  /** Name of the check, for the console. */
  readonly name: string;
  /** Host name that AWS gave the load balancer. A name of ours would be moved by the very check that asks it. */
  readonly loadBalancerDnsName: string;
  readonly settings: RegionalRoutingSettings['healthCheck'];
}

/**
 * Route 53 asks the load balancer of a region whether the region can really serve. All of Route 53's eight checker
 * regions ask, so that the loss of some decides nothing. The certificate is not validated, so that the check works with
 * the load balancer's own name.
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html
 */
export class DeepHealthCheck extends Construct {
  readonly healthCheckId: string;

  constructor(scope: Construct, id: string, { name, loadBalancerDnsName, settings }: DeepHealthCheckProps) {
    super(scope, id);
    this.healthCheckId = new Route53HealthCheck(this, 'check', {
      type: 'HTTPS',
      fqdn: loadBalancerDnsName,
      port: 443,
      resourcePath: settings.path,
      // Without a name in the handshake, some endpoints refuse it.
      enableSni: true,
      requestInterval: settings.intervalSeconds,
      failureThreshold: settings.failureThreshold,
      tags: { Name: name },
      // Route 53 cannot change the interval, and deletes no check that a calculated one asks for.
      lifecycle: { createBeforeDestroy: true },
    }).id;
  }
}
