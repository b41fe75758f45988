import { contract, parameter } from '../contract';

/** Where the backups of a region are, and who hears when one fails. */
export const backup = contract('backup', {
  vaultName: parameter(/[\w-]{2,50}/, 'Name of the backup vault'),
  vaultArn: parameter(/arn:[^:]+:backup:[^,]+:backup-vault:[\w-]{2,50}/, 'ARN of the backup vault'),
  roleArn: parameter(
    /arn:[^:]+:iam::\d{12}:role\/[^,]+/,
    'ARN of the role in which AWS Backup backs up and copies',
  ),
  topicArn: parameter(/arn:[^:]+:sns:[^,]+/, 'ARN of the topic that failed jobs are reported to'),
});
