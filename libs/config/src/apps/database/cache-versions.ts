/**
 * The engine versions for a cache: versions that support users with IAM authentication, from Valkey 7.2 and Redis OSS
 * 7.0 on. They are in one place, since all members of a global datastore must have the same version.
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html
 */
export const cacheVersions = {
  valkey: ['7.2', '8.0', '8.1', '8.2'],
  redis: ['7.0', '7.1'],
} as const;

/** The version for an environment that names none. */
export const defaultValkeyVersion: (typeof cacheVersions.valkey)[number] = '8.1';
