import { z } from 'zod';
import { cacheVersions } from './cache-versions';
import { text } from '../../values/text';
import { retention } from '../../values/retention';

/**
 * Node types of the current generation: all of them support encryption at rest and in transit. Older types do not. The
 * families with `d` also keep data on disks, which needs another setting.
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html
 */
const nodeType = text(
  /^cache\.((t3|t4g)\.(micro|small|medium)|(m5|m6g|m7g|r5|r6g|r7g)\.(large|(2|4|8|12|16|24)?xlarge))$/,
  'a node type of a current family, t3, t4g, m5, m6g, m7g, r5, r6g or r7g, such as cache.r7g.large: ' +
    'ElastiCache cannot encrypt older ones',
);

const snapshotLimits = 'ElastiCache keeps snapshots for 35 days at most, and none at all with 0';

const common = {
  /**
   * Type of every node of the cache.
   *
   * @change the nodes are replaced one by one, and connections are cut once
   */
  nodeType,
  /** Primary and replicas together: 1 to 6. */
  nodes: z.int().min(1).max(6, 'ElastiCache has one primary and five replicas'),
  /** Whether a replica in another zone becomes the primary if the primary is lost. */
  automaticFailover: z.boolean(),
  /** How long daily snapshots are kept, in days. ElastiCache keeps them for at most 35. */
  snapshotRetentionDays: z.int().min(1, snapshotLimits).max(35, snapshotLimits),
  /** How long the slow log and the engine log are kept, in days. */
  logRetentionDays: retention,
  /**
   * Whether the cache is the primary of a global datastore. A cache of the DR region may join it.
   *
   * @default `false`
   */
  globalDatastore: z.boolean().optional(),
};

const valkey = z.strictObject({
  type: z.literal('valkey'),
  /**
   * Major and minor version of Valkey.
   *
   * @change a higher one upgrades the nodes one by one, and connections are cut once; a lower one replaces the cache
   */
  engineVersion: z.enum(cacheVersions.valkey),
  ...common,
});

const redis = z.strictObject({
  type: z.literal('redis'),
  /**
   * Major and minor version of Redis OSS.
   *
   * @change a higher one upgrades the nodes one by one, and connections are cut once; a lower one replaces the cache
   */
  engineVersion: z.enum(cacheVersions.redis),
  ...common,
});

/** Settings of `database`, stack `cache`. */
export const cacheSchema = z
  .discriminatedUnion('type', [valkey, redis])
  .superRefine(({ nodes, automaticFailover, globalDatastore, nodeType }, refinement) => {
    const complain = (path: string, allowed: string) =>
      refinement.addIssue({ code: 'custom', path: [path], params: { allowed } });

    // https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html
    if (automaticFailover && nodes < 2) {
      complain(
        'nodes',
        'at least 2 with automaticFailover: a replica takes over, and ElastiCache refuses failover without one',
      );
    }
    if (!globalDatastore) return;
    // https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastores-Getting-Started.html
    if (/^cache\.t/.test(nodeType)) {
      complain(
        'nodeType',
        'a node type of m5, r5 or later with globalDatastore: AWS supports no burstable ones',
      );
    }
    if (!automaticFailover) {
      complain(
        'automaticFailover',
        'true with globalDatastore: AWS adds no cache to one that cannot fail over',
      );
    }
  });

export type CacheSettings = z.infer<typeof cacheSchema>;
