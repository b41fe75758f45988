import { type NameScope } from '@bulkhead/naming';
import { allow, type Permission } from './permission';

/** Every cluster and instance of a region. A condition must restrict them. */
export function databaseArns({ region, account }: NameScope): string[] {
  return ['cluster', 'db'].map((type) => `arn:aws:rds:${region}:${account}:${type}:*`);
}

/** The snapshots of AWS Backup in the regions, by a name that only AWS Backup may use. */
export function snapshotArns({ account }: NameScope, regions: readonly string[]): string[] {
  return regions.flatMap((region) =>
    ['cluster-snapshot', 'snapshot'].map((type) => `arn:aws:rds:${region}:${account}:${type}:awsbackup:*`),
  );
}

/**
 * Describing databases and snapshots. AWS Backup also describes all at once, which RDS treats as a request for every
 * name.
 */
export function describeDatabases(nameScope: NameScope, regions: readonly string[]): Permission {
  const { account } = nameScope;
  return allow(
    'DescribeDatabases',
    [
      'rds:DescribeDBClusterSnapshots',
      'rds:DescribeDBClusters',
      'rds:DescribeDBInstances',
      'rds:DescribeDBSnapshots',
      'rds:ListTagsForResource',
    ],
    regions.flatMap((region) => [
      ...databaseArns({ ...nameScope, region }),
      ...['cluster-snapshot', 'snapshot'].map((type) => `arn:aws:rds:${region}:${account}:${type}:*`),
    ]),
  );
}
