import { bucketName, databaseIdentifier, type NameScope } from '@bulkhead/naming';
import { describeDatabases, snapshotArns } from './database-permissions';
import { keyPermissions } from './key-permissions';
import { allow, type Permission } from './permission';

/** Beginnings of the names that a restore may give to what it makes. */
interface RestoredNames {
  readonly databases: readonly string[];
  readonly buckets: readonly string[];
}

/** What AWS Backup calls everything that a restore test makes, before whatever tells them apart. */
const ofTests = 'awsbackup-restore-test-';

/**
 * The names that somebody who restores gives to what is made: those of the environment, and of nothing that it has.
 * Buckets have the hash of the environment in it, so that another one's data is not among them.
 */
function ofEnvironment(nameScope: NameScope): RestoredNames {
  return {
    databases: [databaseIdentifier(nameScope, 'restored')],
    buckets: [bucketName(nameScope, 'restored')],
  };
}

/**
 * What AWS Backup does to restore: to make new databases, file systems and buckets, the first and the last by names that
 * nothing else has, so that it cannot write into one that is there. It passes no role on, and deletes nothing but in
 * buckets that it made; what a test restored is deleted in a role of AWS.
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSBackupServiceRolePolicyForRestores.html
 *
 * @param options `forTests`: whether AWS Backup may restore by itself too, which names what it makes
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
        // Where a database is placed and how it is configured, which restoring only refers to.
        ...rds('subgrp:*', 'cluster-pg:*', 'pg:*', 'og:*'),
      ],
    ),
    describeDatabases(nameScope, [region]),
    // These take no resource.
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
    // EFS makes up the id of a file system, so that no pattern could tell a new one from those that are there.
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
