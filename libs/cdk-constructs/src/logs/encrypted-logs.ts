import { cloudWatchLogs } from '@bulkhead/kms-policies';
import { type LogicalName, type NameScope } from '@bulkhead/naming';
import { type CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { type Construct } from 'constructs';
import { EncryptionKey } from '../encryption';
import { keptLogGroup } from './kept-log-group';

export interface EncryptedLogsProps<Log extends string> {
  readonly nameScope: NameScope;
  /** What the key is for, as its alias says it. */
  readonly name: LogicalName;
  /** Whose logs they are, for the key's description: `Logs of the service`. */
  readonly encrypts: string;
  /** Names of the log groups, by the ids of their constructs. */
  readonly logGroupNames: Readonly<Record<Log, string>>;
  /** A retention that CloudWatch Logs accepts, in days. */
  readonly retentionDays: number;
  /** Keeps the logs and their key when the stack or a deploy would delete them. */
  readonly isProtected: boolean;
}

/**
 * Log groups under a key that only CloudWatch Logs may use. Those too are made here that a service of AWS would make on
 * its own: unencrypted, and kept for ever.
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
