import { type Section, type Severity, type Watch, type WatchedMetric } from './watch';

/** What the DR region has a copy of, and how far the copy may be behind. */
interface WatchedCopy {
  /** Whether the region has the copy; otherwise it has the original. */
  readonly isDestination: boolean;
  /** How far the DR region may be behind, in seconds. */
  readonly rpoSeconds: number;
}

/** A bucket of which a rule copies every object to the DR region, with a metric of the time that it takes. */
export interface ReplicatedBucket {
  /** Part of the ids of its watches. */
  readonly id: string;
  readonly sourceBucket: string;
  readonly destinationBucket: string;
  readonly ruleId: string;
  /** What the bucket holds, in the plural: `Documents`. */
  readonly holds: string;
  /** How urgent it is that the copy is too far behind. */
  readonly severity: Severity;
  /** What is lost with a region while the copies are behind. */
  readonly patients: string;
  readonly app: string;
}

/**
 * S3 publishes the time in the region of the destination, and what failed in that of the source.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/repl-metrics.html
 */
export function replicationSection(
  buckets: readonly ReplicatedBucket[],
  { isDestination, rpoSeconds }: WatchedCopy,
): Section {
  return {
    title: 'Copies of objects',
    watches: buckets.map((bucket): Watch => {
      const { id, sourceBucket, destinationBucket, ruleId, holds, severity, patients, app } = bucket;
      const of = (name: string, statistic: string): WatchedMetric => ({
        namespace: 'AWS/S3',
        name,
        dimensions: { SourceBucket: sourceBucket, DestinationBucket: destinationBucket, RuleId: ruleId },
        statistic,
      });
      const common = {
        periodSeconds: 60,
        when: 'above',
        // S3 delivers these metrics as well as it can, and a bucket in which nobody writes has nothing to copy.
        noData: 'fine',
        patients,
        app,
        runbook: 'replication-is-behind',
      } as const;
      return isDestination
        ? {
            ...common,
            id: `${id}-replication`,
            shows: `Lag of the copies: ${holds}, in seconds`,
            number: of('ReplicationLatency', 'Maximum'),
            outOf: [5, 5],
            // A third of what may be lost, so that people have time to act.
            threshold: Math.round(rpoSeconds / 3),
            severity,
            means: `${holds} of this region are behind the other region`,
          }
        : {
            ...common,
            id: `unreplicated-${id}s`,
            shows: `${holds} that could not be copied to the other region`,
            number: of('OperationsFailedReplication', 'Sum'),
            // S3 counts a failure once, and does not try again: an upload may be over within a minute.
            periodSeconds: 300,
            outOf: [1, 1],
            threshold: 0,
            severity: 'ticket',
            means: `${holds} are not copied to the other region`,
          };
    }),
  };
}

/** A file system that EFS copies to the DR region. */
export interface ReplicatedFileSystem extends WatchedCopy {
  /** Id of the file system of this region. */
  readonly fileSystemId: string;
}

/**
 * The time since EFS last finished a copy. The metric has the ids of both file systems, and no region knows the id that
 * AWS chose in the other one. So this is a query, which leaves the other id open: a file system is a part of one
 * replication.
 *
 * AWS does not document whether the region of the source or of the destination has the metric. Both ask for it, and where
 * AWS publishes nothing, the alarm says nothing.
 * https://docs.aws.amazon.com/efs/latest/ug/efs-metrics.html
 */
export function fileSystemReplicationSection(replication: ReplicatedFileSystem): Section {
  const { fileSystemId, isDestination, rpoSeconds } = replication;
  const own = isDestination ? 'DestinationFileSystemId' : 'FileSystemId';
  return {
    title: 'Copy of the file system',
    watches: [
      {
        id: 'file-replication',
        shows: 'Time since the files were last copied to the DR region, in seconds',
        number: {
          expression: `SELECT MAX(TimeSinceLastSync) FROM SCHEMA("AWS/EFS", DestinationFileSystemId, FileSystemId) WHERE ${own} = '${fileSystemId}'`,
          using: {},
        },
        periodSeconds: 60,
        outOf: [5, 5],
        when: 'above',
        // All of what may be lost: EFS itself promises no more than 15 minutes, so that a part of them is normal.
        // https://docs.aws.amazon.com/efs/latest/ug/efs-replication.html
        threshold: rpoSeconds,
        noData: 'unknown',
        severity: 'page',
        means: 'The files of the DR region are further behind than may be lost',
        patients: 'Nothing now; if the primary region is lost, the files since are lost too',
        app: 'database',
        runbook: 'replication-is-behind',
      },
    ],
  };
}
