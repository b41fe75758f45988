import { type PolicyEnvironment } from '../model/policy-environment';
import { isText, valueAt, valuesAt } from '../reading/properties';
import {
  isSame,
  type Located,
  nameOfResource,
  resourceBehind,
  resourcesOf,
  textOf,
} from '../reading/references';
import { use } from './key-behind';
import { type KeyUse } from './key-use';

/**
 * A backup plan copies a database snapshot to a vault of another region. RDS in that region encrypts the copy with the
 * key of the vault.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/encryption.html
 */
export function snapshotCopies(vault: Located, environment: PolicyEnvironment): readonly KeyUse[] {
  const plans = resourcesOf(environment, 'AWS::Backup::BackupPlan').filter((plan) =>
    copiesTo(plan, vault, environment),
  );
  if (!plans.some((plan) => selectsDatabases(plan, environment))) return [];
  const key = vault.resource.properties['EncryptionKeyArn'];
  return use(
    vault,
    key,
    { stack: vault.stack, environment },
    { service: 'rds', as: 'caller', actions: ['kms:Decrypt', 'kms:CreateGrant'] },
  );
}

function copiesTo({ resource, stack }: Located, vault: Located, environment: PolicyEnvironment): boolean {
  const arn = `:backup:${vault.stack.region}:`;
  const name = `:backup-vault:${nameOfResource(vault.resource)}`;
  const targets = valuesAt(
    resource.properties,
    'BackupPlan.BackupPlanRule.CopyActions.DestinationBackupVaultArn',
  );
  return targets
    .map((target) => textOf(target, { stack, environment }))
    .some((target) => target.includes(arn) && target.endsWith(name));
}

function selectsDatabases(plan: Located, environment: PolicyEnvironment): boolean {
  return resourcesOf(environment, 'AWS::Backup::BackupSelection').some(({ resource, stack }) => {
    const place = { stack, environment };
    const isOfPlan = isSame(
      resourceBehind(resource.properties['BackupPlanId'], place, 'AWS::Backup::BackupPlan'),
      plan,
    );
    const selected = valuesAt(valueAt(resource.properties, 'BackupSelection'), 'Resources');
    return isOfPlan && selected.some((each) => isText(each) && (each === '*' || each.includes(':rds:')));
  });
}
