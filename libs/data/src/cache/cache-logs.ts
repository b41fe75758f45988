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

/** Where one log goes. */
export interface CacheLog {
  readonly logType: string;
  readonly logGroup: CloudwatchLogGroup;
}

/**
 * Where ElastiCache delivers its slow log, in which keys and values are left out, and its engine log. That
 * `delivery.logs.amazonaws.com` may write there is in a resource policy of the account, which AWS itself keeps up to
 * date when a delivery is set up; an account has ten of them a region, so that none is spent on it here.
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
