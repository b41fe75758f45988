/** Types that hold nothing, with the reason. */
interface Stateless {
  readonly because: string;
  /** CloudFormation's names. */
  readonly types: readonly string[];
}

/**
 * The types in our stacks that can be replaced or deleted without a permanent loss. Every type of a stack must be here
 * or in `statefulTypes`: otherwise a deploy would silently replace a type that nobody has decided about.
 */
const stateless: readonly Stateless[] = [
  {
    because:
      'the code makes the network again; what must not move is guarded by prevent_destroy where it is made',
    types: [
      'AWS::EC2::EgressOnlyInternetGateway',
      'AWS::EC2::FlowLog',
      'AWS::EC2::InternetGateway',
      'AWS::EC2::NatGateway',
      'AWS::EC2::NetworkAcl',
      'AWS::EC2::NetworkAclEntry',
      'AWS::EC2::Route',
      'AWS::EC2::RouteTable',
      'AWS::EC2::SecurityGroup',
      'AWS::EC2::SecurityGroupEgress',
      'AWS::EC2::SecurityGroupIngress',
      'AWS::EC2::Subnet',
      'AWS::EC2::SubnetNetworkAclAssociation',
      'AWS::EC2::SubnetRouteTableAssociation',
      'AWS::EC2::TransitGateway',
      'AWS::EC2::TransitGatewayPeeringAttachment',
      'AWS::EC2::TransitGatewayRoute',
      'AWS::EC2::TransitGatewayRouteTable',
      'AWS::EC2::TransitGatewayRouteTableAssociation',
      'AWS::EC2::TransitGatewayRouteTablePropagation',
      'AWS::EC2::TransitGatewayVpcAttachment',
      'AWS::EC2::VPC',
      'AWS::EC2::VPCEndpoint',
      'AWS::EC2::VPCGatewayAttachment',
    ],
  },
  {
    // Partners may have allowed an address in their firewalls. The type does not say which addresses matter, and each
    // change of a network's zones moves some. Subnets that stacks were deployed into have a guard of their own.
    because: 'an address can be given again, and others are told of it',
    types: ['AWS::EC2::EIP'],
  },
  {
    because: 'compute and its settings, which the code makes again',
    types: [
      'AWS::ApplicationAutoScaling::ScalableTarget',
      'AWS::ApplicationAutoScaling::ScalingPolicy',
      'AWS::AutoScaling::AutoScalingGroup',
      'AWS::AutoScaling::LifecycleHook',
      'AWS::AutoScaling::ScalingPolicy',
      'AWS::AutoScaling::ScheduledAction',
      'AWS::EC2::LaunchTemplate',
      'AWS::ECS::CapacityProvider',
      'AWS::ECS::Cluster',
      'AWS::ECS::ClusterCapacityProviderAssociations',
      'AWS::ECS::Service',
      'AWS::ECS::TaskDefinition',
      'AWS::Lambda::EventSourceMapping',
      'AWS::Lambda::Function',
      'AWS::Lambda::Permission',
    ],
  },
  {
    because: 'the way to what holds something, and its settings',
    types: [
      'AWS::CloudFront::ContinuousDeploymentPolicy',
      'AWS::CloudFront::Distribution',
      'AWS::CloudFront::OriginAccessControl',
      'AWS::CloudFront::ResponseHeadersPolicy',
      'AWS::EFS::AccessPoint',
      'AWS::EFS::MountTarget',
      'AWS::ElastiCache::ParameterGroup',
      'AWS::ElastiCache::SubnetGroup',
      'AWS::ElasticLoadBalancingV2::Listener',
      'AWS::ElasticLoadBalancingV2::ListenerCertificate',
      'AWS::ElasticLoadBalancingV2::ListenerRule',
      'AWS::ElasticLoadBalancingV2::LoadBalancer',
      'AWS::ElasticLoadBalancingV2::TargetGroup',
      'AWS::KMS::Alias',
      'AWS::RDS::DBClusterParameterGroup',
      'AWS::RDS::DBParameterGroup',
      'AWS::RDS::DBProxy',
      'AWS::RDS::DBProxyTargetGroup',
      'AWS::RDS::DBSubnetGroup',
      'AWS::Route53::HealthCheck',
      'AWS::Route53::RecordSet',
    ],
  },
  {
    because: 'who may do what, as the code says it',
    types: [
      'AWS::ElastiCache::User',
      'AWS::ElastiCache::UserGroup',
      'AWS::IAM::InstanceProfile',
      'AWS::IAM::ManagedPolicy',
      'AWS::IAM::Policy',
      'AWS::IAM::Role',
      'AWS::Logs::ResourcePolicy',
      'AWS::S3::BucketPolicy',
      'AWS::SecretsManager::ResourcePolicy',
      'AWS::SNS::TopicPolicy',
      'AWS::SQS::QueuePolicy',
      'AWS::WAFv2::IPSet',
      'AWS::WAFv2::LoggingConfiguration',
      'AWS::WAFv2::WebACL',
      'AWS::WAFv2::WebACLAssociation',
    ],
  },
  {
    because: 'what shall happen and when, as the code says it; what it has made is elsewhere',
    types: [
      'AWS::Backup::BackupPlan',
      'AWS::Backup::BackupSelection',
      'AWS::Backup::RestoreTestingPlan',
      'AWS::Backup::RestoreTestingSelection',
      'AWS::CloudWatch::Alarm',
      'AWS::CloudWatch::CompositeAlarm',
      'AWS::CloudWatch::Dashboard',
      'AWS::Events::Rule',
      'AWS::Logs::Delivery',
      'AWS::Logs::DeliveryDestination',
      'AWS::Logs::DeliverySource',
      'AWS::Logs::MetricFilter',
      'AWS::RDS::EventSubscription',
      'AWS::SecretsManager::RotationSchedule',
    ],
  },
  {
    // AWS Config keeps the recorded items. A new recorder takes a full inventory when it starts.
    // https://docs.aws.amazon.com/config/latest/developerguide/managing-recorder_cmg-delete.html
    because: 'what a recorder has recorded stays with AWS Config',
    types: ['AWS::Config::ConfigRule', 'AWS::Config::ConfigurationRecorder', 'AWS::Config::DeliveryChannel'],
  },
  {
    because: 'its findings stay with the services that it asks, and are found again',
    types: ['AWS::AccessAnalyzer::Analyzer', 'AWS::SecurityHub::Hub', 'AWS::SecurityHub::Standard'],
  },
  {
    // An imported certificate is created from material that the code names.
    because: 'a certificate is issued again by the same validation',
    types: ['AWS::CertificateManager::Certificate'],
  },
  {
    // The topic holds the subscriptions that people have confirmed, and is stateful.
    because: 'one that is replaced goes to whom the code says',
    types: ['AWS::SNS::Subscription'],
  },
  {
    because: 'a parameter has the value that the code gives it; a secret is in Secrets Manager',
    types: ['AWS::SSM::Parameter'],
  },
];

/** Why a resource of the type can be lost, by CloudFormation's name. */
export const statelessTypes: ReadonlyMap<string, string> = new Map(
  stateless.flatMap(({ because, types }) => types.map((type) => [type, because] as const)),
);
