import { stateBucketName, stateKey } from '@bulkhead/stack';
import { recordPath } from '../../records/record';
import { type PlannedStack } from '../planned-stack';
import { type Scene } from '../scene';
import { literal } from './literal';

/** One call of a deploy, and its resource. */
export interface NeededAction {
  /** The action in IAM: `rds:CreateDBCluster`. */
  readonly action: string;
  /** ARN of the resource, or `*` for an action without resources in IAM. */
  readonly resource: string;
}

interface Creation {
  readonly action: string;
  /** The Terraform types that the call creates. */
  readonly terraform: readonly string[];
  /**
   * The ARN, with `%` in the place of the name:
   * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
   */
  readonly arn: (region: string, account: string) => string;
  /** The property with the name. @default AWS gives it an id */
  readonly name?: string;
}

/**
 * By CloudFormation type, the call with which Terraform creates it, if a policy is likely to allow only some resources.
 */
export const creations: Readonly<Record<string, Creation>> = {
  'AWS::EC2::VPC': {
    action: 'ec2:CreateVpc',
    terraform: ['aws_vpc'],
    arn: (region, account) => `arn:aws:ec2:${region}:${account}:vpc/*`,
  },
  'AWS::EC2::NatGateway': {
    action: 'ec2:CreateNatGateway',
    terraform: ['aws_nat_gateway'],
    arn: (region, account) => `arn:aws:ec2:${region}:${account}:natgateway/*`,
  },
  'AWS::EC2::EIP': {
    action: 'ec2:AllocateAddress',
    terraform: ['aws_eip'],
    arn: (region, account) => `arn:aws:ec2:${region}:${account}:elastic-ip/*`,
  },
  'AWS::EC2::TransitGateway': {
    action: 'ec2:CreateTransitGateway',
    terraform: ['aws_ec2_transit_gateway'],
    arn: (region, account) => `arn:aws:ec2:${region}:${account}:transit-gateway/*`,
  },
  'AWS::KMS::Key': { action: 'kms:CreateKey', terraform: ['aws_kms_key'], arn: () => '*' },
  'AWS::IAM::Role': {
    action: 'iam:CreateRole',
    terraform: ['aws_iam_role'],
    arn: (_, account) => `arn:aws:iam::${account}:role/%`,
    name: 'RoleName',
  },
  'AWS::S3::Bucket': {
    action: 's3:CreateBucket',
    terraform: ['aws_s3_bucket'],
    arn: () => 'arn:aws:s3:::%',
    name: 'BucketName',
  },
  'AWS::Logs::LogGroup': {
    action: 'logs:CreateLogGroup',
    terraform: ['aws_cloudwatch_log_group'],
    arn: (region, account) => `arn:aws:logs:${region}:${account}:log-group:%`,
    name: 'LogGroupName',
  },
  'AWS::RDS::DBCluster': {
    action: 'rds:CreateDBCluster',
    terraform: ['aws_rds_cluster'],
    arn: (region, account) => `arn:aws:rds:${region}:${account}:cluster:%`,
    name: 'DBClusterIdentifier',
  },
  'AWS::RDS::DBInstance': {
    action: 'rds:CreateDBInstance',
    terraform: ['aws_rds_cluster_instance', 'aws_db_instance'],
    arn: (region, account) => `arn:aws:rds:${region}:${account}:db:%`,
    name: 'DBInstanceIdentifier',
  },
  'AWS::ElastiCache::ReplicationGroup': {
    action: 'elasticache:CreateReplicationGroup',
    terraform: ['aws_elasticache_replication_group'],
    arn: (region, account) => `arn:aws:elasticache:${region}:${account}:replicationgroup:%`,
    name: 'ReplicationGroupId',
  },
  'AWS::EFS::FileSystem': {
    action: 'elasticfilesystem:CreateFileSystem',
    terraform: ['aws_efs_file_system'],
    arn: (region, account) => `arn:aws:elasticfilesystem:${region}:${account}:file-system/*`,
  },
  'AWS::Backup::BackupVault': {
    action: 'backup:CreateBackupVault',
    terraform: ['aws_backup_vault'],
    arn: (region, account) => `arn:aws:backup:${region}:${account}:backup-vault:%`,
    name: 'BackupVaultName',
  },
  'AWS::Lambda::Function': {
    action: 'lambda:CreateFunction',
    terraform: ['aws_lambda_function'],
    arn: (region, account) => `arn:aws:lambda:${region}:${account}:function:%`,
    name: 'FunctionName',
  },
};

/** The calls that the caller itself makes for every deploy of a stack: each has to be allowed. */
export function neededActions(
  { instance }: PlannedStack,
  { environment, region }: Pick<Scene, 'environment' | 'region'>,
): NeededAction[] {
  const { account } = environment;
  const record = recordPath(environment.name, instance);
  const always = [
    { action: 'ssm:PutParameter', resource: `arn:aws:ssm:${region}:${account}:parameter${record}` },
  ];
  if (instance.engine === 'cdk' || environment.terraformState.type !== 's3') return always;
  const bucket = stateBucketName(environment, region);
  return [
    ...always,
    { action: 's3:PutObject', resource: `arn:aws:s3:::${bucket}/${stateKey(environment, instance)}` },
  ];
}

/**
 * The calls with which the caller creates the resources of a stack: each has to be allowed. If as many resources of a
 * type stand as the stack wants, none is created: a caller who may only change them needs no permission to create.
 *
 * @throws if nobody knows what stands
 */
export async function neededCreations(
  { instance, resources, standing }: PlannedStack,
  { environment, region }: Pick<Scene, 'environment' | 'region'>,
): Promise<NeededAction[]> {
  // CloudFormation creates the resources of a CDK stack with a role of its own.
  if (instance.engine === 'cdk' || !resources.some(({ type }) => type in creations)) return [];
  const { counts } = await standing();
  const isCreated = (type: string, { terraform }: Creation) =>
    terraform.reduce((sum, each) => sum + (counts.get(each) ?? 0), 0) <
    resources.filter((resource) => resource.type === type).length;
  return resources.flatMap((resource): NeededAction[] => {
    const creation = creations[resource.type];
    if (!creation || !isCreated(resource.type, creation)) return [];
    const arn = creation.arn(resource.region ?? region, environment.account);
    if (!creation.name) return [{ action: creation.action, resource: arn }];
    const name = literal(resource, creation.name);
    // A policy may allow only some names, so nothing can be said about an unknown name.
    return name ? [{ action: creation.action, resource: arn.replace('%', name) }] : [];
  });
}

/**
 * The calls of the caller to have CloudFormation deploy a CDK stack: it assumes the role of CDK's bootstrap or, if that
 * is not allowed, goes on itself. One of the two has to be allowed.
 */
export function eitherAction(
  { instance, synthesized }: PlannedStack,
  { environment, region }: Pick<Scene, 'environment' | 'region'>,
): readonly [NeededAction, NeededAction] | undefined {
  if (instance.engine !== 'cdk' || !synthesized.name) return undefined;
  const { account } = environment;
  return [
    {
      action: 'sts:AssumeRole',
      resource: `arn:aws:iam::${account}:role/cdk-hnb659fds-deploy-role-${account}-${region}`,
    },
    {
      action: 'cloudformation:CreateChangeSet',
      resource: `arn:aws:cloudformation:${region}:${account}:stack/${synthesized.name}/*`,
    },
  ];
}
