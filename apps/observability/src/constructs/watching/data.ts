import { type Section, type Watch, type WatchedMetric } from './watch';

export interface WatchedCache {
  /** Ids of the nodes: the id of the replication group and a number of three digits. */
  readonly nodeIds: readonly string[];
}

/** https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.WhichShouldIMonitor.html */
export function cacheSection({ nodeIds }: WatchedCache): Section {
  return { title: 'Cache', watches: nodeIds.flatMap((nodeId, index) => nodeWatches(nodeId, index + 1)) };
}

function nodeWatches(nodeId: string, number: number): readonly Watch[] {
  const of = (name: string, statistic: string): WatchedMetric => ({
    namespace: 'AWS/ElastiCache',
    name,
    dimensions: { CacheClusterId: nodeId },
    statistic,
  });
  const common = {
    periodSeconds: 60,
    outOf: [10, 10],
    when: 'above',
    noData: 'fine',
    severity: 'ticket',
    app: 'database',
    runbook: 'the-cache-is-full',
  } as const;
  return [
    {
      ...common,
      id: `cache-cpu-${number}`,
      shows: `CPU of the engine of cache node ${number}, in percent`,
      number: of('EngineCPUUtilization', 'Maximum'),
      threshold: 90,
      // A node that is not there reports nothing.
      noData: 'alarming',
      means: `Cache node ${number} is busy, or it is not there`,
      patients: 'People may have to sign in again',
    },
    {
      ...common,
      id: `cache-memory-${number}`,
      shows: `Memory of cache node ${number} in use, in percent`,
      number: of('DatabaseMemoryUsagePercentage', 'Maximum'),
      threshold: 85,
      means: `The memory of cache node ${number} fills up`,
      patients: 'People may have to sign in again',
    },
    {
      ...common,
      id: `cache-replication-${number}`,
      shows: `Lag of cache node ${number} behind the primary, in seconds`,
      number: of('ReplicationLag', 'Maximum'),
      threshold: 10,
      means: `Cache node ${number} is behind the primary`,
      patients: 'People may have to sign in again after a failover of the cache',
    },
    {
      ...common,
      id: `cache-connections-${number}`,
      shows: `Connections to cache node ${number}`,
      number: of('CurrConnections', 'Maximum'),
      // Of the 65,000 that a node accepts.
      threshold: 50_000,
      means: `Cache node ${number} has many connections: an application may leak them`,
      patients: 'People cannot sign in when no connection is left',
    },
  ];
}

/** https://docs.aws.amazon.com/efs/latest/ug/efs-metrics.html */
export function fileSystemSection({ fileSystemId }: { readonly fileSystemId: string }): Section {
  const of = (name: string, statistic: string): WatchedMetric => ({
    namespace: 'AWS/EFS',
    name,
    dimensions: { FileSystemId: fileSystemId },
    statistic,
  });
  const common = {
    periodSeconds: 60,
    outOf: [15, 15],
    noData: 'fine',
    severity: 'ticket',
    app: 'database',
    patients: 'Opening and saving documents takes long',
    runbook: 'the-file-system-is-slow',
  } as const;
  return {
    title: 'File system',
    watches: [
      {
        ...common,
        id: 'file-system-io',
        shows: 'Share of the possible operations in use, in percent',
        number: of('PercentIOLimit', 'Maximum'),
        when: 'above',
        threshold: 95,
        means: 'The file system is at the limit of its operations',
      },
      {
        ...common,
        id: 'file-system-credits',
        shows: 'Burst credits left, in bytes',
        number: of('BurstCreditBalance', 'Minimum'),
        when: 'below',
        // A file system begins with 2.1 TiB of credits; with 192 GiB left, a burst ends within half an hour.
        threshold: 192 * 1024 ** 3,
        means: 'The burst credits of the file system run out',
      },
    ],
  };
}

export interface WatchedStorage {
  readonly bucketName: string;
  /** In bytes. */
  readonly largestBucket: number;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/metrics-dimensions.html */
export function storageSection({ bucketName, largestBucket }: WatchedStorage): Section {
  return {
    title: 'Buckets',
    watches: [
      {
        id: 'bucket-size',
        shows: 'Size of the data bucket, in bytes',
        number: {
          namespace: 'AWS/S3',
          name: 'BucketSizeBytes',
          dimensions: { BucketName: bucketName, StorageType: 'StandardStorage' },
          statistic: 'Average',
        },
        // S3 reports once a day.
        periodSeconds: 86_400,
        outOf: [1, 1],
        when: 'above',
        threshold: largestBucket,
        noData: 'unknown',
        severity: 'ticket',
        means: 'The data bucket is larger than the environment expects',
        patients: 'Nothing',
        app: 'database',
        runbook: 'the-bucket-grows',
      },
    ],
  };
}
