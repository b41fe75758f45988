/** PostgreSQL's default port. A different port would add no security inside the VPC, and P5.3 requires this one. */
export const postgresqlPort = 5432;

/** RDS's name for PostgreSQL in an Aurora cluster. */
export const auroraEngine = 'aurora-postgresql';

/** Major version of a PostgreSQL version: `16` of `16.13`. */
export function majorVersion(engineVersion: string): string {
  return engineVersion.slice(0, engineVersion.indexOf('.'));
}
