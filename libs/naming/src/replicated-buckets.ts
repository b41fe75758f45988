/**
 * Logical names of the buckets that a rule copies to the DR region, for code in a region that must not ask the other
 * region for its names.
 */
export const replicatedBuckets = {
  data: 'data',
  staticAssets: 'static-assets',
  audit: 'audit-trail',
} as const;

/** Id of the rule that copies every object of such a bucket. The metrics of a copy have it as a dimension. */
export const replicationRuleId = 'all-objects';
