/** A parameter of a parameter group, for clusters and instances. */
export interface PostgresqlParameter {
  readonly name: string;
  readonly value: string;
  /**
   * RDS calls a parameter static if the engine reads it only at its start. RDS refuses to apply such a parameter at
   * once.
   */
  readonly applyMethod: 'immediate' | 'pending-reboot';
}

/**
 * The differences from the defaults of Aurora and RDS.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.Reference.ParameterGroups.html
 */
export const postgresqlParameters: readonly PostgresqlParameter[] = [
  // Off by default in Aurora up to version 16: 45 CFR 164.312(e)(1).
  atOnce('rds.force_ssl', '1'),
  atOnce('log_connections', '1'),
  atOnce('log_disconnections', '1'),
  // The server's own statement log would contain the password of `CREATE USER … PASSWORD`. pgAudit's log does not.
  atOnce('log_statement', 'none'),
  // In milliseconds: slower than anybody should wait, and rare enough not to flood the log.
  atOnce('log_min_duration_statement', '1000'),
  // Bind parameters contain patient data, and must stay out of the log.
  atOnce('log_parameter_max_length', '0'),
  // The default is pg_stat_statements, which Performance Insights reads. This value replaces the default, so it repeats
  // it.
  atRestart('shared_preload_libraries', 'pg_stat_statements,pgaudit'),
  // Audits changes of rights and of the schema.
  atOnce('pgaudit.log', 'ddl,role'),
  // Audits reads and writes of objects granted to this role. RDS accepts no other name.
  atOnce('pgaudit.role', 'rds_pgaudit'),
];

/** How far the secondaries of a global database may lag behind before commits wait, in seconds (pitfall 26). */
export function recoveryPointObjective(seconds: number): PostgresqlParameter {
  return atOnce('rds.global_db_rpo', String(seconds));
}

function atOnce(name: string, value: string): PostgresqlParameter {
  return { name, value, applyMethod: 'immediate' };
}

function atRestart(name: string, value: string): PostgresqlParameter {
  return { name, value, applyMethod: 'pending-reboot' };
}
