import { logGroup } from './examples';
import { ruleCases } from './rule-cases';
import { logRetention } from './log-retention';

ruleCases(logRetention, {
  compliant: { 'seven years as AWS counts them': logGroup({ RetentionInDays: 2557 }) },
  nonCompliant: { 'seven years of 365 days': logGroup({ RetentionInDays: 2555 }) },
  notApplicable: { 'no number at all': logGroup({ RetentionInDays: undefined }) },
});
