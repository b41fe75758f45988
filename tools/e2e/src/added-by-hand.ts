import {
  DescribeAutoScalingGroupsCommand,
  PutLifecycleHookCommand,
  PutScalingPolicyCommand,
  PutScheduledUpdateGroupActionCommand,
} from '@aws-sdk/client-auto-scaling';
import {
  DescribeLogGroupsCommand,
  PutMetricFilterCommand,
  PutSubscriptionFilterCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  AssociateRouteTableCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateNetworkAclEntryCommand,
  CreateRouteCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  CreateVpcEndpointCommand,
  CreateVpcPeeringConnectionCommand,
  DescribeInternetGatewaysCommand,
  DescribeNetworkAclsCommand,
  DescribeRouteTablesCommand,
  ReplaceNetworkAclAssociationCommand,
} from '@aws-sdk/client-ec2';
import {
  CreateListenerCommand,
  CreateRuleCommand,
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { ListRulesCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import {
  AddRoleToInstanceProfileCommand,
  AttachRolePolicyCommand,
  CreateInstanceProfileCommand,
  ListRolesCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { CreateAliasCommand, CreateGrantCommand } from '@aws-sdk/client-kms';
import {
  AddPermissionCommand,
  CreateEventSourceMappingCommand,
  CreateFunctionUrlConfigCommand,
  ListFunctionsCommand,
} from '@aws-sdk/client-lambda';
import { CreateDBInstanceCommand, DescribeDBClustersCommand } from '@aws-sdk/client-rds';
import {
  ListBucketsCommand,
  PutBucketCorsCommand,
  PutBucketInventoryConfigurationCommand,
  PutBucketPolicyCommand,
  PutBucketWebsiteCommand,
} from '@aws-sdk/client-s3';
import { PutResourcePolicyCommand } from '@aws-sdk/client-secrets-manager';
import { ListTopicsCommand, SubscribeCommand } from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand, ListQueuesCommand, SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { type AwsClients } from './aws-clients';

/** What somebody adds by hand to one kind of objects of a deployed preset. */
interface AddedByHand {
  /** As drift calls it. */
  readonly what: string;
  /** Adds it. */
  add(aws: AwsClients, of: DeployedPreset): Promise<unknown>;
}

/** Names by which what a preset deployed is found. */
export interface DeployedPreset {
  /** Name of the environment. */
  readonly name: string;
  /** A published value. */
  output(key: string): string;
}

const account = '123456789012';

/** Of the network of the preset, and of none of its subnets. */
const unusedRange = '10.20.250.0/24';

/** A policy that lets anybody do anything. */
const openPolicy = (resource: string, action: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Sid: 'Open', Effect: 'Allow', Principal: '*', Action: action, Resource: resource }],
  });

/** The one whose name contains a part. */
function named<T>(found: readonly T[] | undefined, nameOf: (item: T) => string | undefined, part: string): T {
  const item = found?.find((each) => nameOf(each)?.includes(part));
  if (!item) throw new RangeError(`Nothing is called ${part}.`);
  return item;
}

async function publicRouteTable(aws: AwsClients, of: DeployedPreset): Promise<string> {
  const Filters = [{ Name: 'vpc-id', Values: [of.output('network.vpcId')] }];
  const { RouteTables = [] } = await aws.ec2.send(new DescribeRouteTablesCommand({ Filters }));
  const table = RouteTables.find(({ Routes = [] }) =>
    Routes.some(({ GatewayId }) => GatewayId?.startsWith('igw-')),
  );
  return table?.RouteTableId ?? '';
}

async function ownNetworkAcl(aws: AwsClients, of: DeployedPreset) {
  const Filters = [{ Name: 'vpc-id', Values: [of.output('network.vpcId')] }];
  const { NetworkAcls = [] } = await aws.ec2.send(new DescribeNetworkAclsCommand({ Filters }));
  const standard = NetworkAcls.find(({ IsDefault }) => IsDefault);
  return { standard, own: NetworkAcls.find(({ IsDefault }) => !IsDefault)?.NetworkAclId };
}

async function role(aws: AwsClients, of: DeployedPreset): Promise<string> {
  const { Roles } = await aws.iam.send(new ListRolesCommand({}));
  return named(Roles, ({ RoleName }) => RoleName, `bulkhead-${of.name}-`).RoleName ?? '';
}

async function bucket(aws: AwsClients, of: DeployedPreset, part: string): Promise<string> {
  const { Buckets } = await aws.s3.send(new ListBucketsCommand({}));
  return named(Buckets, ({ Name }) => Name, `bulkhead-${of.name}-${part}`).Name ?? '';
}

async function queue(aws: AwsClients, of: DeployedPreset) {
  const { QueueUrls } = await aws.sqs.send(
    new ListQueuesCommand({ QueueNamePrefix: `bulkhead-${of.name}-` }),
  );
  const QueueUrl = QueueUrls?.[0];
  const { Attributes } = await aws.sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
  );
  return { QueueUrl, arn: Attributes?.['QueueArn'] ?? '' };
}

async function deployedFunction(aws: AwsClients, of: DeployedPreset) {
  const { Functions } = await aws.lambda.send(new ListFunctionsCommand({}));
  const found = named(Functions, ({ FunctionName }) => FunctionName, `bulkhead-${of.name}-object-processing`);
  return { FunctionName: found.FunctionName ?? '', arn: found.FunctionArn };
}

async function logGroup(aws: AwsClients, of: DeployedPreset): Promise<string> {
  const { logGroups } = await aws.logs.send(
    new DescribeLogGroupsCommand({ logGroupNamePrefix: `/bulkhead/${of.name}/network` }),
  );
  return logGroups?.[0]?.logGroupName ?? '';
}

async function loadBalancer(aws: AwsClients, of: DeployedPreset): Promise<string> {
  const { LoadBalancers } = await aws.loadBalancing.send(new DescribeLoadBalancersCommand({}));
  const dns = of.output('app-platform.loadBalancerDnsName');
  return named(LoadBalancers, ({ DNSName }) => DNSName, dns).LoadBalancerArn ?? '';
}

async function firstListener(aws: AwsClients, of: DeployedPreset): Promise<string> {
  const LoadBalancerArn = await loadBalancer(aws, of);
  const { Listeners } = await aws.loadBalancing.send(new DescribeListenersCommand({ LoadBalancerArn }));
  return Listeners?.find(({ Port }) => Port === 80)?.ListenerArn ?? '';
}

async function scalingGroup(aws: AwsClients, of: DeployedPreset): Promise<string> {
  const { AutoScalingGroups } = await aws.autoScaling.send(new DescribeAutoScalingGroupsCommand({}));
  const name = `bulkhead-${of.name}-`;
  return named(AutoScalingGroups, (group) => group.AutoScalingGroupName, name).AutoScalingGroupName ?? '';
}

const answerNotFound = {
  Type: 'fixed-response',
  FixedResponseConfig: { StatusCode: '404', ContentType: 'text/plain' },
} as const;

/**
 * What somebody adds to a deployed `web-multi-region`, by kind, in an order in which each finds what it needs: one of
 * every kind that the emulator has and that the preset has an object of.
 */
export const addedByHand: readonly AddedByHand[] = [
  {
    what: 'rule of a security group',
    add: async ({ ec2 }, of) =>
      ec2.send(
        new AuthorizeSecurityGroupIngressCommand({
          GroupId: of.output('database.securityGroupId'),
          IpPermissions: [
            { IpProtocol: 'tcp', FromPort: 5432, ToPort: 5432, IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
          ],
        }),
      ),
  },
  {
    what: 'route of a route table',
    add: async (aws, of) => {
      const Filters = [{ Name: 'attachment.vpc-id', Values: [of.output('network.vpcId')] }];
      const { InternetGateways } = await aws.ec2.send(new DescribeInternetGatewaysCommand({ Filters }));
      return aws.ec2.send(
        new CreateRouteCommand({
          RouteTableId: await publicRouteTable(aws, of),
          DestinationCidrBlock: '192.168.0.0/16',
          GatewayId: InternetGateways?.[0]?.InternetGatewayId,
        }),
      );
    },
  },
  {
    what: 'subnet of a VPC, association of a route table, association of a network ACL',
    add: async (aws, of) => {
      const { Subnet } = await aws.ec2.send(
        new CreateSubnetCommand({
          VpcId: of.output('network.vpcId'),
          CidrBlock: unusedRange,
        }),
      );
      await aws.ec2.send(
        new AssociateRouteTableCommand({
          SubnetId: Subnet?.SubnetId,
          RouteTableId: await publicRouteTable(aws, of),
        }),
      );
      const { standard, own } = await ownNetworkAcl(aws, of);
      const association = standard?.Associations?.find(({ SubnetId }) => SubnetId === Subnet?.SubnetId);
      return aws.ec2.send(
        new ReplaceNetworkAclAssociationCommand({
          AssociationId: association?.NetworkAclAssociationId,
          NetworkAclId: own,
        }),
      );
    },
  },
  {
    what: 'entry of a network ACL',
    add: async (aws, of) =>
      aws.ec2.send(
        new CreateNetworkAclEntryCommand({
          NetworkAclId: (await ownNetworkAcl(aws, of)).own,
          RuleNumber: 7,
          Protocol: '-1',
          RuleAction: 'allow',
          Egress: false,
          CidrBlock: '0.0.0.0/0',
        }),
      ),
  },
  {
    what: 'endpoint of a VPC',
    add: async ({ ec2 }, of) =>
      ec2.send(
        new CreateVpcEndpointCommand({
          VpcId: of.output('network.vpcId'),
          ServiceName: 'com.amazonaws.us-east-1.sns',
          VpcEndpointType: 'Interface',
        }),
      ),
  },
  {
    what: 'peering connection of a VPC',
    add: async ({ ec2 }, of) => {
      const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '172.30.0.0/16' }));
      return ec2.send(
        new CreateVpcPeeringConnectionCommand({ VpcId: Vpc?.VpcId, PeerVpcId: of.output('network.vpcId') }),
      );
    },
  },
  {
    what: 'inline policy of a role',
    add: async (aws, of) =>
      aws.iam.send(
        new PutRolePolicyCommand({
          RoleName: await role(aws, of),
          PolicyName: 'everything',
          PolicyDocument: JSON.stringify({
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
          }),
        }),
      ),
  },
  {
    what: 'attached policy of a role',
    add: async (aws, of) =>
      aws.iam.send(
        new AttachRolePolicyCommand({
          RoleName: await role(aws, of),
          PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
        }),
      ),
  },
  {
    what: 'instance profile of a role',
    add: async (aws, of) => {
      await aws.iam.send(new CreateInstanceProfileCommand({ InstanceProfileName: 'by-hand' }));
      return aws.iam.send(
        new AddRoleToInstanceProfileCommand({
          InstanceProfileName: 'by-hand',
          RoleName: await role(aws, of),
        }),
      );
    },
  },
  {
    what: 'grant on a key',
    add: async ({ kms }, of) =>
      kms.send(
        new CreateGrantCommand({
          KeyId: of.output('database.keyArn'),
          GranteePrincipal: 'arn:aws:iam::666666666666:user/mallory',
          Operations: ['Decrypt'],
        }),
      ),
  },
  {
    what: 'alias of a key',
    add: async ({ kms }, of) =>
      kms.send(
        new CreateAliasCommand({
          AliasName: 'alias/by-hand',
          TargetKeyId: of.output('database.keyArn').replace(/^.*key\//, ''),
        }),
      ),
  },
  {
    what: 'policy of a bucket',
    add: async (aws, of) => {
      const Bucket = await bucket(aws, of, 'app-platform-access-logs');
      return aws.s3.send(
        new PutBucketPolicyCommand({
          Bucket,
          Policy: openPolicy(`arn:aws:s3:::${Bucket}/*`, 's3:GetObject'),
        }),
      );
    },
  },
  {
    what: 'CORS configuration of a bucket',
    add: async (aws, of) =>
      aws.s3.send(
        new PutBucketCorsCommand({
          Bucket: of.output('storage.dataBucketName'),
          CORSConfiguration: { CORSRules: [{ AllowedMethods: ['GET'], AllowedOrigins: ['*'] }] },
        }),
      ),
  },
  {
    what: 'website configuration of a bucket',
    add: async (aws, of) =>
      aws.s3.send(
        new PutBucketWebsiteCommand({
          Bucket: of.output('storage.dataBucketName'),
          WebsiteConfiguration: { IndexDocument: { Suffix: 'index.html' } },
        }),
      ),
  },
  {
    what: 'inventory of a bucket',
    add: async (aws, of) =>
      aws.s3.send(
        new PutBucketInventoryConfigurationCommand({
          Bucket: of.output('storage.dataBucketName'),
          Id: 'by-hand',
          InventoryConfiguration: {
            Id: 'by-hand',
            IsEnabled: true,
            IncludedObjectVersions: 'All',
            Schedule: { Frequency: 'Daily' },
            Destination: { S3BucketDestination: { Bucket: 'arn:aws:s3:::elsewhere', Format: 'CSV' } },
          },
        }),
      ),
  },
  {
    what: 'subscription of a topic',
    add: async (aws, of) => {
      const { Topics } = await aws.sns.send(new ListTopicsCommand({}));
      const { TopicArn } = named(Topics, (topic) => topic.TopicArn, `bulkhead-${of.name}-`);
      const { arn } = await queue(aws, of);
      return aws.sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: arn }));
    },
  },
  {
    what: 'policy of a queue',
    add: async (aws, of) => {
      const { QueueUrl, arn } = await queue(aws, of);
      return aws.sqs.send(
        new SetQueueAttributesCommand({
          QueueUrl,
          Attributes: { Policy: openPolicy(arn, 'sqs:SendMessage') },
        }),
      );
    },
  },
  {
    what: 'subscription filter of a log group',
    add: async (aws, of) =>
      aws.logs.send(
        new PutSubscriptionFilterCommand({
          logGroupName: await logGroup(aws, of),
          filterName: 'by-hand',
          filterPattern: '',
          destinationArn: (await deployedFunction(aws, of)).arn,
        }),
      ),
  },
  {
    what: 'metric filter of a log group',
    add: async (aws, of) =>
      aws.logs.send(
        new PutMetricFilterCommand({
          logGroupName: await logGroup(aws, of),
          filterName: 'by-hand',
          filterPattern: 'REJECT',
          metricTransformations: [{ metricName: 'Rejected', metricNamespace: 'ByHand', metricValue: '1' }],
        }),
      ),
  },
  {
    what: 'permission of a function',
    add: async (aws, of) =>
      aws.lambda.send(
        new AddPermissionCommand({
          FunctionName: (await deployedFunction(aws, of)).FunctionName,
          StatementId: 'by-hand',
          Action: 'lambda:InvokeFunction',
          Principal: 's3.amazonaws.com',
        }),
      ),
  },
  {
    what: 'event source of a function',
    add: async (aws, of) =>
      aws.lambda.send(
        new CreateEventSourceMappingCommand({
          FunctionName: (await deployedFunction(aws, of)).FunctionName,
          EventSourceArn: (await queue(aws, of)).arn,
        }),
      ),
  },
  {
    what: 'URL of a function',
    add: async (aws, of) =>
      aws.lambda.send(
        new CreateFunctionUrlConfigCommand({
          FunctionName: (await deployedFunction(aws, of)).FunctionName,
          AuthType: 'NONE',
        }),
      ),
  },
  {
    what: 'target of an event rule',
    add: async (aws, of) => {
      const { Rules } = await aws.events.send(new ListRulesCommand({}));
      const { Name } = named(Rules, (rule) => rule.Name, `bulkhead-${of.name}-`);
      const Arn = (await queue(aws, of)).arn;
      return aws.events.send(new PutTargetsCommand({ Rule: Name, Targets: [{ Id: 'by-hand', Arn }] }));
    },
  },
  {
    what: 'policy of a secret',
    add: async ({ secrets }, of) =>
      secrets.send(
        new PutResourcePolicyCommand({
          SecretId: of.output('database.secretArn'),
          ResourcePolicy: openPolicy('*', 'secretsmanager:GetSecretValue').replace(
            '"*"',
            JSON.stringify({ AWS: `arn:aws:iam::${account}:root` }),
          ),
        }),
      ),
  },
  {
    what: 'listener of a load balancer',
    add: async (aws, of) =>
      aws.loadBalancing.send(
        new CreateListenerCommand({
          LoadBalancerArn: await loadBalancer(aws, of),
          Protocol: 'HTTP',
          Port: 8080,
          DefaultActions: [answerNotFound],
        }),
      ),
  },
  {
    what: 'rule of a listener',
    add: async (aws, of) =>
      aws.loadBalancing.send(
        new CreateRuleCommand({
          ListenerArn: await firstListener(aws, of),
          Priority: 7,
          Conditions: [{ Field: 'path-pattern', Values: ['/admin'] }],
          Actions: [answerNotFound],
        }),
      ),
  },
  {
    what: 'scaling policy of an Auto Scaling group',
    add: async (aws, of) =>
      aws.autoScaling.send(
        new PutScalingPolicyCommand({
          AutoScalingGroupName: await scalingGroup(aws, of),
          PolicyName: 'by-hand',
          AdjustmentType: 'ExactCapacity',
          ScalingAdjustment: 0,
        }),
      ),
  },
  {
    what: 'scheduled action of an Auto Scaling group',
    add: async (aws, of) =>
      aws.autoScaling.send(
        new PutScheduledUpdateGroupActionCommand({
          AutoScalingGroupName: await scalingGroup(aws, of),
          ScheduledActionName: 'by-hand',
          DesiredCapacity: 0,
          Recurrence: '0 0 * * *',
        }),
      ),
  },
  {
    what: 'lifecycle hook of an Auto Scaling group',
    add: async (aws, of) =>
      aws.autoScaling.send(
        new PutLifecycleHookCommand({
          AutoScalingGroupName: await scalingGroup(aws, of),
          LifecycleHookName: 'by-hand',
          LifecycleTransition: 'autoscaling:EC2_INSTANCE_LAUNCHING',
        }),
      ),
  },
  {
    what: 'instance of a database cluster',
    add: async (aws, of) => {
      const { DBClusters } = await aws.rds.send(
        new DescribeDBClustersCommand({ DBClusterIdentifier: of.output('database.identifier') }),
      );
      const { DBClusterIdentifier, Engine } = DBClusters?.[0] ?? {};
      return aws.rds.send(
        new CreateDBInstanceCommand({
          DBInstanceIdentifier: 'by-hand',
          DBInstanceClass: 'db.r7g.large',
          Engine,
          DBClusterIdentifier,
        }),
      );
    },
  },
];

/** The kinds, as drift calls them. */
export const kindsAddedByHand: readonly string[] = addedByHand.flatMap(({ what }) => what.split(', '));
