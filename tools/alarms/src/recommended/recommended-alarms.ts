import { type PolicyResource } from '@bulkhead/policy';

/** Metrics on which AWS recommends an alarm, of resources of one type. */
export interface Recommendation {
  /** As CloudFormation names it. */
  readonly type: string;
  readonly namespace: string;
  /** Between spaces. */
  readonly metrics: string;
  /** Of the page: the headline of the list. */
  readonly section: string;
  /** Whether a resource has these metrics. @default every resource of the type */
  readonly has?: (resource: Pick<PolicyResource, 'properties'>) => boolean;
}

/** "Recommended alarms", of the CloudWatch User Guide. */
export const recommendedAlarmsPage =
  'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html';

/**
 * AWS's own list, for every type that the presets deploy and that is on the page. A metric of the page that a resource
 * cannot have, such as one of another database engine, is here too: it is left out with that reason.
 */
export const recommendations: readonly Recommendation[] = [
  {
    type: 'AWS::AutoScaling::AutoScalingGroup',
    namespace: 'AWS/AutoScaling',
    metrics: 'GroupInServiceCapacity',
    section: 'Amazon EC2 Auto Scaling',
  },
  {
    type: 'AWS::CertificateManager::Certificate',
    namespace: 'AWS/CertificateManager',
    metrics: 'DaysToExpiry',
    section: 'AWS Certificate Manager (ACM)',
  },
  {
    type: 'AWS::CloudFront::Distribution',
    namespace: 'AWS/CloudFront',
    metrics: '5xxErrorRate OriginLatency',
    section: 'Amazon CloudFront',
  },
  {
    type: 'AWS::CloudFront::Function',
    namespace: 'AWS/CloudFront',
    metrics: 'FunctionValidationErrors FunctionExecutionErrors FunctionThrottles',
    section: 'Amazon CloudFront',
  },
  ...['AWS::EC2::Instance', 'AWS::EC2::LaunchTemplate'].flatMap((type): Recommendation[] => [
    {
      type,
      namespace: 'AWS/EC2',
      metrics: 'CPUUtilization StatusCheckFailed StatusCheckFailed_AttachedEBS',
      section: 'Amazon EC2',
    },
    // The volumes of its instances.
    { type, namespace: 'AWS/EBS', metrics: 'VolumeStalledIOCheck', section: 'Amazon EBS' },
  ]),
  { type: 'AWS::EC2::Volume', namespace: 'AWS/EBS', metrics: 'VolumeStalledIOCheck', section: 'Amazon EBS' },
  {
    type: 'AWS::EC2::NatGateway',
    namespace: 'AWS/NATGateway',
    metrics: 'ErrorPortAllocation PacketsDropCount',
    section: 'Amazon VPC (NAT Gateway)',
  },
  {
    type: 'AWS::EC2::VPCEndpoint',
    namespace: 'AWS/PrivateLinkEndpoints',
    metrics: 'PacketsDropped',
    section: 'AWS PrivateLink endpoints',
    // Gateway endpoints, for S3 and DynamoDB, are no PrivateLink. Gateway is the default of CloudFormation and Terraform.
    has: ({ properties }) => (properties['VpcEndpointType'] ?? 'Gateway') !== 'Gateway',
  },
  {
    type: 'AWS::ECS::Cluster',
    namespace: 'AWS/ECS',
    metrics: 'CPUReservation MemoryReservation',
    section: 'Amazon ECS',
  },
  {
    type: 'AWS::ECS::Service',
    namespace: 'AWS/ECS',
    metrics:
      'CPUUtilization EBSFilesystemUtilization HTTPCode_Target_5XX_Count MemoryUtilization TargetResponseTime',
    section: 'Amazon ECS',
  },
  {
    type: 'AWS::ECS::Cluster',
    namespace: 'ECS/ContainerInsights',
    metrics: 'EphemeralStorageUtilized RunningTaskCount',
    section: 'Amazon ECS with Container Insights',
    has: ({ properties }) => ['enabled', 'enhanced'].includes(insightsOf(properties)),
  },
  {
    type: 'AWS::ECS::Cluster',
    namespace: 'ECS/ContainerInsights',
    metrics:
      'ContainerCpuUtilization ContainerMemoryUtilization TaskCpuUtilization TaskEphemeralStorageUtilization TaskMemoryUtilization instance_filesystem_utilization',
    section: 'Amazon ECS with enhanced Container Insights',
    has: ({ properties }) => insightsOf(properties) === 'enhanced',
  },
  {
    type: 'AWS::EFS::FileSystem',
    namespace: 'AWS/EFS',
    metrics: 'BurstCreditBalance PercentIOLimit',
    section: 'Amazon EFS',
  },
  {
    type: 'AWS::ElastiCache::ReplicationGroup',
    namespace: 'AWS/ElastiCache',
    metrics:
      'CPUUtilization CurrConnections DatabaseMemoryUsagePercentage EngineCPUUtilization ReplicationLag',
    section: 'Amazon ElastiCache',
  },
  {
    type: 'AWS::Lambda::Function',
    namespace: 'AWS/Lambda',
    metrics: 'ClaimedAccountConcurrency ConcurrentExecutions Duration Errors Throttles',
    section: 'Lambda',
  },
  {
    type: 'AWS::RDS::DBInstance',
    namespace: 'AWS/RDS',
    metrics:
      'AuroraBinlogReplicaLag AuroraVolumeBytesLeftTotal BlockedTransactions BufferCacheHitRatio CPUUtilization DBLoad DatabaseConnections EBSByteBalance% EBSIOBalance% EngineUptime FreeLocalStorage FreeStorageSpace FreeableMemory MaximumUsedTransactionIDs ReadLatency ReplicaLag RollbackSegmentHistoryListLength StorageNetworkThroughput WriteLatency',
    section: 'Amazon RDS',
  },
  {
    type: 'AWS::Route53::HealthCheck',
    namespace: 'AWS/Route53',
    metrics: 'HealthCheckStatus',
    section: 'Amazon Route 53',
  },
  {
    type: 'AWS::S3::Bucket',
    namespace: 'AWS/S3',
    metrics: '4xxErrors 5xxErrors',
    section: 'Amazon S3',
  },
  {
    type: 'AWS::S3::Bucket',
    namespace: 'AWS/S3',
    metrics: 'OperationsFailedReplication',
    section: 'Amazon S3',
    has: ({ properties }) => properties['ReplicationConfiguration'] !== undefined,
  },
  {
    type: 'AWS::SNS::Topic',
    namespace: 'AWS/SNS',
    metrics:
      'NumberOfMessagesPublished NumberOfNotificationsDelivered NumberOfNotificationsFailed NumberOfNotificationsFailedToRedriveToDlq NumberOfNotificationsFilteredOut-InvalidAttributes NumberOfNotificationsFilteredOut-InvalidMessageBody NumberOfNotificationsRedrivenToDlq SMSMonthToDateSpentUSD SMSSuccessRate',
    section: 'Amazon SNS',
  },
  {
    type: 'AWS::SQS::Queue',
    namespace: 'AWS/SQS',
    metrics:
      'ApproximateAgeOfOldestMessage ApproximateNumberOfMessagesNotVisible ApproximateNumberOfMessagesVisible NumberOfMessagesSent',
    section: 'Amazon SQS',
  },
];

/** The value of the setting `containerInsights` of a cluster. */
function insightsOf(properties: PolicyResource['properties']): string {
  const settings = properties['ClusterSettings'];
  const all = (Array.isArray(settings) ? settings : []) as { Name?: unknown; Value?: unknown }[];
  return String(all.find(({ Name }) => Name === 'containerInsights')?.Value ?? 'disabled');
}
