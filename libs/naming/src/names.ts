import { nameOf } from './name-of';
import type { NameKind } from './name-rules';
import type { LogicalName, NameScope } from './name-scope';

/**
 * Returns the name for a scope and a logical name. The separator of the kind joins several parts. Throws
 * `BulkheadError` with code `EmptyName`, `TokenInName` or `InvalidScope`. `nameOf` says when a name has a hash.
 */
export type NameFunction = (scope: NameScope, ...logicalName: LogicalName) => string;

const named =
  (kind: NameKind): NameFunction =>
  (scope, ...logicalName) =>
    nameOf(kind, scope, ...logicalName);

/** Application or Network Load Balancer: 32 characters, never beginning with `internal-`. */
export const loadBalancerName = named('loadBalancer');
/** Target group: 32 characters. */
export const targetGroupName = named('targetGroup');
/** Security group: 255 characters, never beginning with `sg-`. */
export const securityGroupName = named('securityGroup');
/** EC2 launch template: 128 characters. */
export const launchTemplateName = named('launchTemplate');
/** EC2 Auto Scaling group: 255 characters. */
export const autoScalingGroupName = named('autoScalingGroup');

/** IAM role: 64 characters, ending in the region because IAM has one namespace for all regions. */
export const iamRoleName = named('iamRole');

/** S3 bucket: 63 characters, always with a hash because all AWS customers share the namespace. */
export const bucketName = named('bucket');
/** KMS key alias, `alias/` included: 256 characters. */
export const keyAlias = named('keyAlias');
/** Secrets Manager secret, `bulkhead/<environment>/…`: 512 characters, never ending like a secret's ARN. */
export const secretName = named('secret');

/** RDS cluster, instance or global cluster identifier: 63 characters. */
export const databaseIdentifier = named('databaseIdentifier');
/** PostgreSQL database inside a cluster: 63 letters, digits and underscores. */
export const databaseName = named('database');
/** RDS snapshot identifier: 255 characters. */
export const snapshotIdentifier = named('snapshot');
/** RDS or ElastiCache subnet group: 255 characters. */
export const subnetGroupName = named('subnetGroup');
/** RDS or ElastiCache parameter group: 255 characters. */
export const parameterGroupName = named('parameterGroup');
/** ElastiCache replication group: 40 characters. */
export const cacheIdentifier = named('cacheIdentifier');

/** EFS file system, by its creation token: 64 characters. */
export const fileSystemName = named('fileSystem');

/** ECS cluster: 255 characters. */
export const clusterName = named('cluster');
/** ECS service: 255 characters. */
export const serviceName = named('service');
/** Lambda function: 64 characters. */
export const functionName = named('function');

/** CloudWatch log group, `/bulkhead/<environment>/…`: 512 characters. */
export const logGroupName = named('logGroup');
/** Log group for the logs that an AWS service delivers, `/aws/vendedlogs/bulkhead/<environment>/…`: 512 characters. */
export const vendedLogGroupName = named('vendedLogGroup');
/** Log group that WAF may log to, `aws-waf-logs-…` (pitfall 15): 512 characters. */
export const wafLogGroupName = named('wafLogGroup');
/** Resource policy of CloudWatch Logs, which lets a service write to log groups: 255 characters. */
export const logResourcePolicyName = named('logResourcePolicy');
/** Source or destination of delivered logs: 60 characters. */
export const logDeliveryName = named('logDelivery');
/** CloudWatch alarm: 255 characters. */
export const alarmName = named('alarm');
/** CloudWatch dashboard: 255 characters, ending in the region because dashboards are global. */
export const dashboardName = named('dashboard');
/** AWS Config rule: 128 characters. */
export const configRuleName = named('configRule');
/** AWS Config recorder, and its delivery channel: 256 characters. */
export const configurationRecorderName = named('configurationRecorder');
/** IAM Access Analyzer analyzer: 255 characters. */
export const analyzerName = named('analyzer');
/** CloudTrail trail: 128 characters, ending in its home region. */
export const trailName = named('trail');
/** EventBridge rule: 64 characters. */
export const eventRuleName = named('eventRule');

/** SNS standard topic: 256 characters. */
export const snsTopicName = named('snsTopic');
/** SQS standard queue: 80 characters. */
export const queueName = named('queue');

/** AWS Backup vault: 50 characters. */
export const backupVaultName = named('backupVault');
/** AWS Backup plan: 50 characters. */
export const backupPlanName = named('backupPlan');
/** AWS Backup restore testing plan or selection: 50 letters, digits and underscores. */
export const restoreTestingPlanName = named('restoreTestingPlan');

/** Route 53 key-signing key of a hosted zone: 128 letters, digits and underscores. */
export const keySigningKeyName = named('keySigningKey');
/** CloudFront origin access control: 64 characters, ending in the region of the stack that owns it. */
export const originAccessControlName = named('originAccessControl');
/** CloudFront response headers policy: 128 characters, ending in the region of the stack that owns it. */
export const responseHeadersPolicyName = named('responseHeadersPolicy');
/** WAF IP set: 128 characters. */
export const ipSetName = named('ipSet');
/** WAF web ACL: 128 characters. */
export const webAclName = named('webAcl');

/** CloudFormation stack: 128 characters. */
export const stackName = named('stack');
