import { type z } from 'zod';
import { type appsSchema } from './apps-schema';
import { type Problem } from './problem';
import { type Region } from './region-schema';

/** What is looked at of an environment here. */
interface ServiceEnvironment {
  readonly account: string;
  readonly regions: { readonly primary: Region; readonly dr?: Region | undefined };
  readonly apps: z.infer<typeof appsSchema>;
}

/**
 * What is wrong with the settings of the service in view of the rest of the environment: a load balancer takes
 * certificates of its own region and account only.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/https-listener-certificates.html
 */
export function serviceProblems({ account, regions, apps }: ServiceEnvironment): Problem[] {
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
