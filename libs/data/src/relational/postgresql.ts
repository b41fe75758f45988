/** PostgreSQL's own port. A different one would hide nothing inside the VPC, and P5.3 names it. */
export const postgresqlPort = 5432;

/** How RDS calls PostgreSQL in an Aurora cluster. */
export const auroraEngine = 'aurora-postgresql';

/** Major version of a PostgreSQL version: `16` of `16.13`. */
export function majorVersion(engineVersion: string): string {
  return engineVersion.slice(0, engineVersion.indexOf('.'));
}
