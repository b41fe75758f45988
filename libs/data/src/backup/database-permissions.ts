import { type NameScope } from '@bulkhead/naming';
import { allow, type Permission } from './permission';

/** Every cluster and instance of a region; which of them are meant is for a condition to say. */
export function databaseArns({ region, account }: NameScope): string[] {
  return ['cluster', 'db'].map((type) => `arn:aws:rds:${region}:${account}:${type}:*`);
}

/** The snapshots that AWS Backup made in the regions: it gives them a name that nobody else may give. */
export function snapshotArns({ account }: NameScope, regions: readonly string[]): string[] {
  return regions.flatMap((region) =>
    ['cluster-snapshot', 'snapshot'].map((type) => `arn:aws:rds:${region}:${account}:${type}:awsbackup:*`),
  );
}

/** Looking at databases and snapshots; it is done for all at once, too, which RDS takes for a question about every name. */
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
