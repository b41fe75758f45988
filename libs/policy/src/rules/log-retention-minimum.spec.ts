import { type PolicyResource } from '../model/policy-resource';
import { policyEnvironment, policyStack } from '../testing';
import { changed, logGroup } from './examples';
import { ruleCases } from './rule-cases';
import { logRetentionMinimum } from './log-retention-minimum';

const retained: Partial<PolicyResource> = { deletionPolicy: 'Retain' };
const environment = (RetentionInDays: number) =>
  policyEnvironment([policyStack(changed(logGroup({ RetentionInDays }), { LogKey: retained }))]);

ruleCases(logRetentionMinimum, {
  compliant: { 'a year': environment(365) },
  nonCompliant: { 'a month': environment(30) },
  notApplicable: { 'an environment that is not protected': logGroup({ RetentionInDays: 30 }) },
});
