import { z } from 'zod';
import { transitSchema } from '../network/transit';

/** A stack of the DR region with exactly the settings of its counterpart in the primary region. */
const asInPrimary = z.strictObject({});

/**
 * Settings of `dr-region`: which stacks it has, and how they differ from the primary region. All other settings come
 * from the counterpart in `network` or `database`.
 */
const stacks = z.strictObject({
  /** Counterpart of `network`, stack `vpc`. */
  network: z
    .strictObject({
      /** The number of NAT gateways, as in the primary region. */
      natGateways: z.int().min(1).max(6),
    })
    .optional(),
  /** Counterpart of `network`, stack `transit`. Peered gateways need different autonomous system numbers. */
  transit: transitSchema.optional(),
  /** The secondary cluster of the global database. */
  relational: z
    .strictObject({
      /**
       * Readers; one of them becomes the writer. Fewer than in the primary region cost less, but also carry less after
       * a failover, until more are deployed.
       * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database.configuration.requirements.html
       */
      instances: z.int().min(1).max(16),
    })
    .optional(),
  /**
   * Counterpart of `database`, stack `cache`. The cache stands alone, and is empty before a failover. It cannot join a
   * global datastore: AWS creates the id of the datastore, and only the primary region knows it.
   */
  cache: z
    .strictObject({
      /** Primary and replicas together, as in the primary region. */
      nodes: z.int().min(1).max(6),
    })
    .optional(),
  /** Counterpart of `database`, stack `storage`. */
  storage: asInPrimary.optional(),
  /** Counterpart of `database`, stack `static-assets`: a copy for CloudFront, if the other bucket does not answer. */
  'static-assets': asInPrimary.optional(),
  /** Counterpart of `database`, stack `file-system`. */
  'file-system': asInPrimary.optional(),
  /** The vault for copies of recovery points. */
  backup: asInPrimary.optional(),
  /** The replication of data and traffic between the regions, for everything that both regions have. */
  replication: asInPrimary.optional(),
});

/** Settings of `dr-region`, by stack. */
export const settings = stacks.optional();

export type DrRegionSettings = z.infer<typeof stacks>;
