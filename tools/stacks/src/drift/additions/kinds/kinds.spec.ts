import { type AdditionKind } from '../addition-kind';
import { type DeployedResource } from '../deployed-resource';
import { type Answers, awsError, FakeServices } from '../test-services';
import { findAdditions } from '../find-additions';
import { additionKinds } from '.';
import { testResource } from './test-resource';

/** The children of one kind in AWS: one is declared, one was made by AWS, and one was added by somebody. */
interface Case {
  readonly kind: string;
  /** The parent object, as each engine has it. */
  readonly parents: readonly DeployedResource[];
  /** Resources that declare the declared child, at least one for each engine. */
  readonly declared: readonly DeployedResource[];
  readonly answers: Answers;
  /** The addition that is found. */
  readonly added: string;
  /** The command that removes the addition, with its input. */
  readonly removed: readonly [string, object];
}

const r = testResource;
const policy = (who: string) => JSON.stringify({ Statement: [{ Principal: who }] });
const nothing = () => ({});

const cases: readonly Case[] = [
  {
    kind: 'rule of a security group',
    parents: [r('aws_security_group', 'sg-1')],
    declared: [
      r('aws_vpc_security_group_ingress_rule', 'sgr-1', {}),
      r('aws_security_group_rule', 'x', {
        security_group_id: 'sg-1',
        type: 'ingress',
        protocol: '6',
        from_port: 443,
        to_port: 443,
        cidr_blocks: ['10.0.0.0/8'],
      }),
      r('AWS::EC2::SecurityGroupIngress', '', {
        GroupId: 'sg-1',
        IpProtocol: 'tcp',
        FromPort: '5432',
        ToPort: 5432,
        SourceSecurityGroupId: 'sg-9',
      }),
    ],
    answers: {
      DescribeSecurityGroupRules: () => ({
        SecurityGroupRules: [
          { GroupId: 'sg-1', SecurityGroupRuleId: 'sgr-1', IpProtocol: '-1', CidrIpv4: '1.2.3.4/32' },
          {
            GroupId: 'sg-1',
            SecurityGroupRuleId: 'sgr-2',
            IpProtocol: 'tcp',
            FromPort: 443,
            ToPort: 443,
            CidrIpv4: '10.0.0.0/8',
          },
          {
            GroupId: 'sg-1',
            SecurityGroupRuleId: 'sgr-3',
            IpProtocol: 'tcp',
            FromPort: 5432,
            ToPort: 5432,
            ReferencedGroupInfo: { GroupId: 'sg-9' },
          },
          {
            GroupId: 'sg-1',
            SecurityGroupRuleId: 'sgr-4',
            IpProtocol: 'tcp',
            FromPort: 5432,
            ToPort: 5432,
            CidrIpv4: '0.0.0.0/0',
          },
        ],
      }),
      RevokeSecurityGroupIngress: nothing,
    },
    added: 'ingress tcp 5432 0.0.0.0/0',
    removed: ['RevokeSecurityGroupIngress', { GroupId: 'sg-1', SecurityGroupRuleIds: ['sgr-4'] }],
  },
  {
    kind: 'rule of a security group',
    parents: [
      r('AWS::EC2::SecurityGroup', 'sg-1', {
        SecurityGroupIngress: [{ IpProtocol: 'tcp', FromPort: 80, ToPort: 90, CidrIp: '0.0.0.0/0' }],
      }),
    ],
    declared: [],
    answers: {
      DescribeSecurityGroupRules: () => ({
        SecurityGroupRules: [
          {
            GroupId: 'sg-1',
            SecurityGroupRuleId: 'sgr-1',
            IpProtocol: 'tcp',
            FromPort: 80,
            ToPort: 90,
            CidrIpv4: '0.0.0.0/0',
          },
          {
            GroupId: 'sg-1',
            SecurityGroupRuleId: 'sgr-2',
            IsEgress: true,
            IpProtocol: '-1',
            FromPort: -1,
            ToPort: -1,
            CidrIpv4: '0.0.0.0/0',
          },
          {
            GroupId: 'sg-1',
            SecurityGroupRuleId: 'sgr-3',
            IsEgress: true,
            IpProtocol: '-1',
            FromPort: -1,
            ToPort: -1,
            CidrIpv6: '::/0',
          },
        ],
      }),
      RevokeSecurityGroupEgress: nothing,
    },
    added: 'egress all ::/0',
    removed: ['RevokeSecurityGroupEgress', { GroupId: 'sg-1', SecurityGroupRuleIds: ['sgr-3'] }],
  },
  {
    kind: 'route of a route table',
    parents: [r('aws_route_table', 'rtb-1')],
    declared: [
      r('aws_route', 'r-1', { route_table_id: 'rtb-1', destination_cidr_block: '0.0.0.0/0' }),
      r('AWS::EC2::Route', 'x', { RouteTableId: 'rtb-1', DestinationPrefixListId: 'pl-2' }),
    ],
    answers: {
      DescribeRouteTables: () => ({
        RouteTables: [
          {
            RouteTableId: 'rtb-1',
            Routes: [
              { DestinationCidrBlock: '10.0.0.0/16', GatewayId: 'local', Origin: 'CreateRouteTable' },
              { DestinationPrefixListId: 'pl-1', GatewayId: 'vpce-1', Origin: 'CreateRoute' },
              {
                DestinationCidrBlock: '172.16.0.0/12',
                GatewayId: 'vgw-1',
                Origin: 'EnableVgwRoutePropagation',
              },
              { DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: 'nat-1', Origin: 'CreateRoute' },
              { DestinationPrefixListId: 'pl-2', TransitGatewayId: 'tgw-1', Origin: 'CreateRoute' },
              {
                DestinationCidrBlock: '192.168.0.0/16',
                VpcPeeringConnectionId: 'pcx-1',
                Origin: 'CreateRoute',
              },
            ],
          },
        ],
      }),
      DeleteRoute: nothing,
    },
    added: 'route to 192.168.0.0/16',
    removed: ['DeleteRoute', { RouteTableId: 'rtb-1', DestinationCidrBlock: '192.168.0.0/16' }],
  },
  {
    kind: 'association of a route table',
    parents: [r('aws_route_table', 'rtb-1')],
    declared: [
      r('aws_route_table_association', 'rtbassoc-1', { route_table_id: 'rtb-1', subnet_id: 'subnet-1' }),
      r('AWS::EC2::SubnetRouteTableAssociation', 'rtbassoc-2', {}),
    ],
    answers: {
      DescribeRouteTables: () => ({
        RouteTables: [
          {
            RouteTableId: 'rtb-1',
            Associations: [
              { RouteTableAssociationId: 'rtbassoc-0', Main: true },
              { RouteTableAssociationId: 'rtbassoc-9', SubnetId: 'subnet-1' },
              { RouteTableAssociationId: 'rtbassoc-2', SubnetId: 'subnet-2' },
              {
                RouteTableAssociationId: 'rtbassoc-4',
                SubnetId: 'subnet-4',
                AssociationState: { State: 'disassociated' },
              },
              { RouteTableAssociationId: 'rtbassoc-3', SubnetId: 'subnet-3' },
            ],
          },
        ],
      }),
      DisassociateRouteTable: nothing,
    },
    added: 'association with subnet-3',
    removed: ['DisassociateRouteTable', { AssociationId: 'rtbassoc-3' }],
  },
  {
    kind: 'entry of a network ACL',
    parents: [r('aws_network_acl', 'acl-1')],
    declared: [
      r('aws_network_acl_rule', 'x', { network_acl_id: 'acl-1', egress: false, rule_number: 100 }),
      r('AWS::EC2::NetworkAclEntry', 'x', { NetworkAclId: 'acl-1', Egress: 'true', RuleNumber: 100 }),
    ],
    answers: {
      DescribeNetworkAcls: () => ({
        NetworkAcls: [
          {
            NetworkAclId: 'acl-1',
            Entries: [
              { Egress: false, RuleNumber: 100 },
              { Egress: true, RuleNumber: 100 },
              { Egress: true, RuleNumber: 32767 },
              { Egress: false, RuleNumber: 32768 },
              { Egress: false, RuleNumber: 7, CidrBlock: '0.0.0.0/0', RuleAction: 'allow', Protocol: '-1' },
            ],
          },
          { NetworkAclId: 'acl-of-others', Entries: [{ Egress: false, RuleNumber: 8 }] },
        ],
      }),
      DeleteNetworkAclEntry: nothing,
    },
    added: 'ingress entry 7',
    removed: ['DeleteNetworkAclEntry', { NetworkAclId: 'acl-1', Egress: false, RuleNumber: 7 }],
  },
  {
    kind: 'association of a network ACL',
    parents: [r('aws_network_acl', 'acl-1')],
    declared: [
      r('aws_network_acl_association', 'x', { network_acl_id: 'acl-1', subnet_id: 'subnet-1' }),
      r('AWS::EC2::SubnetNetworkAclAssociation', 'x', { NetworkAclId: 'acl-1', SubnetId: 'subnet-2' }),
    ],
    answers: {
      DescribeNetworkAcls: () => ({
        NetworkAcls: [
          { NetworkAclId: 'acl-0', VpcId: 'vpc-1', IsDefault: true },
          {
            NetworkAclId: 'acl-1',
            VpcId: 'vpc-1',
            Associations: ['subnet-1', 'subnet-2', 'subnet-3'].map((SubnetId) => ({
              SubnetId,
              NetworkAclAssociationId: `aclassoc-of-${SubnetId}`,
            })),
          },
        ],
      }),
      ReplaceNetworkAclAssociation: nothing,
    },
    added: 'association with subnet-3',
    removed: [
      'ReplaceNetworkAclAssociation',
      { AssociationId: 'aclassoc-of-subnet-3', NetworkAclId: 'acl-0' },
    ],
  },
  {
    kind: 'endpoint of a VPC',
    parents: [r('aws_vpc', 'vpc-1')],
    declared: [r('aws_vpc_endpoint', 'vpce-1'), r('AWS::EC2::VPCEndpoint', 'vpce-2')],
    answers: {
      DescribeVpcEndpoints: () => ({
        VpcEndpoints: [
          { VpcId: 'vpc-1', VpcEndpointId: 'vpce-1' },
          { VpcId: 'vpc-1', VpcEndpointId: 'vpce-2' },
          { VpcId: 'vpc-1', VpcEndpointId: 'vpce-3', RequesterManaged: true },
          { VpcId: 'vpc-1', VpcEndpointId: 'vpce-4', Tags: [{ Key: 'GuardDutyManaged', Value: 'true' }] },
          { VpcId: 'vpc-1', VpcEndpointId: 'vpce-5', State: 'deleted' },
          {
            VpcId: 'vpc-1',
            VpcEndpointId: 'vpce-6',
            ServiceName: 'exfiltrate',
            VpcEndpointType: 'Interface',
          },
        ],
      }),
      DeleteVpcEndpoints: nothing,
    },
    added: 'Interface endpoint vpce-6 of exfiltrate',
    removed: ['DeleteVpcEndpoints', { VpcEndpointIds: ['vpce-6'] }],
  },
  {
    kind: 'subnet of a VPC',
    parents: [r('AWS::EC2::VPC', 'vpc-1')],
    declared: [r('aws_subnet', 'subnet-1'), r('AWS::EC2::Subnet', 'subnet-2')],
    answers: {
      DescribeSubnets: () => ({
        Subnets: ['subnet-1', 'subnet-2', 'subnet-3'].map((SubnetId) => ({
          VpcId: 'vpc-1',
          SubnetId,
          CidrBlock: '10.0.9.0/24',
          AvailabilityZone: 'us-east-1a',
        })),
      }),
      DeleteSubnet: nothing,
    },
    added: 'subnet subnet-3 10.0.9.0/24 in us-east-1a',
    removed: ['DeleteSubnet', { SubnetId: 'subnet-3' }],
  },
  {
    kind: 'peering connection of a VPC',
    parents: [r('aws_vpc', 'vpc-1')],
    declared: [r('aws_vpc_peering_connection', 'pcx-1'), r('AWS::EC2::VPCPeeringConnection', 'pcx-2')],
    answers: {
      DescribeVpcPeeringConnections: () => ({
        VpcPeeringConnections: ['pcx-1', 'pcx-2', 'pcx-3', 'pcx-4'].map((id) => ({
          VpcPeeringConnectionId: id,
          RequesterVpcInfo: { VpcId: 'vpc-7' },
          AccepterVpcInfo: { VpcId: 'vpc-1' },
          Status: { Code: id === 'pcx-4' ? 'deleted' : 'active' },
        })),
      }),
      DeleteVpcPeeringConnection: nothing,
    },
    added: 'peering pcx-3 from vpc-7 to vpc-1',
    removed: ['DeleteVpcPeeringConnection', { VpcPeeringConnectionId: 'pcx-3' }],
  },
  {
    kind: 'inline policy of a role',
    parents: [r('aws_iam_role', 'reader')],
    declared: [
      r('aws_iam_role_policy', 'x', { role: 'reader', name: 'own' }),
      r('AWS::IAM::Policy', 'x', { Roles: ['reader'], PolicyName: 'other' }),
      r('AWS::IAM::Role', 'reader', { Policies: [{ PolicyName: 'inline' }] }),
    ],
    answers: {
      ListRolePolicies: () => ({ PolicyNames: ['own', 'other', 'inline', 'admin'] }),
      GetRolePolicy: () => ({ PolicyDocument: encodeURIComponent(policy('*')) }),
      DeleteRolePolicy: nothing,
    },
    added: 'inline policy admin',
    removed: ['DeleteRolePolicy', { RoleName: 'reader', PolicyName: 'admin' }],
  },
  {
    kind: 'attached policy of a role',
    parents: [r('AWS::IAM::Role', 'reader', { ManagedPolicyArns: ['arn:1'] })],
    declared: [
      r('aws_iam_role_policy_attachment', 'x', { role: 'reader', policy_arn: 'arn:2' }),
      r('aws_iam_policy_attachment', 'x', { roles: ['reader'], policy_arn: 'arn:3' }),
      r('AWS::IAM::ManagedPolicy', 'arn:4', { Roles: ['reader'] }),
    ],
    answers: {
      ListAttachedRolePolicies: () => ({
        AttachedPolicies: ['arn:1', 'arn:2', 'arn:3', 'arn:4', 'arn:5'].map((PolicyArn) => ({ PolicyArn })),
      }),
      DetachRolePolicy: nothing,
    },
    added: 'attached policy arn:5',
    removed: ['DetachRolePolicy', { RoleName: 'reader', PolicyArn: 'arn:5' }],
  },
  {
    kind: 'instance profile of a role',
    parents: [r('aws_iam_role', 'reader')],
    declared: [
      r('aws_iam_instance_profile', 'x', { role: 'reader', name: 'one' }),
      r('AWS::IAM::InstanceProfile', 'two', { Roles: ['reader'] }),
    ],
    answers: {
      ListInstanceProfilesForRole: () => ({
        InstanceProfiles: ['one', 'two', 'three'].map((InstanceProfileName) => ({ InstanceProfileName })),
      }),
      RemoveRoleFromInstanceProfile: nothing,
    },
    added: 'instance profile three',
    removed: ['RemoveRoleFromInstanceProfile', { RoleName: 'reader', InstanceProfileName: 'three' }],
  },
  {
    kind: 'grant on a key',
    parents: [r('aws_kms_key', 'key-1'), r('AWS::KMS::Key', 'key-2')],
    declared: [r('aws_kms_grant', 'x', { grant_id: 'g-1' })],
    answers: {
      ListGrants: ({ KeyId }: { KeyId: string }) =>
        KeyId === 'key-2'
          ? awsError('NotFoundException')
          : {
              Grants: [
                { GrantId: 'g-1', GranteePrincipal: 'arn:aws:iam::1:role/ours' },
                { GrantId: 'g-2', GranteePrincipal: 'rds.us-east-1.amazonaws.com' },
                {
                  GrantId: 'g-3',
                  GranteePrincipal: 'arn:aws:iam::1:role/x',
                  IssuingAccount: 'dynamodb.us-east-1.amazonaws.com',
                },
                {
                  GrantId: 'g-4',
                  GranteePrincipal:
                    'arn:aws:iam::1:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling',
                },
                {
                  GrantId: 'g-5',
                  GranteePrincipal: 'arn:aws:iam::666:user/mallory',
                  Operations: ['Encrypt', 'Decrypt'],
                },
              ],
            },
      RevokeGrant: nothing,
    },
    added: 'grant to arn:aws:iam::666:user/mallory of Decrypt, Encrypt',
    removed: ['RevokeGrant', { KeyId: 'key-1', GrantId: 'g-5' }],
  },
  {
    kind: 'alias of a key',
    parents: [r('aws_kms_key', 'key-1')],
    declared: [
      r('aws_kms_alias', 'alias/one', {
        target_key_id: 'arn:aws:kms:us-east-1:1:key/key-1',
        name: 'alias/one',
      }),
      r('AWS::KMS::Alias', 'alias/two', {}),
    ],
    answers: {
      ListAliases: () => ({
        Aliases: [
          ...['alias/one', 'alias/two', 'alias/three'].map((AliasName) => ({
            AliasName,
            TargetKeyId: 'key-1',
          })),
          { AliasName: 'alias/aws/s3', TargetKeyId: 'key-of-aws' },
        ],
      }),
      DeleteAlias: nothing,
    },
    added: 'alias/three',
    removed: ['DeleteAlias', { AliasName: 'alias/three' }],
  },
  {
    kind: 'inventory of a bucket',
    parents: [r('AWS::S3::Bucket', 'b', { InventoryConfigurations: [{ Id: 'one' }] })],
    declared: [r('aws_s3_bucket_inventory', 'x', { bucket: 'b', name: 'two' })],
    answers: {
      ListBucketInventoryConfigurations: () => ({
        InventoryConfigurationList: ['one', 'two', 'three'].map((Id) => ({ Id })),
      }),
      DeleteBucketInventoryConfiguration: nothing,
    },
    added: 'inventory three',
    removed: ['DeleteBucketInventoryConfiguration', { Bucket: 'b', Id: 'three' }],
  },
  {
    kind: 'subscription of a topic',
    parents: [r('aws_sns_topic', 'arn:topic')],
    declared: [r('aws_sns_topic_subscription', 'arn:topic:1'), r('AWS::SNS::Subscription', 'arn:topic:2')],
    answers: {
      ListSubscriptionsByTopic: () => ({
        Subscriptions: ['arn:topic:1', 'arn:topic:2', 'arn:topic:3'].map((SubscriptionArn) => ({
          SubscriptionArn,
          Protocol: 'email',
          Endpoint: 'mallory@example.com',
        })),
      }),
      Unsubscribe: nothing,
    },
    added: 'subscription of email mallory@example.com',
    removed: ['Unsubscribe', { SubscriptionArn: 'arn:topic:3' }],
  },
  {
    kind: 'policy of a topic',
    parents: [
      ...['declared', 'templated', 'standard'].map((name) => r('aws_sns_topic', name)),
      r('AWS::SNS::Topic', 'added'),
    ],
    declared: [
      r('aws_sns_topic_policy', 'x', { arn: 'declared' }),
      r('AWS::SNS::TopicPolicy', 'x', { Topics: ['templated'] }),
    ],
    answers: {
      GetTopicAttributes: ({ TopicArn }: { TopicArn: string }) => ({
        Attributes: {
          Owner: '111122223333',
          Policy:
            TopicArn === 'standard'
              ? JSON.stringify({
                  Id: '__default_policy_ID',
                  Statement: [
                    {
                      Sid: '__default_statement_ID',
                      Condition: { StringEquals: { 'AWS:SourceOwner': '111122223333' } },
                    },
                  ],
                })
              : policy('*'),
        },
      }),
      SetTopicAttributes: nothing,
    },
    added: 'set',
    removed: [
      'SetTopicAttributes',
      {
        TopicArn: 'added',
        AttributeName: 'Policy',
        AttributeValue: expect.stringMatching(/"__default_policy_ID".*"AWS:SourceOwner":"111122223333"/),
      },
    ],
  },
  {
    kind: 'policy of a queue',
    parents: [
      r('aws_sqs_queue', 'q1'),
      r('AWS::SQS::Queue', 'q2'),
      r('aws_sqs_queue', 'q3'),
      r('aws_sqs_queue', 'q4'),
    ],
    declared: [
      r('aws_sqs_queue_policy', 'x', { queue_url: 'q1' }),
      r('AWS::SQS::QueuePolicy', 'x', { Queues: ['q2'] }),
    ],
    answers: {
      GetQueueAttributes: ({ QueueUrl }: { QueueUrl: string }) =>
        QueueUrl === 'q4' ? {} : { Attributes: { Policy: policy(QueueUrl) } },
      SetQueueAttributes: nothing,
    },
    added: 'set',
    removed: ['SetQueueAttributes', { QueueUrl: 'q3', Attributes: { Policy: '' } }],
  },
  {
    kind: 'subscription filter of a log group',
    parents: [r('aws_cloudwatch_log_group', 'log')],
    declared: [
      r('aws_cloudwatch_log_subscription_filter', 'x', { log_group_name: 'log', name: 'one' }),
      r('AWS::Logs::SubscriptionFilter', 'two', { LogGroupName: 'log' }),
    ],
    answers: {
      DescribeSubscriptionFilters: () => ({
        subscriptionFilters: ['one', 'two', 'three'].map((filterName) => ({
          filterName,
          destinationArn: 'arn',
        })),
      }),
      DeleteSubscriptionFilter: nothing,
    },
    added: 'subscription filter three',
    removed: ['DeleteSubscriptionFilter', { logGroupName: 'log', filterName: 'three' }],
  },
  {
    kind: 'metric filter of a log group',
    parents: [r('AWS::Logs::LogGroup', 'log')],
    declared: [
      r('aws_cloudwatch_log_metric_filter', 'x', { log_group_name: 'log', name: 'one' }),
      r('AWS::Logs::MetricFilter', 'x', { LogGroupName: 'log', FilterName: 'two' }),
    ],
    answers: {
      DescribeMetricFilters: () => ({
        metricFilters: [
          ...['one', 'two', 'three'].map((filterName) => ({ filterName, logGroupName: 'log' })),
          { filterName: 'four', logGroupName: 'of others' },
        ],
      }),
      DeleteMetricFilter: nothing,
    },
    added: 'metric filter three',
    removed: ['DeleteMetricFilter', { logGroupName: 'log', filterName: 'three' }],
  },
  {
    kind: 'permission of a function',
    parents: [r('aws_lambda_function', 'f')],
    declared: [
      r('aws_lambda_permission', 'x', {
        function_name: 'f',
        action: 'lambda:InvokeFunction',
        principal: 'events.amazonaws.com',
        source_arn: 'arn:rule',
      }),
      r('AWS::Lambda::Permission', 'x', {
        FunctionName: 'arn:aws:lambda:us-east-1:111122223333:function:f',
        Action: 'lambda:InvokeFunction',
        Principal: '444455556666',
        SourceAccount: '444455556666',
      }),
    ],
    answers: {
      GetPolicy: () => ({
        Policy: JSON.stringify({
          Statement: [
            {
              Sid: '1',
              Action: 'lambda:InvokeFunction',
              Principal: { Service: 'events.amazonaws.com' },
              Condition: { ArnLike: { 'AWS:SourceArn': 'arn:rule' } },
            },
            {
              Sid: '2',
              Action: 'lambda:InvokeFunction',
              Principal: { AWS: 'arn:aws:iam::444455556666:root' },
              Condition: { StringEquals: { 'AWS:SourceAccount': '444455556666' } },
            },
            { Sid: '3', Action: 'lambda:InvokeFunction', Principal: '*' },
          ],
        }),
      }),
      RemovePermission: nothing,
    },
    added: 'lambda:InvokeFunction by *',
    removed: ['RemovePermission', { FunctionName: 'f', StatementId: '3' }],
  },
  {
    kind: 'event source of a function',
    parents: [r('AWS::Lambda::Function', 'f')],
    declared: [r('aws_lambda_event_source_mapping', 'u-1'), r('AWS::Lambda::EventSourceMapping', 'u-2')],
    answers: {
      ListEventSourceMappings: () => ({
        EventSourceMappings: [
          ...['u-1', 'u-2', 'u-3'].map((UUID) => ({
            UUID,
            FunctionArn: 'arn:aws:lambda:us-east-1:111122223333:function:f:live',
            EventSourceArn: 'arn:queue',
          })),
          {
            UUID: 'u-4',
            FunctionArn: 'arn:aws:lambda:us-east-1:111122223333:function:others',
            EventSourceArn: 'x',
          },
        ],
      }),
      DeleteEventSourceMapping: nothing,
    },
    added: 'events of arn:queue',
    removed: ['DeleteEventSourceMapping', { UUID: 'u-3' }],
  },
  {
    kind: 'URL of a function',
    parents: ['f', 'g', 'h', 'i'].map((name) => r('aws_lambda_function', name)),
    declared: [
      r('aws_lambda_function_url', 'x', { function_name: 'g' }),
      r('AWS::Lambda::Url', 'x', { TargetFunctionArn: 'arn:aws:lambda:us-east-1:111122223333:function:h' }),
    ],
    answers: {
      GetFunctionUrlConfig: ({ FunctionName }: { FunctionName: string }) =>
        FunctionName === 'i' ? awsError('ResourceNotFoundException', 404) : { AuthType: 'NONE' },
      DeleteFunctionUrlConfig: nothing,
    },
    added: 'URL',
    removed: ['DeleteFunctionUrlConfig', { FunctionName: 'f' }],
  },
  {
    kind: 'target of an event rule',
    parents: [
      r('aws_cloudwatch_event_rule', 'own/rule', { name: 'rule', event_bus_name: 'own' }),
      r('AWS::Events::Rule', 'other', { Targets: [{ Id: 'two' }] }),
    ],
    declared: [
      r('aws_cloudwatch_event_target', 'x', { rule: 'rule', event_bus_name: 'own', target_id: 'one' }),
    ],
    answers: {
      ListTargetsByRule: ({ Rule, EventBusName }: { Rule: string; EventBusName: string }) => ({
        Targets:
          Rule === 'rule' && EventBusName === 'own'
            ? [{ Id: 'one' }, { Id: 'three', Arn: 'arn:mallory' }]
            : EventBusName === 'default'
              ? [{ Id: 'two' }]
              : [{ Id: 'of another bus' }],
      }),
      RemoveTargets: nothing,
    },
    added: 'target three',
    removed: ['RemoveTargets', { Rule: 'rule', EventBusName: 'own', Ids: ['three'] }],
  },
  {
    kind: 'policy of a secret',
    parents: [
      r('aws_secretsmanager_secret', 's1'),
      r('AWS::SecretsManager::Secret', 's2'),
      r('aws_secretsmanager_secret', 's3'),
      r('aws_secretsmanager_secret', 's4'),
    ],
    declared: [
      r('aws_secretsmanager_secret_policy', 'x', { secret_arn: 's1' }),
      r('AWS::SecretsManager::ResourcePolicy', 'x', { SecretId: 's2' }),
    ],
    answers: {
      GetResourcePolicy: ({ SecretId }: { SecretId: string }) =>
        SecretId === 's4' ? { ARN: 's4' } : { ResourcePolicy: policy('*') },
      DeleteResourcePolicy: nothing,
    },
    added: 'set',
    removed: ['DeleteResourcePolicy', { SecretId: 's3' }],
  },
  {
    kind: 'access policy of a backup vault',
    parents: [
      r('aws_backup_vault', 'v1'),
      r('AWS::Backup::BackupVault', 'v2', { AccessPolicy: {} }),
      r('aws_backup_vault', 'v3'),
      r('aws_backup_vault', 'v4'),
    ],
    declared: [r('aws_backup_vault_policy', 'x', { backup_vault_name: 'v1' })],
    answers: {
      GetBackupVaultAccessPolicy: ({ BackupVaultName }: { BackupVaultName: string }) =>
        BackupVaultName === 'v4' ? awsError('ResourceNotFoundException') : { Policy: policy('*') },
      DeleteBackupVaultAccessPolicy: nothing,
    },
    added: 'set',
    removed: ['DeleteBackupVaultAccessPolicy', { BackupVaultName: 'v3' }],
  },
  {
    kind: 'selection of a backup plan',
    parents: [r('aws_backup_plan', 'plan')],
    declared: [r('aws_backup_selection', 'sel-1'), r('AWS::Backup::BackupSelection', 'sel-2_plan')],
    answers: {
      ListBackupSelections: () => ({
        BackupSelectionsList: ['sel-1', 'sel-2', 'sel-3'].map((SelectionId) => ({
          SelectionId,
          SelectionName: SelectionId,
        })),
      }),
      DeleteBackupSelection: nothing,
    },
    added: 'selection sel-3',
    removed: ['DeleteBackupSelection', { BackupPlanId: 'plan', SelectionId: 'sel-3' }],
  },
  {
    kind: 'mount target of a file system',
    parents: [r('aws_efs_file_system', 'fs-1')],
    declared: [r('aws_efs_mount_target', 'fsmt-1'), r('AWS::EFS::MountTarget', 'fsmt-2')],
    answers: {
      DescribeMountTargets: () => ({
        MountTargets: [
          ...['fsmt-1', 'fsmt-2', 'fsmt-3'].map((MountTargetId) => ({ MountTargetId, SubnetId: 'subnet-1' })),
          { MountTargetId: 'fsmt-4', LifeCycleState: 'deleting' },
        ],
      }),
      DeleteMountTarget: nothing,
    },
    added: 'mount target in subnet-1',
    removed: ['DeleteMountTarget', { MountTargetId: 'fsmt-3' }],
  },
  {
    kind: 'access point of a file system',
    parents: [r('AWS::EFS::FileSystem', 'fs-1')],
    declared: [r('aws_efs_access_point', 'fsap-1'), r('AWS::EFS::AccessPoint', 'fsap-2')],
    answers: {
      DescribeAccessPoints: () => ({
        AccessPoints: [
          ...['fsap-1', 'fsap-2', 'fsap-3'].map((AccessPointId) => ({ AccessPointId, FileSystemId: 'fs-1' })),
          { AccessPointId: 'fsap-4', FileSystemId: 'fs-of-others' },
        ],
      }),
      DeleteAccessPoint: nothing,
    },
    added: 'access point fsap-3 to /',
    removed: ['DeleteAccessPoint', { AccessPointId: 'fsap-3' }],
  },
  {
    kind: 'policy of a file system',
    parents: [
      r('aws_efs_file_system', 'f1'),
      r('AWS::EFS::FileSystem', 'f2', { FileSystemPolicy: {} }),
      r('aws_efs_file_system', 'f3'),
      r('aws_efs_file_system', 'f4'),
    ],
    declared: [r('aws_efs_file_system_policy', 'x', { file_system_id: 'f1' })],
    answers: {
      DescribeFileSystemPolicy: ({ FileSystemId }: { FileSystemId: string }) =>
        FileSystemId === 'f4' ? awsError('PolicyNotFound', 404) : { Policy: policy('*') },
      DeleteFileSystemPolicy: nothing,
    },
    added: 'set',
    removed: ['DeleteFileSystemPolicy', { FileSystemId: 'f3' }],
  },
  {
    kind: 'listener of a load balancer',
    parents: [r('AWS::ElasticLoadBalancingV2::LoadBalancer', 'arn:lb')],
    declared: [r('aws_lb_listener', 'arn:l1'), r('AWS::ElasticLoadBalancingV2::Listener', 'arn:l2')],
    answers: {
      DescribeListeners: () => ({
        Listeners: ['arn:l1', 'arn:l2', 'arn:l3'].map((ListenerArn) => ({
          ListenerArn,
          Protocol: 'HTTP',
          Port: 8080,
        })),
      }),
      DeleteListener: nothing,
    },
    added: 'listener HTTP 8080',
    removed: ['DeleteListener', { ListenerArn: 'arn:l3' }],
  },
  {
    kind: 'rule of a listener',
    parents: [r('AWS::ElasticLoadBalancingV2::Listener', 'arn:l')],
    declared: [r('aws_lb_listener_rule', 'arn:r1'), r('AWS::ElasticLoadBalancingV2::ListenerRule', 'arn:r2')],
    answers: {
      DescribeRules: () => ({
        Rules: [
          { RuleArn: 'arn:r0', Priority: 'default', IsDefault: true },
          ...['arn:r1', 'arn:r2', 'arn:r3'].map((RuleArn) => ({ RuleArn, Priority: '5' })),
        ],
      }),
      DeleteRule: nothing,
    },
    added: 'rule 5',
    removed: ['DeleteRule', { RuleArn: 'arn:r3' }],
  },
  {
    kind: 'certificate of a listener',
    parents: [r('aws_lb_listener', 'arn:l', { certificate_arn: 'arn:c0' })],
    declared: [
      r('aws_lb_listener_certificate', 'x', { listener_arn: 'arn:l', certificate_arn: 'arn:c1' }),
      r('AWS::ElasticLoadBalancingV2::ListenerCertificate', 'x', {
        ListenerArn: 'arn:l',
        Certificates: [{ CertificateArn: 'arn:c2' }],
      }),
      r('AWS::ElasticLoadBalancingV2::Listener', 'arn:l', { Certificates: [{ CertificateArn: 'arn:c3' }] }),
    ],
    answers: {
      DescribeListenerCertificates: () => ({
        Certificates: [
          { CertificateArn: 'arn:other', IsDefault: true },
          ...['arn:c0', 'arn:c1', 'arn:c2', 'arn:c3', 'arn:c4'].map((CertificateArn) => ({ CertificateArn })),
        ],
      }),
      RemoveListenerCertificates: nothing,
    },
    added: 'arn:c4',
    removed: [
      'RemoveListenerCertificates',
      { ListenerArn: 'arn:l', Certificates: [{ CertificateArn: 'arn:c4' }] },
    ],
  },
  {
    kind: 'service of an ECS cluster',
    parents: [r('aws_ecs_cluster', 'arn:aws:ecs:us-east-1:1:cluster/main')],
    declared: [r('aws_ecs_service', 'arn:s/main/1'), r('AWS::ECS::Service', 'arn:s/main/2')],
    answers: {
      ListServices: ({ cluster }: { cluster: string }) => ({
        serviceArns: cluster === 'main' ? ['arn:s/main/1', 'arn:s/main/2', 'arn:s/main/miner'] : [],
      }),
      DeleteService: nothing,
    },
    added: 'service miner',
    removed: ['DeleteService', { cluster: 'main', service: 'arn:s/main/miner', force: true }],
  },
  {
    kind: 'scaling policy of an Auto Scaling group',
    parents: [r('AWS::AutoScaling::AutoScalingGroup', 'asg')],
    declared: [
      r('aws_autoscaling_policy', 'one', { autoscaling_group_name: 'asg', name: 'one' }),
      r('AWS::AutoScaling::ScalingPolicy', 'arn:two', {}),
    ],
    answers: {
      DescribePolicies: () => ({
        ScalingPolicies: [
          { AutoScalingGroupName: 'asg', PolicyARN: 'arn:one', PolicyName: 'one' },
          { AutoScalingGroupName: 'asg', PolicyARN: 'arn:two', PolicyName: 'two' },
          { AutoScalingGroupName: 'asg', PolicyARN: 'arn:p', PolicyName: 'AutoScaling-asg-plan' },
          { AutoScalingGroupName: 'of others', PolicyARN: 'arn:4', PolicyName: 'four' },
          { AutoScalingGroupName: 'asg', PolicyARN: 'arn:three', PolicyName: 'three' },
        ],
      }),
      DeletePolicy: nothing,
    },
    added: 'policy three',
    removed: ['DeletePolicy', { AutoScalingGroupName: 'asg', PolicyName: 'three' }],
  },
  {
    kind: 'scheduled action of an Auto Scaling group',
    parents: [r('aws_autoscaling_group', 'asg')],
    declared: [
      r('aws_autoscaling_schedule', 'x', { autoscaling_group_name: 'asg', scheduled_action_name: 'one' }),
      r('AWS::AutoScaling::ScheduledAction', 'two', { AutoScalingGroupName: 'asg' }),
    ],
    answers: {
      DescribeScheduledActions: () => ({
        ScheduledUpdateGroupActions: ['one', 'two', 'three'].map((ScheduledActionName) => ({
          AutoScalingGroupName: 'asg',
          ScheduledActionName,
          DesiredCapacity: 0,
        })),
      }),
      DeleteScheduledAction: nothing,
    },
    added: 'action three',
    removed: ['DeleteScheduledAction', { AutoScalingGroupName: 'asg', ScheduledActionName: 'three' }],
  },
  {
    kind: 'lifecycle hook of an Auto Scaling group',
    parents: [r('aws_autoscaling_group', 'asg')],
    declared: [
      r('aws_autoscaling_lifecycle_hook', 'one', { autoscaling_group_name: 'asg', name: 'one' }),
      r('AWS::AutoScaling::LifecycleHook', 'two', { AutoScalingGroupName: 'asg' }),
    ],
    answers: {
      DescribeLifecycleHooks: () => ({
        LifecycleHooks: ['one', 'two', 'three', 'ecs-managed-draining-termination-hook'].map(
          (LifecycleHookName) => ({ LifecycleHookName }),
        ),
      }),
      DeleteLifecycleHook: nothing,
    },
    added: 'hook three',
    removed: ['DeleteLifecycleHook', { AutoScalingGroupName: 'asg', LifecycleHookName: 'three' }],
  },
  {
    kind: 'instance of a database cluster',
    parents: [r('aws_rds_cluster', 'c')],
    declared: [r('aws_rds_cluster_instance', 'c-1'), r('AWS::RDS::DBInstance', 'c-2')],
    answers: {
      DescribeDBInstances: () => ({
        DBInstances: [
          ...['c-1', 'c-2', 'c-3', 'application-autoscaling-4'].map((DBInstanceIdentifier) => ({
            DBInstanceIdentifier,
            DBClusterIdentifier: 'c',
            DBInstanceClass: 'db.r7g.large',
          })),
          { DBInstanceIdentifier: 'alone' },
        ],
      }),
      DeleteDBInstance: nothing,
    },
    added: 'instance c-3 of db.r7g.large',
    removed: ['DeleteDBInstance', { DBInstanceIdentifier: 'c-3' }],
  },
  {
    kind: 'custom endpoint of a database cluster',
    parents: [r('AWS::RDS::DBCluster', 'c')],
    declared: [r('aws_rds_cluster_endpoint', 'e-1')],
    answers: {
      DescribeDBClusterEndpoints: () => ({
        DBClusterEndpoints: ['e-1', 'e-2'].map((DBClusterEndpointIdentifier) => ({
          DBClusterEndpointIdentifier,
          DBClusterIdentifier: 'c',
          CustomEndpointType: 'ANY',
        })),
      }),
      DeleteDBClusterEndpoint: nothing,
    },
    added: 'endpoint e-2 (ANY)',
    removed: ['DeleteDBClusterEndpoint', { DBClusterEndpointIdentifier: 'e-2' }],
  },
  {
    kind: 'target of a database proxy',
    parents: [r('aws_db_proxy', 'p')],
    declared: [
      r('aws_db_proxy_target', 'x', { db_proxy_name: 'p', rds_resource_id: 'c-1' }),
      r('AWS::RDS::DBProxyTargetGroup', 'x', { DBProxyName: 'p', DBInstanceIdentifiers: ['i-2'] }),
    ],
    answers: {
      DescribeDBProxyTargets: () => ({
        Targets: [
          { RdsResourceId: 'c-1', Type: 'TRACKED_CLUSTER' },
          { RdsResourceId: 'i-1', Type: 'RDS_INSTANCE', TrackedClusterId: 'c-1' },
          { RdsResourceId: 'i-2', Type: 'RDS_INSTANCE' },
          { RdsResourceId: 'i-3', Type: 'RDS_INSTANCE' },
        ],
      }),
      DeregisterDBProxyTargets: nothing,
    },
    added: 'target i-3',
    removed: ['DeregisterDBProxyTargets', { DBProxyName: 'p', DBInstanceIdentifiers: ['i-3'] }],
  },
  {
    kind: 'record set of a hosted zone',
    parents: [r('aws_route53_zone', 'Z1')],
    declared: [
      r('aws_route53_record', 'x', { zone_id: 'Z1', type: 'A', fqdn: '*.example.com' }),
      r('AWS::Route53::RecordSet', 'x', {
        HostedZoneId: 'Z1',
        Type: 'A',
        Name: 'WWW.example.com.',
        SetIdentifier: 'dr',
      }),
    ],
    answers: {
      // The second page begins at three values.
      ListResourceRecordSets: ({ StartRecordName }: { StartRecordName?: string }) =>
        StartRecordName
          ? {
              ResourceRecordSets: [
                { Name: 'www.example.com.', Type: 'A', SetIdentifier: 'dr' },
                { Name: 'phish.example.com.', Type: 'NS' },
              ],
            }
          : {
              ResourceRecordSets: [
                { Name: 'example.com.', Type: 'NS' },
                { Name: 'example.com.', Type: 'SOA' },
                { Name: '\\052.example.com.', Type: 'A' },
              ],
              IsTruncated: true,
              NextRecordName: 'www.example.com.',
            },
      ChangeResourceRecordSets: nothing,
    },
    added: 'NS phish.example.com',
    removed: [
      'ChangeResourceRecordSets',
      {
        HostedZoneId: 'Z1',
        ChangeBatch: {
          Changes: [{ Action: 'DELETE', ResourceRecordSet: { Name: 'phish.example.com.', Type: 'NS' } }],
        },
      },
    ],
  },
  ...bucketCases(),
];

/** Several buckets: one has the part for each kind of declaration, one has it undeclared, and one does not have it. */
function bucketCases(): Case[] {
  const owner = { ID: 'us' };
  const parts: [string, string, string, string | undefined, string, object, string][] = [
    [
      'policy of a bucket',
      'aws_s3_bucket_policy',
      '',
      'AWS::S3::BucketPolicy',
      'GetBucketPolicy',
      { Policy: policy('*') },
      'DeleteBucketPolicy',
    ],
    [
      'CORS configuration of a bucket',
      'aws_s3_bucket_cors_configuration',
      'CorsConfiguration',
      undefined,
      'GetBucketCors',
      { CORSRules: [{}] },
      'DeleteBucketCors',
    ],
    [
      'website configuration of a bucket',
      'aws_s3_bucket_website_configuration',
      'WebsiteConfiguration',
      undefined,
      'GetBucketWebsite',
      { IndexDocument: {} },
      'DeleteBucketWebsite',
    ],
    [
      'replication configuration of a bucket',
      'aws_s3_bucket_replication_configuration',
      'ReplicationConfiguration',
      undefined,
      'GetBucketReplication',
      { ReplicationConfiguration: {} },
      'DeleteBucketReplication',
    ],
    [
      'lifecycle configuration of a bucket',
      'aws_s3_bucket_lifecycle_configuration',
      'LifecycleConfiguration',
      undefined,
      'GetBucketLifecycleConfiguration',
      { Rules: [] },
      'DeleteBucketLifecycle',
    ],
    [
      'notification configuration of a bucket',
      'aws_s3_bucket_notification',
      'NotificationConfiguration',
      undefined,
      'GetBucketNotificationConfiguration',
      { QueueConfigurations: [{}] },
      'PutBucketNotificationConfiguration',
    ],
    [
      'access logging of a bucket',
      'aws_s3_bucket_logging',
      'LoggingConfiguration',
      undefined,
      'GetBucketLogging',
      { LoggingEnabled: {} },
      'PutBucketLogging',
    ],
    [
      'access control list of a bucket',
      'aws_s3_bucket_acl',
      'AccessControl',
      undefined,
      'GetBucketAcl',
      { Owner: owner, Grants: [{ Grantee: { URI: 'AllUsers' }, Permission: 'READ' }] },
      'PutBucketAcl',
    ],
  ];
  return parts.map(([kind, terraform, property, type, get, answer, removal]) => ({
    kind,
    parents: [
      r('aws_s3_bucket', 'b1'),
      r('AWS::S3::Bucket', 'b2', property ? { [property]: {} } : {}),
      r('aws_s3_bucket', 'b3'),
      r('aws_s3_bucket', 'b4'),
      r('aws_s3_bucket', 'b5'),
    ],
    declared: [r(terraform, 'x', { bucket: 'b1' }), ...(type ? [r(type, 'x', { Bucket: 'b2' })] : [])],
    answers: {
      [get]: ({ Bucket }: { Bucket: string }) => {
        if (Bucket === 'b4') return awsError('NoSuchThing', 404);
        if (Bucket !== 'b5') return answer;
        // The answer of S3 for a bucket without the part, or with a part that nobody made.
        if (get === 'GetBucketNotificationConfiguration') return { EventBridgeConfiguration: {} };
        if (get === 'GetBucketAcl')
          return { Owner: owner, Grants: [{ Grantee: owner, Permission: 'FULL_CONTROL' }] };
        return awsError('NoSuchBucket', 404);
      },
      [removal]: nothing,
    },
    added: 'set',
    removed: [removal, expect.objectContaining({ Bucket: 'b3' })],
  }));
}

const kindOf = (name: string): AdditionKind => {
  const kind = additionKinds.find((each) => each.name === name);
  if (!kind) throw new RangeError(`There is no kind ${name}.`);
  return kind;
};

test.each(cases.map((each) => [each.kind, each.added, each] as const))(
  '%s: of all children, only "%s" is an addition, and only it is removed',
  async (name, added, { parents, declared, answers, removed }) => {
    const services = new FakeServices(answers);
    const { additions, unchecked } = await findAdditions(
      [kindOf(name)],
      parents,
      [...parents, ...declared],
      services,
      'aws',
    );

    expect(additions.map(({ content }) => content)).toEqual([added]);
    expect(unchecked).toEqual([]);
    await additions[0]?.remove();
    expect(services.sent.at(-1)).toEqual({ command: removed[0], input: removed[1] });
  },
);

test.each(cases.map((each) => [each.kind, each] as const))(
  '%s: a child that nobody declares any more is an addition too',
  async (name, { parents, declared, answers }) => {
    if (declared.length === 0) return;
    for (const left of declared) {
      const others = declared.filter((each) => each !== left);
      const services = new FakeServices(answers);
      const { additions } = await findAdditions(
        [kindOf(name)],
        parents,
        [...parents, ...others],
        services,
        'aws',
      );

      expect([left.type, additions.length]).toEqual([left.type, 2]);
    }
  },
);

test('every kind has a case', () => {
  expect([...new Set(cases.map(({ kind }) => kind))].sort()).toEqual(
    additionKinds.map(({ name }) => name).sort(),
  );
});

test.each(cases.map((each) => [each.kind, each] as const))(
  '%s: a caller without permission is told so, and nothing else fails',
  async (name, { parents, answers }) => {
    const denied = Object.fromEntries(
      Object.keys(answers).map((command) => [command, () => awsError('AccessDeniedException', 403, 'no')]),
    );
    const { additions, unchecked } = await findAdditions(
      [kindOf(name)],
      parents,
      parents,
      new FakeServices(denied),
      'aws',
    );

    expect(additions).toEqual([]);
    expect(unchecked).toHaveLength(parents.length);
    expect(unchecked[0]).toMatchObject({ kind: name, reason: 'the caller may not look: no' });
  },
);
