import { type AuditSettings } from '@bulkhead/config';
import { type HeardEvent } from './heard-event';

/** What the detectors of a region have found. `monitoring` explains what AWS Config has found against its rules. */
export function findings(settings: AuditSettings): readonly HeardEvent[] {
  return [
    {
      // Medium begins at 4. https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings-severity.html
      name: 'guardduty-finding',
      says: 'GuardDuty found a threat of medium severity or more',
      pattern: {
        source: ['aws.guardduty'],
        'detail-type': ['GuardDuty Finding'],
        detail: { severity: [{ numeric: ['>=', 4] }] },
      },
      severity: 'page',
      patients: 'An intruder may be reading records',
      runbook: 'a-finding',
    },
    {
      // https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-eventbridge.html
      name: 'public-resource',
      says: 'IAM Access Analyzer found something that everybody may use',
      pattern: {
        source: ['aws.access-analyzer'],
        'detail-type': ['Access Analyzer Finding'],
        detail: { status: ['ACTIVE'], isPublic: [true] },
      },
      severity: 'page',
      patients: 'Everybody may be able to read records',
      runbook: 'a-public-bucket',
    },
    {
      name: 'shared-resource',
      says: 'IAM Access Analyzer found something that another account may use',
      pattern: {
        source: ['aws.access-analyzer'],
        'detail-type': ['Access Analyzer Finding'],
        detail: { status: ['ACTIVE'], isPublic: [false] },
      },
      severity: 'ticket',
      patients: 'Another account may be able to read records',
      runbook: 'a-finding',
    },
    {
      // The findings of GuardDuty have a rule of their own.
      // https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-cwe-integration-types.html
      name: 'security-hub-finding',
      says: 'A control of Security Hub failed that is critical or high',
      pattern: {
        source: ['aws.securityhub'],
        'detail-type': ['Security Hub Findings - Imported'],
        detail: {
          findings: {
            ProductName: ['Security Hub'],
            Severity: { Label: ['CRITICAL', 'HIGH'] },
            Compliance: { Status: ['FAILED'] },
            RecordState: ['ACTIVE'],
            Workflow: { Status: ['NEW'] },
          },
        },
      },
      severity: 'ticket',
      patients: 'A protection of records is missing',
      runbook: 'a-finding',
    },
    ...(settings.macie
      ? [
          {
            name: 'macie-finding',
            says: 'Macie found sensitive data, or a bucket that does not protect it',
            pattern: { source: ['aws.macie'], 'detail-type': ['Macie Finding'] },
            severity: 'ticket',
            patients: 'Records may be where nobody expects them',
            runbook: 'a-finding',
          } as const,
        ]
      : []),
    ...(settings.trail.insights
      ? [
          {
            // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-insights-events-with-cloudtrail.html
            name: 'unusual-activity',
            says: 'CloudTrail Insights found an unusual rate of calls or errors',
            pattern: { source: ['aws.cloudtrail'], 'detail-type': ['AWS Insight via CloudTrail'] },
            severity: 'ticket',
            patients: 'Somebody may be copying or trying something',
            runbook: 'refused-calls',
          } as const,
        ]
      : []),
  ];
}
