import { type NameScope } from '@bulkhead/naming';
import { describeDatabases, snapshotArns } from './database-permissions';
import { keyPermissions } from './key-permissions';
import { allow, type Permission } from './permission';

/** What AWS Backup calls everything that a restore test makes, before whatever tells them apart. */
const restored = 'awsbackup-restore-test-';

/**
 * What AWS Backup does to restore for a test: to make new databases, file systems and buckets, the first and the last
 * by the names that it gives them, so that it cannot write into one that is there. It deletes them in a role of its own.
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSBackupServiceRolePolicyForRestores.html
 */
export function restorePermissions(nameScope: NameScope): readonly Permission[] {
  const { region, account } = nameScope;
  const rds = (...types: string[]) => types.map((type) => `arn:aws:rds:${region}:${account}:${type}`);
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
        ...rds(`cluster:${restored}*`, `db:${restored}*`),
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
      [`arn:aws:s3:::${restored}*`],
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
      [`arn:aws:s3:::${restored}*/*`],
    ),
    ...keyPermissions(nameScope, [region]),
  ];
}
