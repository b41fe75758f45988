import { type Problem } from '../../values/problem';
import { at, type CdnDnsSurroundings } from './cdn-dns-surroundings';

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
  return [
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
