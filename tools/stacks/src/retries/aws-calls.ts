/** The purpose of a call, and the permissions that it needs. */
export interface CallRow {
  /** The purpose, after "to": `read what is recorded of the stacks`. */
  readonly purpose: string;
  /** Permissions that the call needs, as a policy names them. */
  readonly actions: readonly string[];
}

type Input = Readonly<Record<string, unknown>>;

/** The purpose of a call. If a call has several purposes, its input decides. */
type Purpose = string | ((input: Input) => string);

interface Service {
  /** The usual name of the service. */
  readonly name: string;
  /** The prefix of its permissions. */
  readonly prefix: string;
  readonly calls: Readonly<Record<string, Purpose>>;
  /** Permissions of calls whose permission has another name. @default `<prefix>:<call>` */
  readonly actions?: Readonly<Record<string, readonly string[]>>;
}

const findAdded = (of: string) => `look for what was added to ${of} by hand`;
const removeAdded = (of: string) => `remove an addition to ${of}, as --remove asked for`;
const findKept = 'find what an interrupted deploy has created already';
const removeDoubled = 'remove what an interrupted deploy has created twice';
const lookAhead = (at: string) => `look at ${at} before a deploy begins`;
const dispose = 'remove what a failed first creation has left';
const liftProtection = 'let a resource be deleted that is protected from it';

/** The parameters that an input names: their names, or the path above them. */
function parametersOf({ Name, Names, Path }: Input): string {
  const [first] = Array.isArray(Names) ? Names : [Name ?? Path];
  const name = String(first ?? '');
  if (name.includes('/_lock/')) return 'who works on a stack';
  if (/\/_record(\/|$)/.test(name)) return 'what is recorded of the stacks';
  if (name.startsWith('/cdk-bootstrap/')) return 'whether the CDK bootstrap stack is there';
  return 'the values that stacks exchange';
}

/** An object in the bucket with Terraform's states: the lock of a state lies beside the state. */
const stateOf = ({ Key }: Input) =>
  String(Key ?? '').endsWith('.tflock') ? 'the lock of a Terraform state' : 'a Terraform state';

/**
 * Every call that the tool makes itself, by client and operation. A spec compares it with the commands that the sources
 * import.
 *
 * Permissions:
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
const services: Readonly<Record<string, Service>> = {
  AutoScaling: {
    name: 'Auto Scaling',
    prefix: 'autoscaling',
    calls: {
      DeleteLifecycleHook: removeAdded('an Auto Scaling group'),
      DeletePolicy: removeAdded('an Auto Scaling group'),
      DeleteScheduledAction: removeAdded('an Auto Scaling group'),
      DescribeLifecycleHooks: findAdded('Auto Scaling groups'),
      DescribePolicies: findAdded('Auto Scaling groups'),
      DescribeScheduledActions: findAdded('Auto Scaling groups'),
    },
  },
  Backup: {
    name: 'AWS Backup',
    prefix: 'backup',
    calls: {
      DeleteBackupSelection: removeAdded('a backup plan'),
      DeleteBackupVaultAccessPolicy: removeAdded('a backup vault'),
      GetBackupVaultAccessPolicy: findAdded('backup vaults'),
      ListBackupSelections: 'look at the selections of a backup plan',
    },
  },
  CloudControl: {
    name: 'Cloud Control',
    prefix: 'cloudformation',
    calls: {
      ListResources: 'see which services are on in the account',
    },
  },
  CloudFormation: {
    name: 'CloudFormation',
    prefix: 'cloudformation',
    calls: {
      ContinueUpdateRollback: 'bring a stack back to what it was before a failed update',
      CreateChangeSet: 'put back what somebody changed in a stack',
      DeleteChangeSet: 'take back a change set that is not carried out',
      DeleteStack: 'delete a stack',
      DescribeChangeSet: 'see what putting back a stack would do',
      DescribeStackDriftDetectionStatus: 'hear of the comparison of a stack with what is there',
      DescribeStackEvents: 'find out why an operation on a stack failed',
      DescribeStackResourceDrifts: 'see where a stack is not what its template says',
      DescribeStackResources: 'count what a stack keeps',
      DescribeStacks: 'see in which status a stack is',
      DetectStackDrift: 'have a stack compared with what is there',
      ExecuteChangeSet: 'put back what somebody changed in a stack',
      GetTemplate: 'read the template that a stack was deployed with',
      ListStackResources: 'list the resources of a stack',
      ListStacks: 'list what CloudFormation keeps',
      RollbackStack: 'bring a stack back to what it was before a failed update',
      UpdateTerminationProtection: 'let a stack be deleted that was never created in full',
    },
  },
  CloudFront: {
    name: 'CloudFront',
    prefix: 'cloudfront',
    calls: {
      ListContinuousDeploymentPolicies: findKept,
      ListOriginAccessControls: findKept,
      ListResponseHeadersPolicies: findKept,
    },
  },
  CloudWatchLogs: {
    name: 'CloudWatch Logs',
    prefix: 'logs',
    calls: {
      DeleteLogGroup: dispose,
      DeleteMetricFilter: removeAdded('a log group'),
      DeleteSubscriptionFilter: removeAdded('a log group'),
      DescribeLogGroups: dispose,
      DescribeMetricFilters: findAdded('log groups'),
      DescribeSubscriptionFilters: findAdded('log groups'),
      FilterLogEvents: dispose,
    },
  },
  EC2: {
    name: 'EC2',
    prefix: 'ec2',
    calls: {
      DeleteInternetGateway: removeDoubled,
      DeleteNetworkAcl: removeDoubled,
      DeleteNetworkAclEntry: removeAdded('a network ACL'),
      DeleteRoute: removeAdded('a route table'),
      DeleteRouteTable: removeDoubled,
      DeleteSubnet: removeAdded('a VPC'),
      DeleteTransitGateway: removeDoubled,
      DeleteTransitGatewayRouteTable: removeDoubled,
      DeleteVpc: removeDoubled,
      DeleteVpcEndpoints: removeAdded('a VPC'),
      DeleteVpcPeeringConnection: removeAdded('a VPC'),
      DescribeAddresses: lookAhead('what the quotas count'),
      DescribeInstanceTypeOfferings: lookAhead('the instance types of the zones'),
      DescribeInternetGateways: lookAhead('what the quotas count'),
      DescribeNatGateways: lookAhead('what the quotas count'),
      DescribeNetworkAcls: findAdded('network ACLs'),
      DescribeRegions: 'see which regions the account has',
      DescribeRouteTables: findAdded('route tables'),
      DescribeSecurityGroupRules: 'look at the rules of security groups',
      DescribeSubnets: 'look at the subnets of VPCs',
      DescribeTags: findKept,
      DescribeTransitGatewayPeeringAttachments: findKept,
      DescribeVpcEndpoints: findAdded('VPCs'),
      DescribeVpcPeeringConnections: findAdded('VPCs'),
      DescribeVpcs: lookAhead('what the quotas count'),
      DisassociateRouteTable: removeAdded('a route table'),
      ReleaseAddress: removeDoubled,
      ReplaceNetworkAclAssociation: removeAdded('a network ACL'),
      RevokeSecurityGroupEgress: removeAdded('a security group'),
      RevokeSecurityGroupIngress: removeAdded('a security group'),
    },
  },
  ECS: {
    name: 'ECS',
    prefix: 'ecs',
    calls: {
      DeleteService: removeAdded('a cluster of ECS'),
      ListServices: findAdded('clusters of ECS'),
    },
  },
  EFS: {
    name: 'EFS',
    prefix: 'elasticfilesystem',
    calls: {
      DeleteAccessPoint: removeAdded('a file system'),
      DeleteFileSystemPolicy: removeAdded('a file system'),
      DeleteMountTarget: removeAdded('a file system'),
      DescribeAccessPoints: findAdded('file systems'),
      DescribeFileSystemPolicy: findAdded('file systems'),
      DescribeFileSystems: lookAhead('what the quotas count'),
      DescribeMountTargets: 'look at the mount targets of a file system',
    },
  },
  ElastiCache: {
    name: 'ElastiCache',
    prefix: 'elasticache',
    calls: {
      DescribeCacheClusters: lookAhead('what the quotas count'),
      DescribeCacheEngineVersions: lookAhead('the versions that the region offers'),
    },
  },
  ElasticLoadBalancingV2: {
    name: 'Elastic Load Balancing',
    prefix: 'elasticloadbalancing',
    calls: {
      DeleteListener: removeAdded('a load balancer'),
      DeleteRule: removeAdded('a load balancer'),
      DescribeListenerCertificates: findAdded('load balancers'),
      DescribeListeners: findAdded('load balancers'),
      DescribeLoadBalancers: lookAhead('what the quotas count'),
      DescribeRules: findAdded('load balancers'),
      ModifyLoadBalancerAttributes: liftProtection,
      RemoveListenerCertificates: removeAdded('a load balancer'),
    },
  },
  EventBridge: {
    name: 'EventBridge',
    prefix: 'events',
    calls: {
      ListTargetsByRule: findAdded('rules of EventBridge'),
      RemoveTargets: removeAdded('a rule of EventBridge'),
    },
  },
  IAM: {
    name: 'IAM',
    prefix: 'iam',
    calls: {
      DeleteRolePolicy: removeAdded('a role'),
      DetachRolePolicy: removeAdded('a role'),
      GetRole: lookAhead('who the caller is'),
      GetRolePolicy: findAdded('roles'),
      ListAttachedRolePolicies: findAdded('roles'),
      ListInstanceProfilesForRole: findAdded('roles'),
      ListRolePolicies: findAdded('roles'),
      RemoveRoleFromInstanceProfile: removeAdded('a role'),
      SimulatePrincipalPolicy: lookAhead('what the caller may do'),
    },
  },
  KMS: {
    name: 'KMS',
    prefix: 'kms',
    calls: {
      DeleteAlias: removeAdded('a key'),
      DescribeKey: dispose,
      ListAliases: findAdded('keys'),
      ListGrants: findAdded('keys'),
      RevokeGrant: removeAdded('a key'),
      ScheduleKeyDeletion: 'remove a key that nothing uses',
    },
  },
  Lambda: {
    name: 'Lambda',
    prefix: 'lambda',
    calls: {
      DeleteEventSourceMapping: removeAdded('a function'),
      DeleteFunctionUrlConfig: removeAdded('a function'),
      GetFunctionUrlConfig: findAdded('functions'),
      GetPolicy: findAdded('functions'),
      ListEventSourceMappings: findAdded('functions'),
      RemovePermission: removeAdded('a function'),
    },
  },
  RDS: {
    name: 'RDS',
    prefix: 'rds',
    calls: {
      DeleteDBClusterEndpoint: removeAdded('a database cluster'),
      DeleteDBInstance: removeAdded('a database cluster'),
      DeregisterDBProxyTargets: removeAdded('a database proxy'),
      DescribeDBClusterEndpoints: findAdded('database clusters'),
      DescribeDBClusters: lookAhead('what the quotas count'),
      DescribeDBEngineVersions: lookAhead('the versions that the region offers'),
      DescribeDBInstances: 'look at the database instances of the region',
      DescribeDBProxies: lookAhead('what the quotas count'),
      DescribeDBProxyTargets: findAdded('database proxies'),
      DescribeOrderableDBInstanceOptions: lookAhead('the instance classes of the zones'),
      ModifyDBCluster: liftProtection,
      ModifyDBInstance: liftProtection,
      ModifyGlobalCluster: liftProtection,
    },
  },
  ResourceGroupsTaggingAPI: {
    name: 'The Resource Groups Tagging API',
    prefix: 'tag',
    calls: { GetResources: 'find resources by the tags that Bulkhead gives them' },
  },
  Route53: {
    name: 'Route 53',
    prefix: 'route53',
    calls: {
      ChangeResourceRecordSets: removeAdded('a hosted zone'),
      GetHostedZone: lookAhead('the hosted zone of the public name'),
      ListHostedZonesByName: findKept,
      ListQueryLoggingConfigs: findKept,
      ListResourceRecordSets: 'read the records of a hosted zone',
    },
  },
  S3: {
    name: 'S3',
    prefix: 's3',
    calls: {
      CopyObject: 'keep a Terraform state under another name',
      CreateBucket: 'create the bucket of the Terraform states',
      DeleteBucket: dispose,
      DeleteBucketCors: removeAdded('a bucket'),
      DeleteBucketInventoryConfiguration: removeAdded('a bucket'),
      DeleteBucketLifecycle: removeAdded('a bucket'),
      DeleteBucketPolicy: removeAdded('a bucket'),
      DeleteBucketReplication: removeAdded('a bucket'),
      DeleteBucketWebsite: removeAdded('a bucket'),
      DeleteObject: (input) => `remove ${stateOf(input)}`,
      DeleteObjects: 'empty a bucket that goes with its stack',
      GetBucketAcl: findAdded('buckets'),
      GetBucketCors: findAdded('buckets'),
      GetBucketEncryption: 'see whether the bucket of the Terraform states is encrypted',
      GetBucketLifecycleConfiguration: findAdded('buckets'),
      GetBucketLogging: findAdded('buckets'),
      GetBucketNotificationConfiguration: findAdded('buckets'),
      GetBucketOwnershipControls: 'see whether the bucket of the Terraform states does without ACLs',
      GetBucketPolicy: 'look at the policy of a bucket',
      GetBucketReplication: findAdded('buckets'),
      GetBucketVersioning: 'see whether the bucket of the Terraform states keeps versions',
      GetBucketWebsite: findAdded('buckets'),
      GetObject: (input) => `read ${stateOf(input)}`,
      GetPublicAccessBlock: 'see whether the bucket of the Terraform states is closed to the public',
      HeadBucket: 'see whether a bucket is there and is of the account',
      ListBucketInventoryConfigurations: findAdded('buckets'),
      ListBuckets: 'see whose the bucket of the Terraform states is',
      ListObjectVersions: 'see which versions of objects a bucket holds',
      ListObjectsV2: 'list the Terraform states of the environment',
      PutBucketAcl: removeAdded('a bucket'),
      PutBucketEncryption: 'encrypt the bucket of the Terraform states',
      PutBucketLogging: removeAdded('a bucket'),
      PutBucketNotificationConfiguration: removeAdded('a bucket'),
      PutBucketOwnershipControls: 'have the bucket of the Terraform states do without ACLs',
      PutBucketPolicy: 'close the bucket of the Terraform states to anything but TLS',
      PutBucketVersioning: 'have the bucket of the Terraform states keep versions',
      PutObject: (input) => `write ${stateOf(input)}`,
      PutPublicAccessBlock: 'close the bucket of the Terraform states to the public',
    },
    // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
    actions: {
      CopyObject: ['s3:GetObject', 's3:PutObject'],
      DeleteBucketCors: ['s3:PutBucketCORS'],
      DeleteBucketInventoryConfiguration: ['s3:PutInventoryConfiguration'],
      DeleteBucketLifecycle: ['s3:PutLifecycleConfiguration'],
      DeleteBucketReplication: ['s3:PutReplicationConfiguration'],
      DeleteObjects: ['s3:DeleteObject', 's3:DeleteObjectVersion'],
      GetBucketCors: ['s3:GetBucketCORS'],
      GetBucketEncryption: ['s3:GetEncryptionConfiguration'],
      GetBucketLifecycleConfiguration: ['s3:GetLifecycleConfiguration'],
      GetBucketNotificationConfiguration: ['s3:GetBucketNotification'],
      GetBucketReplication: ['s3:GetReplicationConfiguration'],
      GetObject: ['s3:GetObject', 's3:GetObjectVersion'],
      GetPublicAccessBlock: ['s3:GetBucketPublicAccessBlock'],
      HeadBucket: ['s3:ListBucket'],
      ListBuckets: ['s3:ListAllMyBuckets'],
      ListBucketInventoryConfigurations: ['s3:GetInventoryConfiguration'],
      ListObjectVersions: ['s3:ListBucketVersions'],
      ListObjectsV2: ['s3:ListBucket'],
      PutBucketEncryption: ['s3:PutEncryptionConfiguration'],
      PutBucketNotificationConfiguration: ['s3:PutBucketNotification'],
      PutPublicAccessBlock: ['s3:PutBucketPublicAccessBlock'],
    },
  },
  SecretsManager: {
    name: 'Secrets Manager',
    prefix: 'secretsmanager',
    calls: {
      DeleteResourcePolicy: removeAdded('a secret'),
      DescribeSecret: findKept,
      GetResourcePolicy: findAdded('secrets'),
    },
  },
  ServiceQuotas: {
    name: 'Service Quotas',
    prefix: 'servicequotas',
    calls: {
      GetAWSDefaultServiceQuota: lookAhead('the quotas of the account'),
      GetServiceQuota: lookAhead('the quotas of the account'),
    },
  },
  SNS: {
    name: 'SNS',
    prefix: 'sns',
    calls: {
      GetTopicAttributes: findAdded('topics'),
      ListSubscriptionsByTopic: findAdded('topics'),
      SetTopicAttributes: removeAdded('a topic'),
      Unsubscribe: removeAdded('a topic'),
    },
  },
  SQS: {
    name: 'SQS',
    prefix: 'sqs',
    calls: {
      DeleteQueue: dispose,
      GetQueueAttributes: 'look at a queue',
      SetQueueAttributes: removeAdded('a queue'),
    },
  },
  SSM: {
    name: 'SSM',
    prefix: 'ssm',
    calls: {
      DeleteParameters: (input) => `delete ${parametersOf(input)}`,
      GetParameterHistory: (input) => `read the earlier versions of ${parametersOf(input)}`,
      GetParameters: (input) => `read ${parametersOf(input)}`,
      GetParametersByPath: (input) => `read ${parametersOf(input)}`,
      PutParameter: (input) => `write ${parametersOf(input)}`,
    },
  },
  STS: {
    name: 'STS',
    prefix: 'sts',
    calls: { GetCallerIdentity: 'see who you are, and in which account' },
  },
};

/** The usual name of a service. @param client name of its client without the end: `SSM` */
export function serviceName(client: string): string {
  return services[client]?.name ?? client;
}

/**
 * The purpose of a call and the permissions that it needs. Undefined for a call without a row.
 *
 * @param client name of the client without its end: `SSM`
 * @param operation such as `GetParameters`
 */
export function callRow(client: string, operation: string, input: object): CallRow | undefined {
  const service = services[client];
  const purpose = service?.calls[operation];
  if (!service || purpose === undefined) return undefined;
  return {
    purpose: typeof purpose === 'string' ? purpose : purpose(input as Input),
    actions: service.actions?.[operation] ?? [`${service.prefix}:${operation}`],
  };
}

/** Every call that has a row: `SSM GetParameters`. */
export function knownCalls(): string[] {
  return Object.entries(services).flatMap(([client, { calls }]) =>
    Object.keys(calls).map((operation) => `${client} ${operation}`),
  );
}
