import { cluster } from './examples';
import { ruleCases } from './rule-cases';
import { globalRpo } from './global-rpo';

ruleCases(globalRpo, {
  compliant: { 'twenty seconds': cluster({}, { 'rds.global_db_rpo': '20' }) },
  nonCompliant: { 'five seconds': cluster({}, { 'rds.global_db_rpo': '5' }) },
  notApplicable: { 'no objective': cluster() },
});
