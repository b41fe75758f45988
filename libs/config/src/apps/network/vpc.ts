import { z } from 'zod';
import { retention } from '../../values/retention';

/** Services that have a gateway endpoint, by a route. Such an endpoint is free. */
export const gatewayEndpointServices = ['dynamodb', 's3'] as const;

/**
 * Services that may have an endpoint in the private subnets: those that a task needs to start (`ecr.api`, `ecr.dkr`,
 * `logs`, `secretsmanager`, `kms`, `ssm`), and the one for ECS Exec and Session Manager (`ssmmessages`). Enhanced
 * monitoring, Performance Insights and backups use the network of RDS and need no endpoint.
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

/**
 * Some of the services, each once: a second endpoint could not have the service's private DNS name. Default: all
 * services.
 */
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
   * The number of NAT gateways: 1, or one per availability zone, so that the loss of a zone does not cut off other
   * zones.
   *
   * @change connections through a removed gateway, or a gateway that changes its zone, are cut
   */
  natGateways: z.int().min(1).max(6),
  /** How long VPC flow logs are kept, in days. */
  flowLogRetentionDays: retention,
  /** Services that the private subnets reach without using the internet. */
  endpoints: z
    .strictObject({
      /** Gateway endpoints, by a route. */
      gateway: someOf(gatewayEndpointServices),
      /** Interface endpoints, with a network interface in every private subnet. They cost by the hour and zone. */
      interface: someOf(interfaceEndpointServices),
    })
    .prefault({}),
});

export type VpcSettings = z.infer<typeof vpcSchema>;
