import { type NameScope } from '@bulkhead/naming';
import { dataBucketName } from '../storage/bucket-names';
import { databaseArns, describeDatabases, snapshotArns } from './database-permissions';
import { keyPermissions } from './key-permissions';
import { allow, type Permission } from './permission';
import { ownedBy } from './resource-tags';
import { vaultArn } from './vault-identity';

/**
 * The permissions of AWS Backup to back up and to copy, only for the types that the plans select. For these types they
 * match AWS's managed policies. But the managed policies also allow AWS Backup to run commands on instances, pass any
 * role, and change databases.
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSBackupServiceRolePolicyForBackup.html
 *
 * @param copyRegion the region for copies of recovery points. @default none
 */
export function backupPermissions(nameScope: NameScope, copyRegion?: string): readonly Permission[] {
  const regions = copyRegion ? [nameScope.region, copyRegion] : [nameScope.region];
  return [
    // These actions accept no resource: AWS Backup lists resources before it knows which ones to back up.
    allow(
      'FindResources',
      ['cloudwatch:GetMetricData', 'events:ListRules', 's3:ListAllMyBuckets', 'tag:GetResources'],
      ['*'],
    ),
    ...databasePermissions(nameScope, regions),
    ...fileSystemPermissions(nameScope),
    ...bucketPermissions(nameScope),
    ...vaultPermissions(nameScope, regions),
    ...keyPermissions(nameScope, regions),
  ];
}

function databasePermissions(nameScope: NameScope, regions: readonly string[]): Permission[] {
  return [
    allow(
      'SnapshotDatabasesOfEnvironment',
      ['rds:CreateDBClusterSnapshot', 'rds:CreateDBSnapshot'],
      databaseArns(nameScope),
      { StringEquals: ownedBy(nameScope) },
    ),
    // A snapshot has no tags while it is created.
    allow(
      'KeepOwnSnapshots',
      [
        'rds:AddTagsToResource',
        'rds:CopyDBClusterSnapshot',
        'rds:CopyDBSnapshot',
        'rds:CreateDBClusterSnapshot',
        'rds:CreateDBSnapshot',
        'rds:DeleteDBClusterSnapshot',
        'rds:DeleteDBSnapshot',
      ],
      snapshotArns(nameScope, regions),
    ),
    describeDatabases(nameScope, regions),
  ];
}

function fileSystemPermissions(nameScope: NameScope): Permission[] {
  const { region, account } = nameScope;
  return [
    allow(
      'BackUpFileSystemsOfEnvironment',
      ['elasticfilesystem:Backup', 'elasticfilesystem:DescribeTags'],
      [`arn:aws:elasticfilesystem:${region}:${account}:file-system/*`],
      { StringEquals: ownedBy(nameScope) },
    ),
  ];
}

/**
 * The bucket of the platform's objects, the only bucket of the environment with the tag for backups. A policy cannot
 * check the tags of a bucket, so the policy names the bucket.
 */
function bucketPermissions(nameScope: NameScope): Permission[] {
  const { region, account } = nameScope;
  const bucket = `arn:aws:s3:::${dataBucketName(nameScope)}`;
  const ofAccount = { StringEquals: { 'aws:ResourceAccount': account } };
  return [
    allow(
      'FollowDataBucket',
      [
        's3:GetBucketAcl',
        's3:GetBucketLocation',
        's3:GetBucketNotification',
        's3:GetBucketTagging',
        's3:GetBucketVersioning',
        's3:GetInventoryConfiguration',
        's3:ListBucket',
        's3:ListBucketVersions',
        's3:PutBucketNotification',
        's3:PutInventoryConfiguration',
      ],
      [bucket],
      ofAccount,
    ),
    allow(
      'ReadObjectsOfDataBucket',
      [
        's3:GetObject',
        's3:GetObjectAcl',
        's3:GetObjectTagging',
        's3:GetObjectVersion',
        's3:GetObjectVersionAcl',
        's3:GetObjectVersionTagging',
      ],
      [`${bucket}/*`],
      ofAccount,
    ),
    // These rules notify AWS Backup of each new object. AWS Backup chooses their names.
    allow(
      'HearOfNewObjects',
      [
        'events:DeleteRule',
        'events:DescribeRule',
        'events:DisableRule',
        'events:EnableRule',
        'events:ListTargetsByRule',
        'events:PutRule',
        'events:PutTargets',
        'events:RemoveTargets',
      ],
      [`arn:aws:events:${region}:${account}:rule/AwsBackupManagedRule*`],
    ),
  ];
}

function vaultPermissions(nameScope: NameScope, regions: readonly string[]): Permission[] {
  const recoveryPoints = regions.map(
    (region) => `arn:aws:backup:${region}:${nameScope.account}:recovery-point:*`,
  );
  return [
    allow(
      'StoreInVaultsOfEnvironment',
      ['backup:CopyIntoBackupVault', 'backup:DescribeBackupVault'],
      regions.map((region) => vaultArn({ ...nameScope, region })),
    ),
    // A recovery point is the copied or stored data. For a database, it is the snapshot itself.
    allow(
      'CopyRecoveryPoints',
      ['backup:CopyFromBackupVault'],
      [...recoveryPoints, ...snapshotArns(nameScope, regions)],
    ),
    allow('TagRecoveryPoints', ['backup:TagResource'], recoveryPoints),
  ];
}
