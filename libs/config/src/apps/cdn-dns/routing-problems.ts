import { type Problem } from '../../values/problem';
import { at, type CdnDnsSurroundings } from './cdn-dns-surroundings';

/**
 * Requests that one health checker of Route 53 sends in the five minutes of the firewall's rate limit: one every ten
 * seconds. Health checks of several names come from the same addresses.
 */
const requestsOfChecker = 100;

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
  if (routing.former?.type === routing.type)
    found.push({ path: at('routing', 'former', 'type'), allowed: 'another policy than type, or none' });
  const needy = routing.type === 'simple' ? routing.former && 'former' : 'type';
  if (needy !== undefined && !regions.dr)
    found.push({
      path: at('routing', needy),
      allowed: `${needy === 'type' ? 'simple' : 'none'}: the environment has one region (no regions.dr), and nothing to choose from`,
    });
  else if (needy !== undefined && service && !service.dr)
    found.push({
      path: ['apps', 'app-platform', 'service', 'dr'],
      allowed: `settings such as {"desiredCount": 1}, since apps.cdn-dns.routing of type ${(needy === 'former' ? routing.former : routing)?.type} leads users to both regions`,
    });
  if (routing.type !== 'simple' && service && service.loadBalancer.requestsPerAddress < requestsOfChecker)
    found.push({
      path: ['apps', 'app-platform', 'service', 'loadBalancer', 'requestsPerAddress'],
      allowed: `at least ${requestsOfChecker}, since apps.cdn-dns.routing has health checks: the firewall would refuse Route 53's requests, and users would leave the region`,
    });
  return found;
}
