import { type Section, type Watch, type WatchedMetric } from './watch';

export interface WatchedDatabase {
  /** Identifier of the cluster, or of the instance. */
  readonly identifier: string;
  readonly type: 'aurora-serverless-v2' | 'aurora-provisioned' | 'rds-postgres';
  /** Whether the cluster follows a cluster in another region. */
  readonly isSecondary: boolean;
  /** How far the region may be behind the other one, in seconds. */
  readonly rpoSeconds: number;
}

const gibibyte = 1024 ** 3;

/**
 * The relational database.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.AuroraMonitoring.Metrics.html
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-metrics.html
 */
export function databaseSection(database: WatchedDatabase): Section {
  const { identifier, type, isSecondary } = database;
  const isAurora = type !== 'rds-postgres';
  const of = (name: string, statistic: string): WatchedMetric => ({
    namespace: 'AWS/RDS',
    name,
    dimensions: { [isAurora ? 'DBClusterIdentifier' : 'DBInstanceIdentifier']: identifier },
    statistic,
  });
  return {
    title: 'Database',
    watches: withCommon([
      {
        id: 'database-cpu',
        shows: 'CPU of the database, in percent',
        number: of('CPUUtilization', 'Maximum'),
        threshold: 80,
        // An instance that is not there reports nothing.
        noData: 'alarming',
        means: 'The database is busy, or it is not there',
        patients: 'Pages may take long to appear, or fail',
        runbook: 'the-database-is-busy',
      },
      {
        id: 'database-connections',
        shows: 'Connections to the database',
        number: of('DatabaseConnections', 'Maximum'),
        threshold: 800,
        means: 'The database has many connections: an application may leak them',
        patients: 'Requests fail when no connection is left',
        runbook: 'the-database-is-busy',
      },
      {
        id: 'database-transaction-ids',
        shows: 'Age of the oldest transaction id',
        number: of('MaximumUsedTransactionIDs', 'Maximum'),
        periodSeconds: 300,
        outOf: [3, 3],
        // PostgreSQL stops all writes at two thousand million.
        threshold: 1_000_000_000,
        means: 'Vacuum does not keep up: PostgreSQL stops writes before its transaction ids run out',
        patients: 'Nothing can be saved, if nobody acts within weeks',
        runbook: 'vacuum-does-not-keep-up',
      },
      ...(isAurora ? auroraWatches(type, of) : instanceWatches(of)),
      ...(isSecondary ? [replicationWatch(database, of)] : []),
    ]),
  };
}

type MetricOfDatabase = (name: string, statistic: string) => WatchedMetric;

/** What most watches of a database have in common. */
const common = {
  periodSeconds: 60,
  outOf: [15, 15],
  when: 'above',
  noData: 'fine',
  severity: 'ticket',
  app: 'database',
} as const satisfies Partial<Watch>;

/** A watch without what it has in common with the others. */
type Part = Omit<Watch, keyof typeof common> & Partial<Watch>;

function withCommon(parts: readonly Part[]): Watch[] {
  return parts.map((part) => ({ ...common, ...part }));
}

function auroraWatches(type: WatchedDatabase['type'], of: MetricOfDatabase): Part[] {
  return [
    type === 'aurora-serverless-v2'
      ? {
          id: 'database-capacity',
          shows: 'Share of the maximum capacity in use, in percent',
          number: of('ACUUtilization', 'Maximum'),
          threshold: 95,
          means: 'The database is at its maximum capacity',
          patients: 'Pages may take long to appear',
          runbook: 'the-database-is-busy',
        }
      : memoryWatch(of),
    {
      id: 'database-replica-lag',
      shows: 'Lag of the readers in the region, in milliseconds',
      number: of('AuroraReplicaLagMaximum', 'Maximum'),
      threshold: 2000,
      means: 'Readers are behind the writer',
      patients: 'People do not see what they just saved',
      runbook: 'the-database-is-busy',
    },
    {
      id: 'database-volume',
      shows: 'Space left in the volume, in bytes',
      number: of('AuroraVolumeBytesLeftTotal', 'Minimum'),
      periodSeconds: 300,
      outOf: [3, 3],
      when: 'below',
      // Of the 128 TiB that a volume grows to.
      threshold: 12 * 1024 * gibibyte,
      means: 'The volume is nearly as large as Aurora lets it become',
      patients: 'Nothing can be saved, once it is full',
      runbook: 'the-disk-of-the-database-fills-up',
    },
  ];
}

function memoryWatch(of: MetricOfDatabase): Part {
  return {
    id: 'database-memory',
    shows: 'Free memory of the database, in bytes',
    number: of('FreeableMemory', 'Minimum'),
    when: 'below',
    threshold: gibibyte / 2,
    means: 'The database has little memory left',
    patients: 'Pages may take long to appear',
    runbook: 'the-database-is-busy',
  };
}

function instanceWatches(of: MetricOfDatabase): Part[] {
  return [
    {
      id: 'database-storage',
      shows: 'Free disk of the database, in bytes',
      number: of('FreeStorageSpace', 'Minimum'),
      when: 'below',
      threshold: 10 * gibibyte,
      means: 'The disk of the database fills up',
      patients: 'Nothing can be saved, once it is full',
      runbook: 'the-disk-of-the-database-fills-up',
    },
    memoryWatch(of),
    {
      id: 'database-read-latency',
      shows: 'Time of a read from disk, in seconds',
      number: of('ReadLatency', 'Average'),
      threshold: 0.05,
      means: 'The disk of the database is slow to read',
      patients: 'Pages may take long to appear',
      runbook: 'the-database-is-busy',
    },
    {
      id: 'database-write-latency',
      shows: 'Time of a write to disk, in seconds',
      number: of('WriteLatency', 'Average'),
      threshold: 0.05,
      means: 'The disk of the database is slow to write',
      patients: 'Saving takes long',
      runbook: 'the-database-is-busy',
    },
  ];
}

/**
 * Watched in the region that follows: it needs to know even if the other region is away.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-monitoring.html
 */
function replicationWatch({ rpoSeconds }: WatchedDatabase, of: MetricOfDatabase): Part {
  return {
    id: 'database-replication',
    shows: 'Lag behind the other region, in milliseconds',
    number: of('AuroraGlobalDBReplicationLag', 'Maximum'),
    outOf: [5, 5],
    // A third of what may be lost, so that people have time to act.
    threshold: Math.round((rpoSeconds * 1000) / 3),
    // Nobody reports a lag if nothing is replicated.
    noData: 'alarming',
    severity: 'page',
    means: 'The database of this region is behind the other region, or does not follow it at all',
    patients: 'Nothing now; if the other region is lost, what was saved since is lost too',
    runbook: 'replication-is-behind',
  };
}
