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
  /** Name of the vault that recovery points go to. */
  readonly vaultName: string;
  /** ARN of the vault in another region that they are copied to. @default they are not copied */
  readonly copyVaultArn?: string;
  /** In which AWS Backup backs up and copies. */
  readonly role: ServiceRole;
}

/** A plan for each kind of resource, with what the kind can have of the tiers, and the selection by tag. */
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
        // All of them have to be met, unlike those of `selection_tag`: another environment of the account tags alike.
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
    // One rule of a plan at most, and the most frequent: its schedule is when AWS Backup makes the copies, which are
    // points in time. https://docs.aws.amazon.com/aws-backup/latest/devguide/point-in-time-recovery-copying.html
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
