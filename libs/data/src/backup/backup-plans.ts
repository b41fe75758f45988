import { BackupPlan, type BackupPlanRule } from '@cdktf/provider-aws/lib/backup-plan';
import { BackupSelection } from '@cdktf/provider-aws/lib/backup-selection';
import { type BackupSettings } from '@bulkhead/config';
import { backupPlanName, type NameScope } from '@bulkhead/naming';
import { Construct } from 'constructs';
import { type ServiceRole } from './service-role';
import { type ProtectedKind, protectedKinds } from './protected-kinds';
import { type Lifecycle, scheduledRules } from './scheduled-rules';
import { backedUpBy } from './resource-tags';

export interface BackupPlansProps {
  readonly nameScope: NameScope;
  readonly settings: BackupSettings;
  /** Name of the vault for recovery points. */
  readonly vaultName: string;
  /** ARN of the vault in another region for copies. @default no copies */
  readonly copyVaultArn?: string;
  /** The role in which AWS Backup backs up and copies. */
  readonly role: ServiceRole;
}

/** A plan for each kind of resource, with the tiers that the kind supports, and the selection by tag. */
export class BackupPlans extends Construct {
  constructor(scope: Construct, id: string, { nameScope, role, ...props }: BackupPlansProps) {
    super(scope, id);
    for (const kind of protectedKinds) {
      const plan = new BackupPlan(this, kind.name, {
        name: backupPlanName(nameScope, kind.name),
        rule: rulesOf(kind, props),
      });
      new BackupSelection(this, `${kind.name}-selection`, {
        name: kind.name,
        planId: plan.id,
        iamRoleArn: role.role.arn,
        resources: Object.values(kind.types).map((arnOf) => arnOf(nameScope)),
        // All conditions must be met, unlike those of `selection_tag`: another environment of the account uses the same
        // tags.
        condition: [
          {
            stringEquals: Object.entries(backedUpBy(nameScope)).map(([key, value]) => ({ key, value })),
          },
        ],
        dependsOn: [role.permissions],
      });
    }
  }
}

function rulesOf(
  kind: ProtectedKind,
  { settings, vaultName, copyVaultArn }: Pick<BackupPlansProps, 'settings' | 'vaultName' | 'copyVaultArn'>,
): BackupPlanRule[] {
  return scheduledRules(settings).map(({ name, schedule, lifecycle }, index) => {
    const kept = lifecycleOf(kind, lifecycle);
    // Only one rule of a plan may be continuous, the most frequent one: AWS Backup makes the copies on its schedule.
    // The copies are points in time.
    // https://docs.aws.amazon.com/aws-backup/latest/devguide/point-in-time-recovery-copying.html
    const continuous = kind.isContinuous && index === 0 ? settings.continuous : undefined;
    return {
      ruleName: name,
      schedule,
      targetVaultName: vaultName,
      startWindow: settings.startWindowMinutes,
      completionWindow: settings.completionWindowMinutes,
      ...(continuous
        ? { enableContinuousBackup: true, lifecycle: { deleteAfter: continuous.retentionDays } }
        : { lifecycle: kept }),
      ...(copyVaultArn && { copyAction: [{ destinationVaultArn: copyVaultArn, lifecycle: kept }] }),
    };
  });
}

function lifecycleOf(
  { hasColdStorage }: ProtectedKind,
  { coldStorageAfterDays, deleteAfterDays }: Lifecycle,
) {
  return {
    deleteAfter: deleteAfterDays,
    ...(hasColdStorage && coldStorageAfterDays !== undefined && { coldStorageAfter: coldStorageAfterDays }),
  };
}
