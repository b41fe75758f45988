import { type BulkheadStack, consume } from '@bulkhead/cdktf';
import { regionName, type ServiceSettings, serviceInRegion, settingsOf } from '@bulkhead/config';
import { appPlatform } from '@bulkhead/contracts';
import { type AwsProvider } from '@cdktf/provider-aws/lib/provider';

/** A region with the service, as this stack sees it. */
export interface ServingRegion {
  readonly role: 'primary' | 'dr';
  /** Name of the region. */
  readonly name: string;
  readonly provider: AwsProvider;
  readonly loadBalancer: {
    readonly dnsName: string;
    readonly zoneId: string;
    readonly fullName: string;
    readonly targetGroupFullName: string;
  };
  /** The number of healthy targets below which the region is not to get users. */
  readonly leastHealthyTargets: number;
}

/**
 * A region of an environment, with its load balancer.
 *
 * @throws RangeError if the environment has no such region
 */
export function servingRegion(stack: BulkheadStack, role: 'primary' | 'dr'): ServingRegion {
  const { environment } = stack.context;
  const service = serviceInRegion(settingsOf(environment, 'app-platform', 'service'), role);
  const provider = stack.providerOf(role);
  const values = consume(stack, appPlatform, {}, role);
  return {
    role,
    name: regionName(environment, role) ?? '',
    provider,
    // Values are read only where they are used: a value that is read is one more reason to deploy.
    loadBalancer: {
      dnsName: values.loadBalancerDnsName,
      zoneId: values.loadBalancerZoneId,
      get fullName() {
        return values.loadBalancerFullName;
      },
      get targetGroupFullName() {
        return values.targetGroupFullName;
      },
    },
    leastHealthyTargets: leastHealthyTargets(service),
  };
}

/**
 * Half of what runs at least, rounded down: what is left after the loss of one of two zones. Fewer targets mean that
 * more than a zone is gone.
 */
function leastHealthyTargets(service: ServiceSettings): number {
  const least = service.type === 'ec2-asg' ? service.scaling.min : service.desiredCount;
  return Math.max(1, Math.floor(least / 2));
}
