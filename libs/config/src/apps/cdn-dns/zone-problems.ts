import { type Problem } from '../../values/problem';
import { at, type CdnDnsSurroundings } from './cdn-dns-surroundings';
import { isIn, originName } from './domain-name';
import { isExampleOfEverybody, isOfAws, isReserved } from './reserved-domains';
import { amazonIssuer, zoneNameOf } from './zone';

/**
 * What the zone of an environment cannot be.
 *
 * @emulator A reserved domain such as app.bulkhead.test is accepted.
 */
export function zoneProblems({ target, apps }: CdnDnsSurroundings): Problem[] {
  const { zone, certificates, edge } = apps['cdn-dns'] ?? {};
  if (!zone) return [];
  const found: Problem[] = [];
  const complain = (path: (string | number)[], allowed: string) =>
    found.push({ path: at('zone', ...path), allowed });
  const zoneName = zoneNameOf(zone);

  if (!isIn(zone.domain, zoneName))
    complain(
      ['zoneName'],
      `${zone.domain} or a name above it: a zone has records of its own name and of names below it`,
    );
  if (zone.formerDomain !== undefined && !isIn(zone.formerDomain, zoneName))
    complain(
      ['formerDomain'],
      `a name in the zone ${zoneName}: the records of another zone are not of this stack`,
    );
  if (zone.formerDomain === zone.domain) complain(['formerDomain'], 'another name than domain, or none');
  if (
    zone.formerDomain !== undefined &&
    (zone.formerDomain === originName(zone.domain) || zone.domain === originName(zone.formerDomain))
  )
    complain(['formerDomain'], 'a name that is not the origin of the other one');
  if (target === 'aws' && isReserved(zone.domain)) {
    complain(
      ['domain'],
      'a domain of the internet, since the environment is in AWS: nobody can reach a name of a reserved top-level domain',
    );
  }
  for (const key of ['domain', 'formerDomain', 'zoneName'] as const) {
    const name = zone[key];
    if (name !== undefined && isOfAws(name))
      complain(
        [key],
        'a domain of your own: AWS names what its customers have in this one, and keeps its zone',
      );
  }
  if (target === 'aws' && isExampleOfEverybody(zoneName)) {
    complain(
      [zone.zoneName === undefined ? 'domain' : 'zoneName'],
      'a domain of your own: Route 53 refuses a hosted zone for an example of RFC 2606',
    );
  }
  if (zone.hostedZoneId !== undefined && zone.queryLogRetentionDays !== undefined) {
    complain(
      ['queryLogRetentionDays'],
      'none with hostedZoneId: a zone has one query log, and the owner of the zone decides about it',
    );
  }
  if (zone.hostedZoneId === undefined && zone.takesOver)
    complain(['takesOver'], 'false without hostedZoneId: a new zone has no records of others');
  if (zone.hostedZoneId !== undefined && zone.dnssec) {
    complain(
      ['dnssec'],
      'false with hostedZoneId: the owner of the zone signs it, and gives the DS record to its parent',
    );
  }
  if ((certificates ?? edge) && !zone.caaIssuers.includes(amazonIssuer))
    complain(
      ['caaIssuers'],
      `${amazonIssuer} among them: ACM issues the certificates, and asks these records first`,
    );
  return found;
}
