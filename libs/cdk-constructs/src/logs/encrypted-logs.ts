import { cloudWatchLogs } from '@bulkhead/kms-policies';
import { type LogicalName, type NameScope } from '@bulkhead/naming';
import { type CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { type Construct } from 'constructs';
import { EncryptionKey } from '../encryption';
import { keptLogGroup } from './kept-log-group';

export interface EncryptedLogsProps<Log extends string> {
  readonly nameScope: NameScope;
  /** The purpose of the key, for its alias. */
  readonly name: LogicalName;
  /** The owner of the logs, for the key's description: `Logs of the service`. */
  readonly encrypts: string;
  /** Names of the log groups, by the ids of their constructs. */
  readonly logGroupNames: Readonly<Record<Log, string>>;
  /** A retention that CloudWatch Logs accepts, in days. */
  readonly retentionDays: number;
  /** Keeps the logs and their key if the stack or a deploy would delete them. */
  readonly isProtected: boolean;
}

/**
 * Log groups with a key that only CloudWatch Logs may use. Includes groups that an AWS service would otherwise create
 * itself, without encryption and without expiry.
 */
export class EncryptedLogs<Log extends string> extends EncryptionKey {
  readonly groups: Readonly<Record<Log, CfnLogGroup>>;

  constructor(scope: Construct, id: string, props: EncryptedLogsProps<Log>) {
    const { nameScope, name, encrypts, logGroupNames, retentionDays, isProtected } = props;
    const names = Object.entries(logGroupNames) as [Log, string][];
    super(scope, id, {
      nameScope,
      name,
      encrypts,
      statements: [cloudWatchLogs({ ...nameScope, logGroupNames: names.map(([, logGroup]) => logGroup) })],
      isProtected,
    });
    const keyArn = this.key.attrArn;
    this.groups = Object.fromEntries(
      names.map(([log, logGroupName]) => [
        log,
        keptLogGroup(this, log, { logGroupName, keyArn, retentionDays, isProtected }),
      ]),
    ) as Record<Log, CfnLogGroup>;
  }
}
