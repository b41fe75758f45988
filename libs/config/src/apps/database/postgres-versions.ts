/**
 * The PostgreSQL versions that Aurora and RDS were seen to offer, one a major version. One place holds them, since
 * the versions of one global cluster must be equal, and AWS takes old ones away (pitfall 5).
 */
export const postgresVersions = ['15.17', '16.13', '17.9'] as const;

/** What an environment gets that names none. */
export const defaultPostgresVersion: (typeof postgresVersions)[number] = '16.13';
