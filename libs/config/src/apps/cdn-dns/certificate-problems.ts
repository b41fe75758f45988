import { type Problem } from '../../values/problem';
import { at, type CdnDnsSurroundings } from './cdn-dns-surroundings';
import { publicNamesOf } from './zone';

/** What the certificates of the load balancers require and the environment lacks. */
export function certificateProblems({ apps }: CdnDnsSurroundings): Problem[] {
  const { zone, certificates } = apps['cdn-dns'] ?? {};
  if (!certificates) return [];
  if (!zone) {
    return [
      {
        path: at('zone'),
        allowed: 'settings such as {"domain": "app.example.org"}, since certificates are of its names',
      },
    ];
  }
  const served = publicNamesOf(zone);
  return [
    ...certificates.retainedDomains.flatMap((domain, index) =>
      served.includes(domain)
        ? [
            {
              path: at('certificates', 'retainedDomains', index),
              allowed: 'a name that is not served any more: the certificate of a served name is there anyway',
            },
          ]
        : [],
    ),
    ...(apps['app-platform']?.service?.loadBalancer.certificateArns
      ? [
          {
            path: ['apps', 'app-platform', 'service', 'loadBalancer', 'certificateArns'],
            allowed:
              'none with apps.cdn-dns.certificates, which issues the certificates of the load balancers',
          },
        ]
      : []),
  ];
}
