import { apiOriginOf } from './api-origin';

/** True if the load balancers of an environment are reached by CloudFront alone. */
export function hasOriginProtection({ apps }: { readonly apps: Parameters<typeof apiOriginOf>[0] }): boolean {
  return apiOriginOf(apps) !== undefined && apps['cdn-dns']?.edge?.originProtection === true;
}
