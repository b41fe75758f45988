import { BulkheadStack, consume } from '@bulkhead/cdktf';
import { settingsOf } from '@bulkhead/config';
import { alerting } from '@bulkhead/contracts';
import { EncryptedLogs } from '@bulkhead/encryption';
import { logGroupName } from '@bulkhead/naming';
import { type StackContext } from '@bulkhead/stack';
import { TerraformOutput } from 'cdktf';
import { type Construct } from 'constructs';

/** What was done in a region, and by whom, kept where nobody can change it. */
export class AuditStack extends BulkheadStack {
  constructor(scope: Construct, context: StackContext) {
    super(scope, context);
    const { environment, nameScope } = context;
    const settings = settingsOf(environment, 'observability', 'audit');

    // Shown by the engine until the code of the stack uses it.
    new TerraformOutput(this, 'alerting-alertsTopicArn', { value: consume(this, alerting).alertsTopicArn });

    new EncryptedLogs(this, 'logs', {
      nameScope,
      // The names stay as they are when the stack is renamed: another name is another key and another log.
      name: ['observability/audit/logs'],
      encrypts: 'Logs of observability/audit',
      logGroupNames: { log: logGroupName(nameScope, 'observability', 'audit') },
      retentionDays: settings.logRetentionDays,
      isProtected: environment.protected,
    });
  }
}
