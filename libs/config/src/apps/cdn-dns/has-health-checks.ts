import { type CdnDnsSettings } from './settings';

/** True if Route 53 asks the load balancers of an environment whether their region can serve. */
export function hasHealthChecks({
  apps,
}: {
  readonly apps: { readonly 'cdn-dns'?: CdnDnsSettings | undefined };
}): boolean {
  const { routing } = apps['cdn-dns'] ?? {};
  return routing !== undefined && routing.type !== 'simple';
}
