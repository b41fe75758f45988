import { z } from 'zod';
import { text } from '../../values/text';

/**
 * The checks that decide whether a region gets users. Route 53 asks from some 15 places at once.
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html
 */
const healthCheck = z
  .strictObject({
    /**
     * Path that answers with a status below 400 only if the region can really serve, the database included. The path
     * that the load balancer asks is another one, because a target is not to be replaced for what the database does.
     * The application has to answer within 2 seconds, and whatever the host is: Route 53 names the load balancer as the
     * host.
     * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html
     */
    path: text(/^\/[\w./~-]{0,254}$/, 'a path such as /health/deep, without a query').default('/health/deep'),
    /**
     * Seconds between two requests from one place.
     *
     * @change the health check is replaced: Route 53 cannot change it
     */
    intervalSeconds: z.literal([10, 30]).default(10),
    /** How many answers in a row must differ before the region counts as healthy, or no longer does. */
    failureThreshold: z.int().min(1).max(10).default(3),
  })
  .prefault({});

const routingControlArn = text(
  /^arn:aws:route53-recovery-control::\d{12}:controlpanel\/[0-9a-f]+\/routingcontrol\/[0-9a-f]+$/,
  'the ARN of a routing control',
);

/**
 * The share of a region: its weight, divided by the sum of both. With 0 it gets nobody while the other one is healthy.
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-weighted.html
 */
const weight = z.int().min(0).max(255);

/** The weight of each region. */
const weights = z
  .strictObject({
    /** The weight of the primary region. */
    primary: weight,
    /** The weight of the DR region. */
    dr: weight,
  })
  .refine(({ primary, dr }) => primary + dr > 0, {
    params: {
      allowed: 'at least one weight above 0: if all are 0, Route 53 takes all regions alike',
    },
  });

/** A policy by which Route 53 chooses between two regions. */
const regionalPolicy = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('latency') }),
  z.strictObject({ type: z.literal('failover') }),
  z.strictObject({ type: z.literal('weighted'), weights }),
]);

const former = {
  /**
   * The policy before `type` was changed. As long as it is set, the records of the former policy stay. Set it with the
   * change of `type`, and take it out with the next deploy: Terraform deletes records before it changes those that lead
   * to them.
   *
   * @default only the records of `type`
   */
  former: regionalPolicy.optional(),
};

/** What a policy with two regions needs. */
const betweenRegions = {
  ...former,
  healthCheck,
  /**
   * The longest time from the failure of a region until its users are served again (RTO), in seconds. `validate` fails
   * if the records and health checks can take longer.
   */
  rtoSeconds: z.int().min(60).max(86_400).default(3600),
  /**
   * ARC routing controls that move users, beside the manual switch. A control that is off takes the users from its
   * region, and a new control is off: switch it on before the deploy. A cluster for them has a price by the hour.
   * https://docs.aws.amazon.com/r53recovery/latest/dg/routing-control.html
   *
   * @default only the manual switch
   */
  routingControlArns: z
    .strictObject({
      /** The control of the primary region. */
      primary: routingControlArn,
      /** The control of the DR region. */
      dr: routingControlArn,
    })
    .refine(({ primary, dr }) => primary !== dr, {
      params: { allowed: 'a control for each region: one for both would take the users from both' },
    })
    .optional(),
};

/** Settings of `cdn-dns`, stack `routing`: the routing policy of the public name and of the name of the origin. */
export const routingSchema = z.discriminatedUnion('type', [
  /** One region serves everybody. */
  z.strictObject({ type: z.literal('simple'), ...former }),
  /** Active-active: each user is served by the region with the shortest way. */
  z.strictObject({ type: z.literal('latency'), ...betweenRegions }),
  /** Active-passive: the DR region serves while the primary region is unhealthy. */
  z.strictObject({ type: z.literal('failover'), ...betweenRegions }),
  /** A share for each region, for a gradual shift. */
  z.strictObject({ type: z.literal('weighted'), weights, ...betweenRegions }),
]);

export type RoutingSettings = z.infer<typeof routingSchema>;
/** Settings of a policy with two regions. */
export type RegionalRoutingSettings = Exclude<RoutingSettings, { type: 'simple' }>;
/** A policy by which Route 53 chooses between two regions. */
export type RegionalPolicy = z.infer<typeof regionalPolicy>;
