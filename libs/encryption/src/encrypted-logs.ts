import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { cloudWatchLogs } from '@bulkhead/kms-policies';
import { type LogicalName, type NameScope } from '@bulkhead/naming';
import { type Construct } from 'constructs';
import { EncryptionKey } from './encryption-key';

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
  /** Whether Terraform refuses a plan that would delete a log or the key. */
  readonly isProtected: boolean;
}

/** Log groups with a key that only CloudWatch Logs may use. `@bulkhead/cdk-constructs/logs` has the same for CDK. */
export class EncryptedLogs<Log extends string> extends EncryptionKey {
  readonly groups: Readonly<Record<Log, CloudwatchLogGroup>>;

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
    this.groups = Object.fromEntries(
      names.map(([log, logGroup]) => [
        log,
        new CloudwatchLogGroup(this, log, {
          name: logGroup,
          kmsKeyId: this.key.arn,
          retentionInDays: retentionDays,
          lifecycle: { preventDestroy: isProtected },
        }),
      ]),
    ) as Record<Log, CloudwatchLogGroup>;
  }
}
