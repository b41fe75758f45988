import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule';
import { CloudwatchEventTarget } from '@cdktf/provider-aws/lib/cloudwatch-event-target';
import { eventRuleName, type NameScope } from '@bulkhead/naming';
import { Construct } from 'constructs';
import { vaultArn } from './vault-identity';

export interface JobAlertsProps {
  readonly nameScope: NameScope;
  readonly topicArn: string;
}

/** Reports each failed job: its task, and the reason of the failure. */
export class JobAlerts extends Construct {
  constructor(scope: Construct, id: string, { nameScope, topicArn }: JobAlertsProps) {
    super(scope, id);
    for (const [job, pattern] of Object.entries(patterns(nameScope))) {
      const rule = new CloudwatchEventRule(this, job, {
        name: eventRuleName(nameScope, 'backup', `${job}-failed`),
        description: `AWS Backup could not ${job}, in environment ${nameScope.environment}`,
        eventPattern: JSON.stringify(pattern),
      });
      new CloudwatchEventTarget(this, `${job}-topic`, { rule: rule.name, targetId: 'topic', arn: topicArn });
    }
  }
}

/**
 * The events of failed jobs. A restore event has `status`, and does not name the vault: it covers the whole account.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/eventbridge.html
 */
function patterns(nameScope: NameScope) {
  const vault = [vaultArn(nameScope)];
  const source = ['aws.backup'];
  return {
    'back-up': {
      source,
      'detail-type': ['Backup Job State Change'],
      detail: { state: ['ABORTED', 'EXPIRED', 'FAILED', 'PARTIAL'], backupVaultArn: vault },
    },
    copy: {
      source,
      'detail-type': ['Copy Job State Change'],
      detail: { state: ['FAILED', 'PARTIAL'], sourceBackupVaultArn: vault },
    },
    restore: {
      source,
      'detail-type': ['Restore Job State Change'],
      detail: { status: ['ABORTED', 'FAILED'] },
    },
  };
}
