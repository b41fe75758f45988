import { BulkheadError } from '@bulkhead/errors';
import type { RegionalInput } from './account';
import type { PolicyStatement } from './policy-statement';

/** Names, from which the ARNs are built, or the ARNs themselves. `*` in either makes a pattern. */
export type CloudWatchLogsInput = RegionalInput &
  (
    | { readonly logGroupNames: readonly string[]; readonly logGroupArns?: undefined }
    | { readonly logGroupArns: readonly string[]; readonly logGroupNames?: undefined }
  );

const arnOfStreams = /:log-group:.+:\*$/;

/**
 * Lets CloudWatch Logs of the region encrypt only the named log groups with the key. Names avoid a cycle: the log group
 * needs the key, so the key should not need the log group.
 *
 * Throws `BulkheadError` with code `NoLogGroup` for an empty list, and `LogStreamArn` for an ARN that ends in `:*`.
 * CDK's `logGroupArn` ends like that, but KMS gets the ARN without it, so the statement would match nothing.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
export function cloudWatchLogs(input: CloudWatchLogsInput): readonly PolicyStatement[] {
  const { account, region, partition = 'aws' } = input;
  const arns =
    input.logGroupArns ??
    input.logGroupNames.map((name) => `arn:${partition}:logs:${region}:${account}:log-group:${name}`);
  if (arns.length === 0) {
    throw new BulkheadError('NoLogGroup', 'The key policy for CloudWatch Logs names no log group.', {
      next: 'pass logGroupNames, for example the names from logGroupName() of @bulkhead/naming',
    });
  }
  const ofStreams = arns.find((arn) => arnOfStreams.test(arn));
  if (ofStreams !== undefined) {
    throw new BulkheadError(
      'LogStreamArn',
      `${ofStreams} is the ARN of log streams and matches no log group.`,
      {
        next: 'pass logGroupNames instead',
      },
    );
  }
  return [
    {
      Sid: 'CloudWatchLogs',
      Effect: 'Allow',
      Principal: { Service: `logs.${region}.amazonaws.com` },
      Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'],
      Resource: '*',
      Condition: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': arns } },
    },
  ];
}
