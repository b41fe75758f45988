import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { type NameScope } from '@bulkhead/naming';
import { Construct } from 'constructs';
import { cacheLogGroupName, cacheLogTypes } from './cache-identity';

export interface CacheLogsProps {
  readonly nameScope: NameScope;
  readonly keyArn: string;
  /** A retention that CloudWatch Logs accepts, in days. */
  readonly retentionDays: number;
  readonly isProtected: boolean;
}

/** The destination of one log. */
export interface CacheLog {
  readonly logType: string;
  readonly logGroup: CloudwatchLogGroup;
}

/**
 * The destinations of ElastiCache's slow log, which leaves out keys and values, and of its engine log.
 * `delivery.logs.amazonaws.com` needs permission to write there. AWS itself adds this permission to a resource policy
 * of the account when a delivery is created. We add no policy: an account can have only ten of them per region.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-CWL.html
 */
export class CacheLogs extends Construct {
  readonly logs: readonly CacheLog[];

  constructor(scope: Construct, id: string, props: CacheLogsProps) {
    super(scope, id);
    this.logs = cacheLogTypes.map((logType) => ({
      logType,
      logGroup: new CloudwatchLogGroup(this, logType, {
        name: cacheLogGroupName(props.nameScope, logType),
        kmsKeyId: props.keyArn,
        retentionInDays: props.retentionDays,
        lifecycle: { preventDestroy: props.isProtected },
      }),
    }));
  }
}
