export { type AccountInput, type RegionalInput } from './account';
export { autoScaling } from './auto-scaling';
export { awsConfig } from './aws-config';
export { backup, type BackupInput } from './backup';
export {
  cloudFrontDistribution,
  cloudFrontDistributions,
  type CloudFrontDistributionInput,
} from './cloudfront';
export { cloudTrail, type CloudTrailInput } from './cloudtrail';
export { cloudWatchLogs, type CloudWatchLogsInput } from './cloudwatch-logs';
export { ecsExec, type EcsExecInput } from './ecs-exec';
export { efs } from './efs';
export { elastiCache } from './elasticache';
export { keyPolicy, type KeyPolicy, type KeyPolicyInput } from './key-policy';
export { lambda } from './lambda';
export { performanceInsights } from './performance-insights';
export { type PolicyCondition, type PolicyPrincipal, type PolicyStatement } from './policy-statement';
export { rds } from './rds';
export { route53Dnssec, type Route53DnssecInput } from './route53-dnssec';
export { s3 } from './s3';
export { secretsManager } from './secrets-manager';
export { secretsManagerReplica, type SecretsManagerReplicaInput } from './secrets-manager-replica';
export { sns } from './sns';
export { snsFromCloudWatchAlarms } from './sns-from-cloudwatch-alarms';
export { snsFromEventBridge, type SnsFromEventBridgeInput } from './sns-from-eventbridge';
export { sqs } from './sqs';
export { sqsFromEventBridge, type SqsFromEventBridgeInput } from './sqs-from-eventbridge';
export { ssm } from './ssm';
export { type ViaServiceInput } from './via-service';
