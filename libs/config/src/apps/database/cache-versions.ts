/**
 * The engine versions that a cache may have: those with users that IAM authenticates, which begin with Valkey 7.2 and
 * Redis OSS 7.0. One place holds them, since the versions of one global datastore must be equal.
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html
 */
export const cacheVersions = {
  valkey: ['7.2', '8.0', '8.1', '8.2'],
  redis: ['7.0', '7.1'],
} as const;

/** What an environment gets that names none. */
export const defaultValkeyVersion: (typeof cacheVersions.valkey)[number] = '8.1';
