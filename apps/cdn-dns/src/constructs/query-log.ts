import { CloudwatchLogResourcePolicy } from '@cdktf/provider-aws/lib/cloudwatch-log-resource-policy';
import { Route53QueryLog } from '@cdktf/provider-aws/lib/route53-query-log';
import { EncryptedLogs } from '@bulkhead/encryption';
import { logGroupName, logResourcePolicyName, type NameScope } from '@bulkhead/naming';
import { Construct } from 'constructs';

export interface QueryLogProps {
  /** The scope of the names. Route 53 takes log groups of us-east-1 only. */
  readonly nameScope: NameScope;
  readonly zoneId: string;
  readonly retentionDays: number;
  readonly isProtected: boolean;
}

/**
 * The log of the DNS queries that Route 53 answers from the zone: who resolved which name, and what the answer was.
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_CreateQueryLoggingConfig.html
 */
export class QueryLog extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { nameScope, zoneId, retentionDays, isProtected }: QueryLogProps,
  ) {
    super(scope, id);
    const { account } = nameScope;
    const { log } = new EncryptedLogs(this, 'logs', {
      nameScope,
      name: ['dns-queries'],
      encrypts: 'Log of DNS queries',
      logGroupNames: { log: logGroupName(nameScope, 'cdn-dns', 'queries') },
      retentionDays,
      isProtected,
    }).groups;

    const permission = new CloudwatchLogResourcePolicy(this, 'permission', {
      policyName: logResourcePolicyName(nameScope, 'dns-queries'),
      policyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'QueriesOfTheZone',
            Effect: 'Allow',
            Principal: { Service: 'route53.amazonaws.com' },
            Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
            Resource: `${log.arn}:*`,
            Condition: {
              StringEquals: { 'aws:SourceAccount': account },
              ArnEquals: { 'aws:SourceArn': `arn:aws:route53:::hostedzone/${zoneId}` },
            },
          },
        ],
      }),
    });
    new Route53QueryLog(this, 'query-log', {
      zoneId,
      cloudwatchLogGroupArn: log.arn,
      // Route 53 tests whether it may write, and refuses the log if it may not.
      dependsOn: [permission],
    });
  }
}
