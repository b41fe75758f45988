import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { type NameScope } from '@bulkhead/naming';
import { Construct } from 'constructs';
import { postgresqlLogGroupName } from './cluster-identity';

export interface PostgresqlLogGroupProps {
  readonly nameScope: NameScope;
  readonly keyArn: string;
  /** A retention that CloudWatch Logs accepts, in days. */
  readonly retentionDays: number;
  readonly isProtected: boolean;
}

/** The exported PostgreSQL log, made before RDS would: unencrypted, and kept for ever. */
export class PostgresqlLogGroup extends Construct {
  readonly logGroup: CloudwatchLogGroup;

  constructor(scope: Construct, id: string, props: PostgresqlLogGroupProps) {
    super(scope, id);
    this.logGroup = new CloudwatchLogGroup(this, 'log-group', {
      name: postgresqlLogGroupName(props.nameScope),
      kmsKeyId: props.keyArn,
      retentionInDays: props.retentionDays,
      // It is the audit trail of the data: 45 CFR 164.312(b).
      lifecycle: { preventDestroy: props.isProtected },
    });
  }
}
