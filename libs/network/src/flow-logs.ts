import { assumedByService, type AssumeRolePolicy } from '@bulkhead/iam-policies';
import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { FlowLog } from '@cdktf/provider-aws/lib/flow-log';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { iamRoleName, logGroupName, type NameScope } from '@bulkhead/naming';
import { suppress } from '@bulkhead/cdktf';
import { Construct } from 'constructs';
import { nameTag } from './name-tag';

/** Name of the log group for flow logs. The key policy is created first, and needs the name. */
export function flowLogGroupName(nameScope: NameScope): string {
  return logGroupName(nameScope, 'network', 'flow-logs');
}

export interface FlowLogsProps {
  readonly nameScope: NameScope;
  readonly vpcId: string;
  /** ARN of the key that encrypts the log group. */
  readonly keyArn: string;
  /** A retention that CloudWatch Logs accepts, in days. */
  readonly retentionDays: number;
  /** Whether Terraform refuses a plan that would delete the log group. */
  readonly preventDestroy: boolean;
}

/** A record of every accepted and rejected connection in the VPC, in an encrypted log group. */
export class FlowLogs extends Construct {
  constructor(scope: Construct, id: string, props: FlowLogsProps) {
    super(scope, id);
    const { nameScope, vpcId, keyArn, retentionDays, preventDestroy } = props;

    const logGroup = new CloudwatchLogGroup(this, 'log-group', {
      name: flowLogGroupName(nameScope),
      kmsKeyId: keyArn,
      retentionInDays: retentionDays,
      lifecycle: { preventDestroy },
    });
    const role = new IamRole(this, 'role', {
      name: iamRoleName(nameScope, 'flow-logs'),
      description: 'Lets VPC flow logs write to their log group',
      assumeRolePolicy: JSON.stringify(trustPolicy(nameScope)),
    });
    suppress(role, {
      rule: 'HIPAA.Security-IAMNoInlinePolicy',
      reason:
        'The policy is of this one role and one log group: nobody else may have it, and it goes with the role.',
    });
    const delivery = new IamRolePolicy(this, 'delivery', {
      name: 'deliver-flow-logs',
      role: role.id,
      policy: JSON.stringify(deliveryPolicy(logGroup.arn)),
    });
    new FlowLog(this, 'flow-log', {
      vpcId,
      trafficType: 'ALL',
      logDestinationType: 'cloud-watch-logs',
      logDestination: logGroup.arn,
      iamRoleArn: role.arn,
      // In seconds, the shorter of the two values in EC2: an investigation needs the time to the minute.
      maxAggregationInterval: 60,
      tags: nameTag(nameScope, 'flow-log'),
      // A flow log that is created without permission to write stays in an access error until it is created again.
      dependsOn: [delivery],
    });
  }
}

/**
 * Lets the flow log service assume the role, only for flow logs of this account and region: the service acts for every
 * customer.
 * https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html
 */
function trustPolicy({ account, region }: NameScope): AssumeRolePolicy {
  return assumedByService({
    sid: 'FlowLogsOfThisAccount',
    service: 'vpc-flow-logs.amazonaws.com',
    account,
    sourceArns: `arn:aws:ec2:${region}:${account}:vpc-flow-log/*`,
  });
}

/**
 * Permission to write to streams of the single log group. The group exists already, so nothing creates or lists groups.
 */
function deliveryPolicy(logGroupArn: string) {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'WriteFlowLogs',
        Effect: 'Allow',
        Action: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
        Resource: `${logGroupArn}:*`,
      },
    ],
  };
}
