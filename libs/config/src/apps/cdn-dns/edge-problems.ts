import { type Problem } from '../../values/problem';
import { apiOriginOf } from './api-origin';
import { at, type CdnDnsSurroundings } from './cdn-dns-surroundings';
import { isReserved } from './reserved-domains';

/** The statuses of an origin that did not answer. With an API, only these may be replaced by a page. */
const unanswered: readonly number[] = [502, 503, 504];

/**
 * The name that AWS gives an internal load balancer. It resolves to private addresses.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html
 */
const internalLoadBalancer = /^internal-.*\.elb\.amazonaws\.com$/;

/**
 * What a distribution requires and the environment lacks.
 *
 * @emulator A reserved name is accepted as the origin.
 */
export function edgeProblems({ target, apps }: CdnDnsSurroundings): Problem[] {
  const { edge, zone } = apps['cdn-dns'] ?? {};
  if (!edge) return [];
  const found: Problem[] = [];
  const complain = (path: (string | number)[], allowed: string) =>
    found.push({ path: at('edge', ...path), allowed });
  const { originDomainName, apiPaths } = edge;
  const service = apps['app-platform']?.service;
  const hasApi = apiOriginOf(apps) !== undefined;

  if (originDomainName !== undefined && zone)
    complain(
      ['originDomainName'],
      `none with apps.cdn-dns.zone, whose origin.${zone.domain} is the name of the origin`,
    );
  if (originDomainName !== undefined && !service)
    complain(['originDomainName'], 'none without apps.app-platform.service, which has the load balancers');
  if (
    originDomainName !== undefined &&
    (internalLoadBalancer.test(originDomainName) || (target === 'aws' && isReserved(originDomainName)))
  ) {
    complain(
      ['originDomainName'],
      'a name of the internet: CloudFront reaches no internal load balancer and no private name',
    );
  }
  if (!hasApi && !apps.database?.['static-assets']) {
    complain(
      [],
      'none without an origin: apps.database.static-assets, or apps.app-platform.service with apps.cdn-dns.zone or originDomainName',
    );
  }
  for (const [pages, path] of [
    [edge.errorPages, ['errorPages']],
    [edge.staging?.errorPages ?? [], ['staging', 'errorPages']],
  ] as const) {
    if (pages.length > 0 && !apps.database?.['static-assets'])
      complain([...path], 'none without apps.database.static-assets, which has the pages');
    pages.forEach(({ errorCode, responsePagePath }, index) => {
      if (hasApi && !unanswered.includes(errorCode))
        complain(
          [...path, index, 'errorCode'],
          `${unanswered.join(', ')}, since the distribution has an API: CloudFront would put the page in the place of what the API answers`,
        );
      const apiPath = hasApi && apiPaths.find((pattern) => isMatch(pattern, responsePagePath));
      if (apiPath)
        complain(
          [...path, index, 'responsePagePath'],
          `a path outside ${apiPath}, which leads to the API and not to the static files`,
        );
    });
  }
  return found;
}

/** Whether a path is one of a pattern: `*` is any text, and `?` any character. */
function isMatch(pattern: string, path: string): boolean {
  const source = pattern.replace(/[.$+]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.');
  return new RegExp(`^${source}$`).test(path);
}
