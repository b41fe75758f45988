import { nameRules, type NameRule } from '@bulkhead/naming';
import { isText } from '../reading/properties';
import { type Rule } from './rule';
import { resultOf } from './resource-rule';

/** Properties that hold a name, and the rule of such names. */
const names: Readonly<Record<string, readonly [property: string, rule: NameRule]>> = {
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

/** Names are no longer than the service takes, and those of buckets and databases in lower case. */
export const nameLimits: Rule = {
  id: 'name-limits',
  title: 'Names are as long and as spelt as AWS accepts them.',
  controls: ['164.308(a)(7)(ii)(C)'],
  pitfall: 25,
  evaluate: ({ stacks }) =>
    stacks.flatMap(({ id, resources }) =>
      resources.flatMap(({ address, type, properties }) => {
        const [property, rule] = names[type] ?? [];
        const name = property === undefined ? undefined : properties[property];
        return isText(name) && rule ? [resultOf(id, address, problemsOf(name, rule))] : [];
      }),
    ),
};

const lowerCase: readonly NameRule[] = [
  nameRules.bucket,
  nameRules.databaseIdentifier,
  nameRules.cacheIdentifier,
];

function problemsOf(name: string, rule: NameRule): readonly string[] {
  const tooLong =
    name.length > rule.max ? [`${name} has ${name.length} characters: at most ${rule.max}.`] : [];
  const wrongCase =
    lowerCase.includes(rule) && name !== name.toLowerCase() ? [`${name} is not in lower case.`] : [];
  return [...tooLong, ...wrongCase];
}
