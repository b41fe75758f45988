import { BulkheadStack, publish } from '@bulkhead/cdktf';
import { regionPlanOf, settingsOf } from '@bulkhead/config';
import { backup } from '@bulkhead/contracts';
import { AlertTopic, BackupVault, JobAlerts, RegionSettings, RestoreRole } from '@bulkhead/data/backup';
import { type StackContext } from '@bulkhead/stack';
import { type Construct } from 'constructs';

/**
 * The vault that receives copies of the environment's recovery points, and the role that restores them if the primary
 * region is unavailable. This stack backs up nothing: no plan selects a resource of this region.
 */
export class BackupStack extends BulkheadStack {
  constructor(scope: Construct, context: StackContext) {
    super(scope, context);
    const { environment, nameScope } = context;
    const settings = settingsOf(environment, 'database', 'backup');
    const isProtected = environment.protected;

    if (settings.managesRegionSettings) new RegionSettings(this, 'region');
    const { vault } = new BackupVault(this, 'vault', {
      nameScope,
      lock: settings.lock,
      isProtected,
      copiedFrom: [regionPlanOf(environment, 'primary').name],
    });
    const { role } = new RestoreRole(this, 'restore-role', { nameScope, forTests: false });
    const { topic } = new AlertTopic(this, 'alerts', { nameScope, isProtected, hearsAlarms: false });
    new JobAlerts(this, 'jobs', { nameScope, topicArn: topic.arn });

    publish(this, backup, {
      vaultName: vault.name,
      vaultArn: vault.arn,
      restoreRoleArn: role.arn,
      topicArn: topic.arn,
    });
  }
}
