import { hasOriginProtection, type Environment } from '@bulkhead/config';
import { type Clients } from './load-balancing/load-balancer-network';

/**
 * Who may reach the load balancers: the allowed networks of the environment, or CloudFront alone where it protects
 * them. Then the firewall of CloudFront asks for the allowed networks.
 */
export function clientsOf(environment: Environment, prefixListId: () => string): Clients {
  return hasOriginProtection(environment)
    ? { type: 'cloudfront', prefixListId: prefixListId() }
    : { type: 'networks', ranges: environment.allowedIpRanges };
}
