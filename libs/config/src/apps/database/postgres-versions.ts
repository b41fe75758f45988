/**
 * The PostgreSQL versions that both Aurora and RDS offer, one per major version. They are in one place, since all
 * members of a global cluster must have the same version, and AWS withdraws old ones (pitfall 5).
 */
export const postgresVersions = ['15.17', '16.13', '17.9'] as const;

/** The version for an environment that names none. */
export const defaultPostgresVersion: (typeof postgresVersions)[number] = '16.13';
