import { type Problem } from '../../values/problem';
import { at, type CdnDnsSurroundings } from './cdn-dns-surroundings';

/** What the records require and the environment lacks. */
export function routingProblems({ regions, apps }: CdnDnsSurroundings): Problem[] {
  const { routing, zone } = apps['cdn-dns'] ?? {};
  if (!routing) return [];
  const found: Problem[] = [];
  const service = apps['app-platform']?.service;

  if (!zone)
    found.push({
      path: at('zone'),
      allowed: 'settings such as {"domain": "app.example.org"}, since routing has the records of the domain',
    });
  if (!service)
    found.push({
      path: ['apps', 'app-platform', 'service'],
      allowed: 'a service, since apps.cdn-dns.routing leads users to its load balancers',
    });
  if (routing.type === 'simple') return found;
  if (!regions.dr)
    found.push({
      path: at('routing', 'type'),
      allowed: 'simple: the environment has one region (no regions.dr), and nothing to choose from',
    });
  else if (service && !service.dr)
    found.push({
      path: ['apps', 'app-platform', 'service', 'dr'],
      allowed: `settings such as {"desiredCount": 1}, since apps.cdn-dns.routing of type ${routing.type} leads users to both regions`,
    });
  return found;
}
