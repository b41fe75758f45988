import { type Problem } from '../../values/problem';
import { type PlatformSurroundings } from './platform-surroundings';

/** Conflicts between the settings of the service and the rest of the environment. */
export function serviceProblems(environment: PlatformSurroundings): Problem[] {
  const { regions, apps } = environment;
  const { service } = apps['app-platform'] ?? {};
  return [
    ...(service && !apps.database?.relational
      ? [{ path: ['apps', 'database'], allowed: 'a database, since the service reads its contract' }]
      : []),
    ...(service?.dr && !regions.dr
      ? [{ path: ['apps', 'app-platform', 'service', 'dr'], allowed: 'none without regions.dr' }]
      : []),
    ...certificateProblems(environment),
  ];
}

/**
 * A load balancer accepts only certificates of its own region and account.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/https-listener-certificates.html
 */
function certificateProblems({ account, regions, apps }: PlatformSurroundings): Problem[] {
  const { certificateArns } = apps['app-platform']?.service?.loadBalancer ?? {};
  return (['primary', 'dr'] as const).flatMap((role) => {
    const arn = certificateArns?.[role];
    if (arn === undefined) return [];
    const path = ['apps', 'app-platform', 'service', 'loadBalancer', 'certificateArns', role];
    const region = regions[role]?.name;
    if (region === undefined) return [{ path, allowed: `none without regions.${role}` }];
    if (arn.startsWith(`arn:aws:acm:${region}:${account}:`)) return [];
    return [
      {
        path,
        allowed: `a certificate of ${region} (regions.${role}) and of account ${account}: the load balancer takes no other`,
      },
    ];
  });
}
