import {
  RdsClusterParameterGroup,
  type RdsClusterParameterGroupParameter,
} from '@cdktf/provider-aws/lib/rds-cluster-parameter-group';
import { parameterGroupName, type NameScope } from '@bulkhead/naming';
import { Construct } from 'constructs';
import { majorVersion } from './postgresql';

/**
 * What differs from the defaults of Aurora. A parameter that the engine reads only when it starts is `static`
 * in RDS, which refuses to change it at once.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.Reference.ParameterGroups.html
 */
const parameters: RdsClusterParameterGroupParameter[] = [
  // Off by default up to version 16: 45 CFR 164.312(e)(1).
  atOnce('rds.force_ssl', '1'),
  atOnce('log_connections', '1'),
  atOnce('log_disconnections', '1'),
  // The server's own statement log would write a password in `CREATE USER … PASSWORD` as it stands; pgAudit does not.
  atOnce('log_statement', 'none'),
  // Milliseconds: slower than anyone should wait for, and rare enough not to flood the log.
  atOnce('log_min_duration_statement', '1000'),
  // Bind parameters are where patients' data is, and stay out of the log.
  atOnce('log_parameter_max_length', '0'),
  // pg_stat_statements is Aurora's default, which this value replaces; Performance Insights reads it.
  atRestart('shared_preload_libraries', 'pg_stat_statements,pgaudit'),
  // Who was given which rights, and what the schema became.
  atOnce('pgaudit.log', 'ddl,role'),
  // Reads and writes of what is granted to this role are audited; the only name RDS accepts.
  atOnce('pgaudit.role', 'rds_pgaudit'),
];

export interface ClusterParameterGroupProps {
  readonly nameScope: NameScope;
  /** PostgreSQL version such as `16.13`. */
  readonly engineVersion: string;
}

/** How PostgreSQL is configured in every instance of the cluster: TLS only, and an audit trail in its log. */
export class ClusterParameterGroup extends Construct {
  readonly parameterGroup: RdsClusterParameterGroup;

  constructor(scope: Construct, id: string, { nameScope, engineVersion }: ClusterParameterGroupProps) {
    super(scope, id);
    const major = majorVersion(engineVersion);
    this.parameterGroup = new RdsClusterParameterGroup(this, 'group', {
      // A group is for one major version and cannot be deleted in use: an upgrade makes the next one beside it.
      name: parameterGroupName(nameScope, 'relational', `postgresql${major}`),
      family: `aurora-postgresql${major}`,
      description: 'TLS only, and an audit trail',
      parameter: parameters,
      lifecycle: { createBeforeDestroy: true },
    });
  }
}

function atOnce(name: string, value: string): RdsClusterParameterGroupParameter {
  return { name, value, applyMethod: 'immediate' };
}

function atRestart(name: string, value: string): RdsClusterParameterGroupParameter {
  return { name, value, applyMethod: 'pending-reboot' };
}
