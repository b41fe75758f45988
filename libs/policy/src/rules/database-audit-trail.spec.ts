import { cluster } from './examples';
import { ruleCases } from './rule-cases';
import { databaseAuditTrail } from './database-audit-trail';

ruleCases(databaseAuditTrail, {
  compliant: { 'connections logged and changes audited': cluster() },
  nonCompliant: {
    'connections not logged': cluster({}, { log_connections: '0' }),
    'pgaudit not loaded': cluster({}, { shared_preload_libraries: 'pg_stat_statements' }),
    'pgaudit without a class': cluster({}, { 'pgaudit.log': 'none' }),
    'statements with their data in the log': cluster({}, { log_statement: 'all' }),
    'parameters of slow statements in the log': cluster({}, { log_parameter_max_length: undefined }),
  },
  notApplicable: { MySQL: cluster({ Engine: 'aurora-mysql' }, { require_secure_transport: 'ON' }) },
});
