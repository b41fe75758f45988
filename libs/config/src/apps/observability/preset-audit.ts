import { type z } from 'zod';
import { sevenYearsInDays } from '../../values/seven-years';
import { type auditSchema } from './audit';

type Audit = z.input<typeof auditSchema>;

/**
 * What production of every preset records: everything once, kept for seven years as HIPAA's six years ask. The lock is
 * `GOVERNANCE`: with `COMPLIANCE`, a mistaken setting would cost for seven years and nobody could correct it.
 */
export const presetAudit: Audit = {
  trail: {
    managedBy: 'environment',
    logRetentionDays: 365,
    files: {
      archiveAfterDays: 90,
      deleteAfterDays: sevenYearsInDays,
      objectLock: { mode: 'GOVERNANCE', days: 365 },
    },
    dataEvents: true,
    insights: true,
  },
  config: { managedBy: 'environment', recording: 'CONTINUOUS', deleteFilesAfterDays: sevenYearsInDays },
  guardDuty: { managedBy: 'environment', runtimeMonitoring: false },
  securityHub: {
    managedBy: 'environment',
    standards: [
      'aws-foundational-security-best-practices/v/1.0.0',
      'cis-aws-foundations-benchmark/v/3.0.0',
      'nist-800-53/v/5.0.0',
    ],
  },
  accessAnalyzer: { managedBy: 'environment' },
  accountSettings: {
    managedBy: 'environment',
    passwordPolicy: { minimumLength: 14, reusePrevention: 24 },
  },
};

/** Production that holds records of patients for years: the files cannot be deleted as long as they are kept. */
export const presetAuditOfPatients: Audit = {
  ...presetAudit,
  trail: {
    ...presetAudit.trail,
    files: { ...presetAudit.trail.files, objectLock: { mode: 'GOVERNANCE', days: sevenYearsInDays } },
  },
};
