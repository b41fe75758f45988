import { type AppPlatformSettings } from '../app-platform/settings';
import { originName } from './domain-name';
import { type CdnDnsSettings } from './settings';

/** The part of an environment that this function reads. */
interface Apps {
  readonly 'app-platform'?: AppPlatformSettings | undefined;
  readonly 'cdn-dns'?: CdnDnsSettings | undefined;
}

/**
 * The name by which CloudFront reaches the load balancers: `origin.<domain>`, or the name that somebody else gave them.
 *
 * @returns undefined if CloudFront has no API behind it: there is no distribution, no service, or no name
 */
export function apiOriginOf({ 'app-platform': platform, 'cdn-dns': cdnDns }: Apps): string | undefined {
  const { edge, zone } = cdnDns ?? {};
  if (!edge || !platform?.service) return undefined;
  return zone ? originName(zone.domain) : edge.originDomainName;
}
