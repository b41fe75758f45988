import { type AuroraSettings } from '@bulkhead/config';
import { databaseIdentifier, type NameScope } from '@bulkhead/naming';

/** What a database and its parts are called: its key, roles and log groups are made before it, and need to know it. */
export interface DatabaseIdentity {
  /** Identifier of the cluster, or of an instance that stands alone. */
  readonly identifier: string;
  /** Identifiers of the instances, in their order; of an instance that stands alone, its own. */
  readonly instanceIdentifiers: readonly string[];
  /** The logs that PostgreSQL exports. */
  readonly exportedLogs: readonly string[];
  /** The log group of each exported log, in the same order; RDS decides the names. */
  readonly logGroupNames: readonly string[];
}

/**
 * An Aurora cluster. Those of one global database must not share an identifier, in whatever regions they are, so
 * that theirs ends in the region.
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
 * Identifier of a global database, by which clusters of other regions join it: they ask nothing of the primary region.
 *
 * @param nameScope of the primary region, whichever region asks
 */
export function globalClusterIdentifier(nameScope: NameScope): string {
  return databaseIdentifier(nameScope, 'relational', 'global');
}

/**
 * An instance of RDS that stands alone.
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
