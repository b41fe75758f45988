import { type AuroraSettings } from '@bulkhead/config';
import { databaseIdentifier, type NameScope } from '@bulkhead/naming';

/** The names of a database and its parts. Its key, roles and log groups are created first, and need the names. */
export interface DatabaseIdentity {
  /** Identifier of the cluster or of a stand-alone instance. */
  readonly identifier: string;
  /** Identifiers of the instances, in their order; for a stand-alone instance its own. */
  readonly instanceIdentifiers: readonly string[];
  /** The logs that PostgreSQL exports. */
  readonly exportedLogs: readonly string[];
  /** The log group of each exported log, in the same order. RDS decides the names. */
  readonly logGroupNames: readonly string[];
}

/**
 * An Aurora cluster. Clusters of one global database must have different identifiers, even in different regions, so
 * these identifiers end in the region.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database.configuration.requirements.html
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.CloudWatch.html
 */
export function auroraIdentity(
  nameScope: NameScope,
  { instances, global }: Pick<AuroraSettings, 'instances' | 'global'>,
): DatabaseIdentity {
  const name = ['relational', ...(global ? [nameScope.region] : [])] as const;
  const identifier = databaseIdentifier(nameScope, ...name);
  const exportedLogs = ['postgresql'];
  return {
    identifier,
    instanceIdentifiers: Array.from({ length: instances }, (_, index) =>
      databaseIdentifier(nameScope, ...name, String(index + 1)),
    ),
    exportedLogs,
    logGroupNames: exportedLogs.map((log) => `/aws/rds/cluster/${identifier}/${log}`),
  };
}

/**
 * Identifier of a global database. Clusters of other regions join by it, without a lookup in the primary region.
 *
 * @param nameScope scope of the primary region, whichever region asks
 */
export function globalClusterIdentifier(nameScope: NameScope): string {
  return databaseIdentifier(nameScope, 'relational', 'global');
}

/**
 * A stand-alone RDS instance.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Concepts.PostgreSQL.overview.parameter-groups.html
 */
export function instanceIdentity(nameScope: NameScope): DatabaseIdentity {
  const identifier = databaseIdentifier(nameScope, 'relational');
  const exportedLogs = ['postgresql', 'upgrade'];
  return {
    identifier,
    instanceIdentifiers: [identifier],
    exportedLogs,
    logGroupNames: exportedLogs.map((log) => `/aws/rds/instance/${identifier}/${log}`),
  };
}
