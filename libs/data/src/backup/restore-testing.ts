import { BackupRestoreTestingPlan } from '@cdktf/provider-aws/lib/backup-restore-testing-plan';
import { BackupRestoreTestingSelection } from '@cdktf/provider-aws/lib/backup-restore-testing-selection';
import { type BackupSettings } from '@bulkhead/config';
import { restoreTestingPlanName, subnetGroupName, type NameScope } from '@bulkhead/naming';
import { Construct } from 'constructs';
import { protectedKinds } from './protected-kinds';
import { backedUpBy } from './resource-tags';
import { type ServiceRole } from './service-role';

export interface RestoreTestingProps {
  readonly nameScope: NameScope;
  readonly settings: NonNullable<BackupSettings['restoreTesting']>;
  /** ARN of the vault with the recovery points. */
  readonly vaultArn: string;
  /** The role in which AWS Backup restores. */
  readonly role: ServiceRole;
}

/**
 * Restores a recovery point of each data store every week, and deletes the restored resource again: only a restored
 * backup is a proven backup. 45 CFR 164.308(a)(7)(ii)(D).
 */
export class RestoreTesting extends Construct {
  constructor(scope: Construct, id: string, { nameScope, settings, vaultArn, role }: RestoreTestingProps) {
    super(scope, id);
    const plan = new BackupRestoreTestingPlan(this, 'plan', {
      name: restoreTestingPlanName(nameScope, 'weekly'),
      scheduleExpression: `cron(0 ${settings.hour} ? * ${settings.weekday} *)`,
      startWindowHours: 1,
      recoveryPointSelection: [
        {
          // The newest recovery point proves nothing about the older ones, which may be needed too.
          algorithm: 'RANDOM_WITHIN_WINDOW',
          includeVaults: [vaultArn],
          recoveryPointTypes: ['SNAPSHOT'],
          selectionWindowDays: settings.selectionWindowDays,
        },
      ],
    });
    for (const type of protectedKinds.flatMap((kind) => Object.keys(kind.types))) {
      new BackupRestoreTestingSelection(this, type.toLowerCase(), {
        name: restoreTestingPlanName(nameScope, type),
        restoreTestingPlanName: plan.name,
        protectedResourceType: type,
        protectedResourceConditions: [
          { stringEquals: Object.entries(backedUpBy(nameScope)).map(([key, value]) => ({ key, value })) },
        ],
        iamRoleArn: role.role.arn,
        validationWindowHours: settings.validationWindowHours,
        ...(placed.includes(type) && {
          restoreMetadataOverrides: { dbSubnetGroupName: subnetGroupName(nameScope, 'relational') },
        }),
        dependsOn: [role.permissions],
      });
    }
  }
}

/**
 * The types that need a network for a restore. They are restored into the isolated subnets of the database, behind the
 * VPC's default security group, which allows no traffic. Without this setting AWS Backup would use the default VPC.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/restore-testing-inferred-metadata.html
 */
const placed = ['Aurora', 'RDS'];
