import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { type Construct } from 'constructs';
import { removalOf } from '../encryption';

export interface KeptLogGroupProps {
  readonly logGroupName: string;
  readonly keyArn: string;
  /** A retention that CloudWatch Logs accepts, in days. */
  readonly retentionDays: number;
  /** Keeps the log if the stack or a deploy would delete it. */
  readonly isProtected: boolean;
}

/** A log group that is encrypted with a key of the account and has the required retention. */
export function keptLogGroup(scope: Construct, id: string, props: KeptLogGroupProps): CfnLogGroup {
  const group = new CfnLogGroup(scope, id, {
    logGroupName: props.logGroupName,
    retentionInDays: props.retentionDays,
    kmsKeyId: props.keyArn,
  });
  group.applyRemovalPolicy(removalOf(props.isProtected));
  return group;
}
