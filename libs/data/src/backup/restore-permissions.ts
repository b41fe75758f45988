import { bucketName, databaseIdentifier, type NameScope } from '@bulkhead/naming';
import { describeDatabases, snapshotArns } from './database-permissions';
import { keyPermissions } from './key-permissions';
import { allow, type Permission } from './permission';

/** Prefixes of the names that a restore may give to new resources. */
interface RestoredNames {
  readonly databases: readonly string[];
  readonly buckets: readonly string[];
}

/** The common prefix of all names that AWS Backup gives in a restore test. */
const ofTests = 'awsbackup-restore-test-';

/**
 * The names that a person who restores may give to new resources: names of the environment that no existing resource
 * has. Bucket names contain the hash of the environment, so data of another environment is out of reach.
 */
function ofEnvironment(nameScope: NameScope): RestoredNames {
  return {
    databases: [databaseIdentifier(nameScope, 'restored')],
    buckets: [bucketName(nameScope, 'restored')],
  };
}

/**
 * The permissions of AWS Backup to restore: to create new databases, file systems and buckets. Names of databases and
 * buckets must be new, so that a restore cannot overwrite existing data. AWS Backup passes no role, and deletes only in
 * buckets that it created. A role of AWS deletes the resources of a restore test.
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSBackupServiceRolePolicyForRestores.html
 *
 * @param options `forTests`: whether AWS Backup may also run restore tests, where it chooses the names
 */
export function restorePermissions(
  nameScope: NameScope,
  { forTests }: { readonly forTests: boolean },
): readonly Permission[] {
  const { region, account } = nameScope;
  const rds = (...types: string[]) => types.map((type) => `arn:aws:rds:${region}:${account}:${type}`);
  const names = ofEnvironment(nameScope);
  const tests = forTests ? [ofTests] : [];
  const databases = [...names.databases, ...tests];
  const buckets = [...names.buckets, ...tests].map((name) => `arn:aws:s3:::${name}*`);
  return [
    allow(
      'RestoreDatabases',
      [
        'rds:AddTagsToResource',
        'rds:CreateDBInstance',
        'rds:RestoreDBClusterFromSnapshot',
        'rds:RestoreDBInstanceFromDBSnapshot',
      ],
      [
        ...databases.flatMap((name) => rds(`cluster:${name}*`, `db:${name}*`)),
        ...snapshotArns(nameScope, [region]),
        // Placement and configuration of a database. A restore only refers to them.
        ...rds('subgrp:*', 'cluster-pg:*', 'pg:*', 'og:*'),
      ],
    ),
    describeDatabases(nameScope, [region]),
    // These actions accept no resource.
    allow(
      'DescribeNetwork',
      [
        'ec2:DescribeAccountAttributes',
        'ec2:DescribeAvailabilityZones',
        'ec2:DescribeInternetGateways',
        'ec2:DescribeSecurityGroups',
        'ec2:DescribeSubnets',
        'ec2:DescribeVpcs',
      ],
      ['*'],
    ),
    // EFS chooses the id of a file system, so no pattern can tell a new file system from an existing one.
    allow(
      'RestoreFileSystems',
      [
        'elasticfilesystem:CreateFileSystem',
        'elasticfilesystem:DescribeFileSystems',
        'elasticfilesystem:Restore',
        'elasticfilesystem:TagResource',
      ],
      [`arn:aws:elasticfilesystem:${region}:${account}:file-system/*`],
    ),
    allow(
      'RestoreBuckets',
      [
        's3:CreateBucket',
        's3:GetBucketLocation',
        's3:GetBucketOwnershipControls',
        's3:GetBucketVersioning',
        's3:ListBucket',
        's3:ListBucketVersions',
        's3:PutBucketOwnershipControls',
        's3:PutBucketVersioning',
      ],
      buckets,
    ),
    allow(
      'RestoreObjects',
      [
        's3:DeleteObject',
        's3:GetObject',
        's3:GetObjectAcl',
        's3:GetObjectTagging',
        's3:GetObjectVersion',
        's3:GetObjectVersionAcl',
        's3:ListMultipartUploadParts',
        's3:PutObject',
        's3:PutObjectAcl',
        's3:PutObjectTagging',
        's3:PutObjectVersionAcl',
      ],
      buckets.map((bucket) => `${bucket}/*`),
    ),
    ...keyPermissions(nameScope, [region]),
  ];
}
