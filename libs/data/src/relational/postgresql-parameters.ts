/** A parameter of a group, for clusters and instances alike. */
export interface PostgresqlParameter {
  readonly name: string;
  readonly value: string;
  /** A parameter that the engine reads only when it starts is static in RDS, which refuses to change it at once. */
  readonly applyMethod: 'immediate' | 'pending-reboot';
}

/**
 * What differs from the defaults of Aurora and RDS.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.Reference.ParameterGroups.html
 */
export const postgresqlParameters: readonly PostgresqlParameter[] = [
  // Off by default in Aurora up to version 16: 45 CFR 164.312(e)(1).
  atOnce('rds.force_ssl', '1'),
  atOnce('log_connections', '1'),
  atOnce('log_disconnections', '1'),
  // The server's own statement log would write a password in `CREATE USER … PASSWORD` as it stands; pgAudit does not.
  atOnce('log_statement', 'none'),
  // Milliseconds: slower than anyone should wait for, and rare enough not to flood the log.
  atOnce('log_min_duration_statement', '1000'),
  // Bind parameters are where patients' data is, and stay out of the log.
  atOnce('log_parameter_max_length', '0'),
  // pg_stat_statements is the default, which this value replaces; Performance Insights reads it.
  atRestart('shared_preload_libraries', 'pg_stat_statements,pgaudit'),
  // Who was given which rights, and what the schema became.
  atOnce('pgaudit.log', 'ddl,role'),
  // Reads and writes of what is granted to this role are audited; the only name RDS accepts.
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
