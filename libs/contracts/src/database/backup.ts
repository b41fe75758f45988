import { contract, parameter } from '../contract';

/** The vault of a region's backups, the role for restores, and the topic for failed jobs. */
export const backup = contract('backup', {
  vaultName: parameter(/[\w-]{2,50}/, 'Name of the backup vault'),
  vaultArn: parameter(/arn:[^:]+:backup:[^,]+:backup-vault:[\w-]{2,50}/, 'ARN of the backup vault'),
  restoreRoleArn: parameter(
    /arn:[^:]+:iam::\d{12}:role\/[^,]+/,
    'ARN of the role in which AWS Backup restores what is in the vault into new resources',
  ),
  topicArn: parameter(/arn:[^:]+:sns:[^,]+/, 'ARN of the topic that failed jobs are reported to'),
});
