import { nameRules, type NameRule } from '@bulkhead/naming';

/** The property that holds the name of each type, and the rule for such names. */
export const namesOfTypes: Readonly<Record<string, readonly [property: string, rule: NameRule]>> = {
  'AWS::AutoScaling::AutoScalingGroup': ['AutoScalingGroupName', nameRules.autoScalingGroup],
  'AWS::Backup::BackupVault': ['BackupVaultName', nameRules.backupVault],
  'AWS::CloudTrail::Trail': ['TrailName', nameRules.trail],
  'AWS::CloudWatch::Alarm': ['AlarmName', nameRules.alarm],
  'AWS::EC2::LaunchTemplate': ['LaunchTemplateName', nameRules.launchTemplate],
  'AWS::EC2::SecurityGroup': ['GroupName', nameRules.securityGroup],
  'AWS::ECS::Cluster': ['ClusterName', nameRules.cluster],
  'AWS::ECS::Service': ['ServiceName', nameRules.service],
  'AWS::ElastiCache::ReplicationGroup': ['ReplicationGroupId', nameRules.cacheIdentifier],
  'AWS::ElasticLoadBalancingV2::LoadBalancer': ['Name', nameRules.loadBalancer],
  'AWS::ElasticLoadBalancingV2::TargetGroup': ['Name', nameRules.targetGroup],
  'AWS::Events::Rule': ['Name', nameRules.eventRule],
  'AWS::IAM::ManagedPolicy': ['ManagedPolicyName', nameRules.iamPolicy],
  'AWS::IAM::Role': ['RoleName', nameRules.iamRole],
  'AWS::KMS::Alias': ['AliasName', nameRules.keyAlias],
  'AWS::Lambda::Function': ['FunctionName', nameRules.function],
  'AWS::Logs::LogGroup': ['LogGroupName', nameRules.logGroup],
  'AWS::RDS::DBCluster': ['DBClusterIdentifier', nameRules.databaseIdentifier],
  'AWS::RDS::DBInstance': ['DBInstanceIdentifier', nameRules.databaseIdentifier],
  'AWS::S3::Bucket': ['BucketName', nameRules.bucket],
  'AWS::SNS::Topic': ['TopicName', nameRules.snsTopic],
  'AWS::SQS::Queue': ['QueueName', nameRules.queue],
  'AWS::SecretsManager::Secret': ['Name', nameRules.secret],
  'AWS::WAFv2::WebACL': ['Name', nameRules.webAcl],
};
