import { z } from 'zod';
import { transitSchema } from '../network/transit';

/** A stack that is in the DR region what its counterpart is in the primary one, by the settings of that one. */
const asInPrimary = z.strictObject({});

/**
 * Settings of `dr-region`: which stacks it has, and what differs in them from the primary region. The standby has what
 * its counterpart in `network` or `database` has, by the same settings.
 */
const stacks = z.strictObject({
  /** Counterpart of `network`, stack `vpc`. */
  network: z
    .strictObject({
      /** How many NAT gateways, as in the primary region. */
      natGateways: z.int().min(1).max(6),
    })
    .optional(),
  /** Counterpart of `network`, stack `transit`; gateways that are peered have autonomous system numbers of their own. */
  transit: transitSchema.optional(),
  /** The secondary cluster of the global database. */
  relational: z
    .strictObject({
      /**
       * Readers, of which one becomes the writer. Fewer than in the primary region cost less, and carry less after a
       * failover until more are deployed.
       * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database.configuration.requirements.html
       */
      instances: z.int().min(1).max(16),
    })
    .optional(),
  /**
   * Counterpart of `database`, stack `cache`. It stands alone, and holds nothing before a failover: the id of a global
   * datastore to join is made up by AWS, and known in the primary region only.
   */
  cache: z
    .strictObject({
      /** Primary and replicas together, as in the primary region. */
      nodes: z.int().min(1).max(6),
    })
    .optional(),
  /** Counterpart of `database`, stack `storage`. */
  storage: asInPrimary.optional(),
  /** Counterpart of `database`, stack `file-system`. */
  'file-system': asInPrimary.optional(),
  /** The vault that recovery points are copied to. */
  backup: asInPrimary.optional(),
  /** What carries data and traffic from one region to the other: all that both have. */
  replication: asInPrimary.optional(),
});

/** Settings of `dr-region`, by stack. */
export const settings = stacks.optional();

export type DrRegionSettings = z.infer<typeof stacks>;
