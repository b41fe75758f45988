import { type CdnDnsSurroundings } from './cdn-dns-surroundings';

/**
 * Health checks that cannot see what they are for.
 *
 * @returns one line, or none
 * @emulator There is no warning about a health check that is not deep.
 */
export function warnings({ target, apps }: CdnDnsSurroundings): string[] {
  const routing = apps['cdn-dns']?.routing;
  if (target !== 'aws' || !routing || routing.type === 'simple') return [];
  const { path } = routing.healthCheck;
  if (path !== apps['app-platform']?.service?.healthPath) return [];
  return [
    `apps.cdn-dns.routing.healthCheck.path: "${path}" — the load balancer asks the same path; AWS recommends a deep check here, which fails if the region cannot serve, the database included`,
  ];
}
