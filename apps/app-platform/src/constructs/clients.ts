import { apiOriginOf, type Environment } from '@bulkhead/config';
import { type Clients } from './load-balancing/load-balancer-network';

/** The prefix lists of a region, from its network. */
interface PrefixLists {
  readonly cloudFrontPrefixListId: string;
  readonly healthCheckPrefixListId: string;
}

/**
 * Who may reach the load balancers: the allowed networks of the environment, or CloudFront alone if it is in front of them.
 * Then the firewall of CloudFront asks for the allowed networks.
 */
export function clientsOf({ apps, allowedIpRanges }: Environment, lists: () => PrefixLists): Clients {
  const { edge, routing } = apps['cdn-dns'] ?? {};
  if (apiOriginOf(apps) === undefined || !edge?.originProtection)
    return { type: 'networks', ranges: allowedIpRanges };
  const values = lists();
  const isChecked = routing !== undefined && routing.type !== 'simple';
  return {
    type: 'cloudfront',
    cloudFrontPrefixListId: values.cloudFrontPrefixListId,
    healthCheckPrefixListId: isChecked ? values.healthCheckPrefixListId : undefined,
  };
}
