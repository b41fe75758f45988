import { BulkheadStack, publish } from '@bulkhead/cdktf';
import { regionName, settingsOf } from '@bulkhead/config';
import { backup } from '@bulkhead/contracts';
import {
  AlertTopic,
  backupPermissions,
  BackupPlans,
  BackupVault,
  JobAlerts,
  RegionSettings,
  RestoreRole,
  RestoreTesting,
  ServiceRole,
  SilenceAlarms,
  vaultArn,
} from '@bulkhead/data/backup';
import { type StackContext } from '@bulkhead/stack';
import { type Construct } from 'constructs';

/**
 * Backups of every data store of the environment that has the backup tag, in a vault of their own, and the role and
 * tests for restores.
 */
export class BackupStack extends BulkheadStack {
  constructor(scope: Construct, context: StackContext) {
    super(scope, context);
    const { environment, nameScope } = context;
    const settings = settingsOf(environment, 'database', 'backup');
    const isProtected = environment.protected;
    const copyRegion = settings.copyToDr ? regionName(environment, 'dr') : undefined;

    if (settings.managesRegionSettings) new RegionSettings(this, 'region');
    const { vault } = new BackupVault(this, 'vault', { nameScope, lock: settings.lock, isProtected });

    const role = new ServiceRole(this, 'role', {
      nameScope,
      name: ['backup'],
      description: 'Lets AWS Backup back up the data stores of the environment, and copy what it made',
      permissions: backupPermissions(nameScope, copyRegion),
    });
    new BackupPlans(this, 'plans', {
      nameScope,
      settings,
      vaultName: vault.name,
      ...(copyRegion && { copyVaultArn: vaultArn({ ...nameScope, region: copyRegion }) }),
      role,
    });

    const restoreRole = new RestoreRole(this, 'restore-role', {
      nameScope,
      forTests: settings.restoreTesting !== undefined,
    });
    if (settings.restoreTesting) {
      new RestoreTesting(this, 'restore-testing', {
        nameScope,
        settings: settings.restoreTesting,
        vaultArn: vault.arn,
        role: restoreRole,
      });
    }

    const { topic } = new AlertTopic(this, 'alerts', { nameScope, isProtected, hearsAlarms: true });
    new JobAlerts(this, 'jobs', { nameScope, topicArn: topic.arn });
    new SilenceAlarms(this, 'silence', { environment, nameScope, settings, topicArn: topic.arn });

    publish(this, backup, {
      vaultName: vault.name,
      vaultArn: vault.arn,
      restoreRoleArn: restoreRole.role.arn,
      topicArn: topic.arn,
    });
  }
}
