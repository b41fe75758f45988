import { z } from 'zod';
import { retention } from '../../values/retention';

/** The services that a route leads to. Such an endpoint costs nothing. */
export const gatewayEndpointServices = ['dynamodb', 's3'] as const;

/**
 * The services that may have an endpoint in the private subnets: what a task needs to start (`ecr.api`, `ecr.dkr`,
 * `logs`, `secretsmanager`, `kms`, `ssm`), and what ECS Exec and Session Manager need (`ssmmessages`). Enhanced
 * monitoring, Performance Insights and backups take the network of RDS and need none.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html
 */
export const interfaceEndpointServices = [
  'ecr.api',
  'ecr.dkr',
  'kms',
  'logs',
  'secretsmanager',
  'ssm',
  'ssmmessages',
] as const;

/** Some of the services, each once: a second endpoint could not have the service's private DNS name. All unless set. */
function someOf<const Service extends string>(services: readonly Service[]) {
  return z
    .array(z.enum(services))
    .superRefine((chosen, refinement) =>
      chosen.forEach((service, index) => {
        if (chosen.indexOf(service) === index) return;
        refinement.addIssue({ code: 'custom', path: [index], params: { allowed: 'each service once' } });
      }),
    )
    .default([...services]);
}

/** Settings of `network`, stack `vpc`. */
export const vpcSchema = z.strictObject({
  /**
   * How many NAT gateways: 1, or one per availability zone so that a lost zone takes no other's way out.
   *
   * @change connections by a gateway that goes, or is one of another zone from then on, are cut
   */
  natGateways: z.int().min(1).max(6),
  /** How long VPC flow logs are kept, in days. */
  flowLogRetentionDays: retention,
  /** Services that the private subnets reach without the internet. */
  endpoints: z
    .strictObject({
      /** By a route. */
      gateway: someOf(gatewayEndpointServices),
      /** By network interfaces in every private subnet, which cost by the hour and zone. */
      interface: someOf(interfaceEndpointServices),
    })
    .prefault({}),
});

export type VpcSettings = z.infer<typeof vpcSchema>;
