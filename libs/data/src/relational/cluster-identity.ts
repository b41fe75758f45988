import { databaseIdentifier, type NameScope } from '@bulkhead/naming';

/** Identifier of the cluster. Its log group and its key's policy are made before it, and need to know it. */
export function clusterIdentifier(nameScope: NameScope): string {
  return databaseIdentifier(nameScope, 'relational');
}

/** Identifier of one instance of the cluster. @param number from 1 */
export function instanceIdentifier(nameScope: NameScope, number: number): string {
  return databaseIdentifier(nameScope, 'relational', String(number));
}

/**
 * The log group that RDS exports the PostgreSQL log to; RDS decides the name.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.CloudWatch.html
 */
export function postgresqlLogGroupName(nameScope: NameScope): string {
  return `/aws/rds/cluster/${clusterIdentifier(nameScope)}/postgresql`;
}
