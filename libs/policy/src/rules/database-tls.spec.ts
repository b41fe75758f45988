import { cluster } from './examples';
import { ruleCases } from './rule-cases';
import { databaseTls } from './database-tls';

ruleCases(databaseTls, {
  compliant: { 'a parameter group that enforces TLS': cluster() },
  nonCompliant: { 'a parameter group that does not enforce TLS': cluster({}, { 'rds.force_ssl': '0' }) },
  notApplicable: {
    'a parameter group of another origin': cluster({ DBClusterParameterGroupName: { Ref: 'Elsewhere' } }),
  },
});
