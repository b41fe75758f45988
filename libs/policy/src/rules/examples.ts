import {
  cloudWatchLogs,
  efs,
  elastiCache,
  keyPolicy,
  performanceInsights,
  type PolicyStatement,
  rds,
  s3,
  secretsManager,
} from '@bulkhead/kms-policies';
import { type PolicyResource } from '../model/policy-resource';
import { policyResource } from '../testing';

/** Account and region of the examples. */
export const account = '111122223333';
export const region = 'us-east-1';
export const here = { account, region };

/** A key that only the given statements let anybody use. */
export function key(
  logicalId: string,
  ...statements: readonly (readonly PolicyStatement[])[]
): PolicyResource {
  return policyResource(logicalId, 'AWS::KMS::Key', {
    EnableKeyRotation: true,
    PendingWindowInDays: 30,
    KeyPolicy: keyPolicy({ account, rootAccess: 'administration', statements }),
  });
}

/** The ARN of a resource of the same stack. */
export const arnOf = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });

/** An encrypted log group with its key, `LogKey`. */
export function logGroup(properties: PolicyResource['properties'] = {}): PolicyResource[] {
  const name = '/bulkhead/test/app';
  return [
    key('LogKey', cloudWatchLogs({ ...here, logGroupNames: [name] })),
    policyResource(
      'Log',
      'AWS::Logs::LogGroup',
      { LogGroupName: name, KmsKeyId: arnOf('LogKey'), RetentionInDays: 365, ...properties },
      { deletionPolicy: 'Retain' },
    ),
  ];
}

/** The parameters of PostgreSQL, for a cluster and for a stand-alone instance. */
const postgresqlParameters = {
  'rds.force_ssl': '1',
  log_connections: '1',
  log_disconnections: '1',
  log_statement: 'none',
  log_min_duration_statement: '1000',
  log_parameter_max_length: '0',
  shared_preload_libraries: 'pg_stat_statements,pgaudit',
  'pgaudit.log': 'ddl,role',
};

/** An Aurora cluster, `Cluster`, with its key, parameters, log group and rotation. */
export function cluster(
  properties: PolicyResource['properties'] = {},
  parameters: PolicyResource['properties'] = {},
): PolicyResource[] {
  const logGroupName = '/aws/rds/cluster/test/postgresql';
  const services = [
    rds(here),
    performanceInsights(here),
    secretsManager(here),
    cloudWatchLogs({ ...here, logGroupNames: [logGroupName] }),
  ];
  const retained = { deletionPolicy: 'Retain' } as const;
  return [
    { ...key('Key', ...services), ...retained },
    policyResource('Parameters', 'AWS::RDS::DBClusterParameterGroup', {
      Family: 'aurora-postgresql16',
      Parameters: {
        ...postgresqlParameters,
        ...parameters,
      },
    }),
    policyResource(
      'PostgresqlLog',
      'AWS::Logs::LogGroup',
      { LogGroupName: logGroupName, KmsKeyId: arnOf('Key'), RetentionInDays: 365 },
      retained,
    ),
    policyResource(
      'Cluster',
      'AWS::RDS::DBCluster',
      {
        DBClusterIdentifier: 'test',
        Engine: 'aurora-postgresql',
        EngineVersion: '16.13',
        StorageEncrypted: true,
        KmsKeyId: arnOf('Key'),
        PerformanceInsightsEnabled: true,
        PerformanceInsightsKmsKeyId: arnOf('Key'),
        MasterUsername: 'bulkhead',
        ManageMasterUserPassword: true,
        MasterUserSecret: { KmsKeyId: arnOf('Key') },
        EnableIAMDatabaseAuthentication: true,
        BackupRetentionPeriod: 7,
        DeletionProtection: true,
        DeleteAutomatedBackups: false,
        CopyTagsToSnapshot: true,
        EnableCloudwatchLogsExports: ['postgresql'],
        DBClusterParameterGroupName: { Ref: 'Parameters' },
        ...properties,
      },
      retained,
    ),
    policyResource('Rotation', 'AWS::SecretsManager::RotationSchedule', {
      SecretId: { 'Fn::GetAtt': ['Cluster', 'MasterUserSecret.SecretArn'] },
      RotationRules: { AutomaticallyAfterDays: 30 },
    }),
  ];
}

/** A stand-alone instance of RDS for PostgreSQL, `Instance`, with key, parameters, log group and rotation. */
export function instance(properties: PolicyResource['properties'] = {}): PolicyResource[] {
  const logGroupName = '/aws/rds/instance/test/postgresql';
  const logs = cloudWatchLogs({ ...here, logGroupNames: [logGroupName] });
  return [
    key('Key', rds(here), secretsManager(here), logs),
    policyResource('Parameters', 'AWS::RDS::DBParameterGroup', {
      Family: 'postgres16',
      Parameters: postgresqlParameters,
    }),
    policyResource('PostgresqlLog', 'AWS::Logs::LogGroup', {
      LogGroupName: logGroupName,
      KmsKeyId: arnOf('Key'),
      RetentionInDays: 365,
    }),
    policyResource('Instance', 'AWS::RDS::DBInstance', {
      DBInstanceIdentifier: 'test',
      DBInstanceClass: 'db.m7g.large',
      Engine: 'postgres',
      EngineVersion: '16.13',
      AutoMinorVersionUpgrade: false,
      StorageEncrypted: true,
      KmsKeyId: arnOf('Key'),
      MasterUsername: 'bulkhead',
      ManageMasterUserPassword: true,
      MasterUserSecret: { KmsKeyId: arnOf('Key') },
      EnableIAMDatabaseAuthentication: true,
      BackupRetentionPeriod: 7,
      DeleteAutomatedBackups: false,
      EnableCloudwatchLogsExports: ['postgresql'],
      DBParameterGroupName: { Ref: 'Parameters' },
      ...properties,
    }),
    policyResource('Rotation', 'AWS::SecretsManager::RotationSchedule', {
      SecretId: { 'Fn::GetAtt': ['Instance', 'MasterUserSecret.SecretArn'] },
      RotationRules: { AutomaticallyAfterDays: 30 },
    }),
  ];
}

/** An Aurora cluster of a global database, `Cluster`, whose master user has a secret of our own. */
export function globalCluster(properties: PolicyResource['properties'] = {}): PolicyResource[] {
  const own = {
    GlobalClusterIdentifier: 'test-global',
    ManageMasterUserPassword: undefined,
    MasterUserSecret: undefined,
    MasterUserPassword: '{{resolve:secretsmanager:test:SecretString:password}}',
    ...properties,
  };
  const secret = policyResource('Secret', 'AWS::SecretsManager::Secret', { KmsKeyId: arnOf('Key') });
  return [...changed(cluster(own), { Rotation: undefined }), secret];
}

/** A bucket, `Data`, encrypted with its key, `DataKey`, and replicated to another region. */
export function bucket(properties: PolicyResource['properties'] = {}): PolicyResource[] {
  return [
    key('DataKey', s3(here)),
    policyResource('Data', 'AWS::S3::Bucket', {
      BucketName: 'test-data',
      BucketEncryption: encryptedBy({ SSEAlgorithm: 'aws:kms', KMSMasterKeyID: arnOf('DataKey') }),
      VersioningConfiguration: { Status: 'Enabled' },
      ReplicationConfiguration: { Role: `arn:aws:iam::${account}:role/test`, Rules: [replicationRule()] },
      ...properties,
    }),
  ];
}

/** A replication rule with replication time control, to a bucket in us-west-2. */
export function replicationRule(
  destination: Readonly<Record<string, unknown>> = {},
  rest: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const minutes = { Minutes: 15 };
  return {
    Status: 'Enabled',
    Priority: 1,
    Filter: { Prefix: '' },
    DeleteMarkerReplication: { Status: 'Enabled' },
    SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: 'Enabled' } },
    Destination: {
      Bucket: 'arn:aws:s3:::test-replica',
      EncryptionConfiguration: { ReplicaKmsKeyID: `arn:aws:kms:us-west-2:${account}:key/1` },
      ReplicationTime: { Status: 'Enabled', Time: minutes },
      Metrics: { Status: 'Enabled', EventThreshold: minutes },
      ...destination,
    },
    ...rest,
  };
}

/** A bucket's encryption by default. */
export function encryptedBy(byDefault: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: byDefault }] };
}

/** A bucket for logs, which services deliver to. */
export function logBucket(properties: PolicyResource['properties'] = {}): PolicyResource {
  const BucketEncryption = encryptedBy({ SSEAlgorithm: 'AES256' });
  return policyResource('Logs', 'AWS::S3::Bucket', {
    BucketName: 'test-logs',
    BucketEncryption,
    ...properties,
  });
}

/** A replication group, `Cache`, with its key, `CacheKey`. */
export function cache(properties: PolicyResource['properties'] = {}): PolicyResource[] {
  return [
    key('CacheKey', elastiCache(here)),
    policyResource('Cache', 'AWS::ElastiCache::ReplicationGroup', {
      AtRestEncryptionEnabled: true,
      TransitEncryptionEnabled: true,
      TransitEncryptionMode: 'required',
      KmsKeyId: arnOf('CacheKey'),
      AutomaticFailoverEnabled: true,
      MultiAZEnabled: true,
      NumCacheClusters: 2,
      UserGroupIds: ['test'],
      SnapshotRetentionLimit: 15,
      ...properties,
    }),
  ];
}

/** A file system, `Files`, with its key, `FilesKey`. */
export function fileSystem(properties: PolicyResource['properties'] = {}): PolicyResource[] {
  return [
    key('FilesKey', efs(here)),
    policyResource('Files', 'AWS::EFS::FileSystem', {
      Encrypted: true,
      KmsKeyId: arnOf('FilesKey'),
      BackupPolicy: { Status: 'ENABLED' },
      FileSystemPolicy: { Statement: [tlsOnly('*')] },
      ...properties,
    }),
  ];
}

/** A topic, `Topic`, with its policy and its key, `TopicKey`. Only the given statements let anybody use the key. */
export function topic(
  properties: PolicyResource['properties'] = {},
  ...statements: readonly (readonly PolicyStatement[])[]
): PolicyResource[] {
  const Topics = [{ Ref: 'Topic' }];
  return [
    key('TopicKey', ...statements),
    policyResource('Topic', 'AWS::SNS::Topic', { KmsMasterKeyId: { Ref: 'TopicKey' }, ...properties }),
    policyResource('TopicPolicy', 'AWS::SNS::TopicPolicy', {
      Topics,
      PolicyDocument: { Statement: [tlsOnly({ Ref: 'Topic' })] },
    }),
  ];
}

/** A bucket policy that denies plain text and nothing else. */
export function tlsOnly(resource: unknown): Record<string, unknown> {
  return {
    Effect: 'Deny',
    Principal: { AWS: '*' },
    Action: '*',
    Resource: resource,
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
}

/** The resources, some of them changed. A change to `undefined` removes the resource. */
export function changed(
  resources: readonly PolicyResource[],
  changes: Readonly<Record<string, Partial<PolicyResource> | undefined>>,
): PolicyResource[] {
  return resources.flatMap((resource) => {
    if (!(resource.logicalId in changes)) return [resource];
    const change = changes[resource.logicalId];
    if (change === undefined) return [];
    return [{ ...resource, ...change, properties: { ...resource.properties, ...change.properties } }];
  });
}

/** A container definition of a task, in a task definition `Task`. */
export function task(
  container: Readonly<Record<string, unknown>> = {},
  properties: PolicyResource['properties'] = {},
): PolicyResource {
  return policyResource('Task', 'AWS::ECS::TaskDefinition', {
    ContainerDefinitions: [
      {
        Name: 'app',
        Image: 'public.ecr.aws/nginx/nginx:1.28.0',
        ReadonlyRootFilesystem: true,
        LogConfiguration: { LogDriver: 'awslogs' },
        ...container,
      },
    ],
    ...properties,
  });
}

/** A health check of Route 53, `Check` unless another id is given. */
export function healthCheck(config: object = {}, logicalId = 'Check'): PolicyResource {
  const { Type = 'HTTPS' } = config as { Type?: string };
  const endpoint = {
    FullyQualifiedDomainName: 'lb.example.org',
    Port: 443,
    ResourcePath: '/health/deep',
    RequestInterval: 10,
    FailureThreshold: 3,
  };
  return policyResource(logicalId, 'AWS::Route53::HealthCheck', {
    HealthCheckConfig: { Type, ...(Type.startsWith('HTTP') && endpoint), ...config },
  });
}

/** A health check that is calculated from others, `Calculated`: from all of them unless another number is given. */
export function calculatedCheck(children: readonly string[], threshold = children.length): PolicyResource {
  return healthCheck(
    {
      Type: 'CALCULATED',
      ChildHealthChecks: children.map((id) => ({ Ref: id })),
      HealthThreshold: threshold,
    },
    'Calculated',
  );
}

/** An alias record, `Record`, of the load balancer `Balancer`. */
export function aliasRecord(
  properties: PolicyResource['properties'] = {},
  alias: PolicyResource['properties'] = {},
): PolicyResource {
  return policyResource('Record', 'AWS::Route53::RecordSet', {
    Name: 'app.example.org',
    Type: 'A',
    AliasTarget: {
      DNSName: { 'Fn::GetAtt': ['Balancer', 'DNSName'] },
      HostedZoneId: 'Z35SXDOTRQ7X7K',
      EvaluateTargetHealth: true,
      ...alias,
    },
    ...properties,
  });
}

/** A load balancer, `Balancer`, and the parameter by which its stack publishes the host name. */
export function publicLoadBalancer(): PolicyResource[] {
  return [
    policyResource('Balancer', 'AWS::ElasticLoadBalancingV2::LoadBalancer', { Scheme: 'internet-facing' }),
    policyResource('DnsName', 'AWS::SSM::Parameter', {
      Name: '/bulkhead/test/app-platform/loadBalancerDnsName',
      Type: 'String',
      Value: { 'Fn::GetAtt': ['Balancer', 'DNSName'] },
    }),
  ];
}
/**
 * A distribution, `Distribution`, in front of a server, with a web ACL and a log of its requests.
 *
 * @param configuration settings that differ
 */
export function distribution(configuration: object = {}): PolicyResource[] {
  return [
    policyResource('Distribution', 'AWS::CloudFront::Distribution', {
      DistributionConfig: {
        ViewerCertificate: {
          AcmCertificateArn: `arn:aws:acm:us-east-1:${account}:certificate/1`,
          MinimumProtocolVersion: 'TLSv1.2_2021',
        },
        WebACLId: `arn:aws:wafv2:us-east-1:${account}:global/webacl/a/1`,
        DefaultCacheBehavior: { ViewerProtocolPolicy: 'redirect-to-https' },
        Origins: [
          {
            Id: 'api',
            DomainName: 'origin.example.org',
            CustomOriginConfig: { OriginProtocolPolicy: 'https-only', OriginSSLProtocols: ['TLSv1.2'] },
          },
        ],
        ...configuration,
      },
    }),
    policyResource('Source', 'AWS::Logs::DeliverySource', {
      LogType: 'ACCESS_LOGS',
      ResourceArn: { 'Fn::Sub': 'arn:aws:cloudfront::${AWS::AccountId}:distribution/${Distribution}' },
    }),
    policyResource('Delivery', 'AWS::Logs::Delivery', { DeliverySourceName: { Ref: 'Source' } }),
  ];
}

/** What the log of a web ACL leaves out. */
export const redacted = {
  RedactedFields: [
    ...['authorization', 'cookie', 'referer'].map((Name) => ({ SingleHeader: { Name } })),
    { QueryString: {} },
  ],
};

/** What a web ACL replaces wherever it shows a request. */
export const substituted = [
  { FieldType: 'SINGLE_HEADER', FieldKeys: ['authorization', 'cookie', 'referer'] },
  { FieldType: 'QUERY_STRING' },
  { FieldType: 'BODY' },
].map((Field) => ({ Action: 'SUBSTITUTION', Field }));

/** A web ACL, `Acl`, that shows nothing of a request that nobody may see. */
export const webAclOf = (scope: 'CLOUDFRONT' | 'REGIONAL'): PolicyResource =>
  policyResource('Acl', 'AWS::WAFv2::WebACL', {
    Scope: scope,
    DataProtectionConfig: { DataProtections: substituted },
  });
