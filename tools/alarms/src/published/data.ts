import { type ServiceMetrics } from './service-metrics';

const perDatabase = [
  'DBInstanceIdentifier',
  'DBClusterIdentifier',
  'DBClusterIdentifier Role',
  'DatabaseClass',
  'EngineName',
  '',
];
const perNode = ['CacheClusterId', 'CacheClusterId CacheNodeId'];

/** Databases, caches, files, buckets and backups. */
export const data: readonly ServiceMetrics[] = [
  {
    namespace: 'AWS/RDS',
    sources: [
      'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-metrics.html',
      'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.AuroraMonitoring.Metrics.html',
      'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy.monitoring.html',
    ],
    everySeconds: 60,
    groups: [
      {
        names:
          'BurstBalance CPUCreditBalance CPUCreditUsage CPUUtilization CheckpointLag DatabaseConnections DiskQueueDepth EBSByteBalance% EBSIOBalance% FreeLocalStorage FreeStorageSpace FreeableMemory MaximumUsedTransactionIDs NetworkReceiveThroughput NetworkTransmitThroughput OldestReplicationSlotLag ReadIOPS ReadLatency ReadThroughput ReplicaLag ReplicationSlotDiskUsage SwapUsage TransactionLogsDiskUsage TransactionLogsGeneration WriteIOPS WriteLatency WriteThroughput',
        dimensions: perDatabase,
      },
      {
        names:
          'ACUUtilization AuroraReplicaLag AuroraReplicaLagMaximum AuroraReplicaLagMinimum BufferCacheHitRatio CommitLatency CommitThroughput Deadlocks DBLoad DBLoadCPU DBLoadNonCPU EngineUptime ServerlessDatabaseCapacity StorageNetworkReceiveThroughput StorageNetworkThroughput StorageNetworkTransmitThroughput TempStorageIOPS TempStorageThroughput',
        dimensions: perDatabase,
      },
      {
        names:
          'AuroraGlobalDBDataTransferBytes AuroraGlobalDBProgressLag AuroraGlobalDBRPOLag AuroraGlobalDBReplicatedWriteIO AuroraGlobalDBReplicationLag AuroraVolumeBytesLeftTotal BackupRetentionPeriodStorageUsed SnapshotStorageUsed TotalBackupStorageBilled VolumeBytesUsed VolumeReadIOPs VolumeWriteIOPs',
        dimensions: ['DBClusterIdentifier', 'DBClusterIdentifier EngineName', 'EngineName'],
      },
      {
        names:
          'AvailabilityPercentage ClientConnections ClientConnectionsReceived ClientConnectionsSetupFailedAuth DatabaseConnectionRequests DatabaseConnectionsBorrowLatency DatabaseConnectionsCurrentlyBorrowed DatabaseConnectionsCurrentlySessionPinned DatabaseConnectionsSetupFailed MaxDatabaseConnectionsAllowed QueryDatabaseResponseLatency QueryRequests QueryResponseLatency',
        dimensions: ['ProxyName', 'ProxyName TargetGroup', 'ProxyName Target TargetGroup'],
      },
    ],
  },
  {
    namespace: 'AWS/ElastiCache',
    sources: [
      'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.Redis.html',
      'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.HostLevel.html',
    ],
    everySeconds: 60,
    groups: [
      {
        names:
          'CPUCreditBalance CPUCreditUsage CPUUtilization FreeableMemory NetworkBandwidthInAllowanceExceeded NetworkBandwidthOutAllowanceExceeded NetworkBytesIn NetworkBytesOut NetworkConntrackAllowanceExceeded NetworkLinkLocalAllowanceExceeded NetworkPacketsIn NetworkPacketsOut NetworkPacketsPerSecondAllowanceExceeded SwapUsage',
        dimensions: perNode,
      },
      {
        names:
          'ActiveDefragHits AuthenticationFailures BytesUsedForCache CacheHitRate CacheHits CacheMisses CommandAuthorizationFailures CurrConnections CurrItems DatabaseMemoryUsageCountedForEvictPercentage DatabaseMemoryUsagePercentage EngineCPUUtilization Evictions GetTypeCmds GetTypeCmdsLatency IsMaster KeyAuthorizationFailures KeysTracked MasterLinkHealthStatus MemoryFragmentationRatio NewConnections Reclaimed ReplicationBytes ReplicationLag SaveInProgress SetTypeCmds SetTypeCmdsLatency StreamBasedCmds StringBasedCmds TrafficManagementActive',
        dimensions: perNode,
      },
    ],
  },
  {
    namespace: 'AWS/EFS',
    sources: ['https://docs.aws.amazon.com/efs/latest/ug/efs-metrics.html'],
    everySeconds: 60,
    groups: [
      {
        names:
          'BurstCreditBalance ClientConnections DataReadIOBytes DataWriteIOBytes MetadataIOBytes MetadataReadIOBytes MetadataWriteIOBytes MeteredIOBytes PercentIOLimit PermittedThroughput TotalIOBytes',
        dimensions: ['FileSystemId'],
      },
      { names: 'StorageBytes', dimensions: ['FileSystemId StorageClass'], everySeconds: 900 },
      { names: 'TimeSinceLastSync', dimensions: ['DestinationFileSystemId FileSystemId'] },
    ],
  },
  {
    namespace: 'AWS/S3',
    sources: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/metrics-dimensions.html'],
    everySeconds: 60,
    groups: [
      {
        names: 'BucketSizeBytes NumberOfObjects',
        dimensions: ['BucketName StorageType'],
        everySeconds: 86_400,
      },
      {
        // After a request metrics configuration is added.
        names:
          '4xxErrors 5xxErrors AllRequests BytesDownloaded BytesUploaded DeleteRequests FirstByteLatency GetRequests HeadRequests ListRequests PostRequests PutRequests SelectRequests TotalRequestLatency',
        dimensions: ['BucketName FilterId'],
      },
      {
        // Where the rule has metrics.
        names:
          'BytesPendingReplication OperationsFailedReplication OperationsPendingReplication ReplicationLatency',
        dimensions: ['DestinationBucket RuleId SourceBucket'],
      },
    ],
  },
  {
    namespace: 'AWS/Backup',
    sources: ['https://docs.aws.amazon.com/aws-backup/latest/devguide/cloudwatch.html'],
    everySeconds: 300,
    groups: [
      {
        names:
          'NumberOfBackupJobsAborted NumberOfBackupJobsCompleted NumberOfBackupJobsCreated NumberOfBackupJobsExpired NumberOfBackupJobsFailed NumberOfBackupJobsPending NumberOfBackupJobsRunning NumberOfCopyJobsCompleted NumberOfCopyJobsCreated NumberOfCopyJobsFailed NumberOfCopyJobsRunning NumberOfRecoveryPointsCold NumberOfRecoveryPointsCompleted NumberOfRecoveryPointsDeleting NumberOfRecoveryPointsExpired NumberOfRecoveryPointsPartial NumberOfRestoreJobsCompleted NumberOfRestoreJobsFailed NumberOfRestoreJobsPending NumberOfRestoreJobsRunning',
        // AWS documents no metric with both dimensions.
        dimensions: ['BackupVaultName', 'ResourceType', ''],
      },
    ],
  },
];
