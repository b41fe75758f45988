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
  /** ARN of the vault that recovery points are drawn from. */
  readonly vaultArn: string;
  /** In which AWS Backup restores. */
  readonly role: ServiceRole;
}

/**
 * A recovery point of each data store, restored every week and deleted again: a backup that nobody has restored is a
 * hope. 45 CFR 164.308(a)(7)(ii)(D).
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
          // The newest would say nothing of the older ones, of which one may be needed.
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
 * The types that are restored into a network: the isolated subnets of the database, behind the VPC's default security
 * group, which lets nothing through. AWS Backup would take the default VPC.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/restore-testing-inferred-metadata.html
 */
const placed = ['Aurora', 'RDS'];
