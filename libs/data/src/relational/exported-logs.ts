import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { Construct } from 'constructs';
import { type DatabaseIdentity } from './database-identity';

export interface ExportedLogsProps {
  readonly identity: DatabaseIdentity;
  readonly keyArn: string;
  /** A retention that CloudWatch Logs accepts, in days. */
  readonly retentionDays: number;
  readonly isProtected: boolean;
}

/**
 * The log groups for exported logs. They are created first, since RDS would create them unencrypted and without expiry.
 */
export class ExportedLogs extends Construct {
  /** The database must wait for these. */
  readonly logGroups: CloudwatchLogGroup[];

  constructor(scope: Construct, id: string, props: ExportedLogsProps) {
    super(scope, id);
    const { identity, keyArn, retentionDays, isProtected } = props;
    this.logGroups = identity.exportedLogs.map(
      (log, index) =>
        new CloudwatchLogGroup(this, log, {
          name: identity.logGroupNames[index] ?? '',
          kmsKeyId: keyArn,
          retentionInDays: retentionDays,
          // The logs are the audit trail of the data: 45 CFR 164.312(b).
          lifecycle: { preventDestroy: isProtected },
        }),
    );
  }
}
