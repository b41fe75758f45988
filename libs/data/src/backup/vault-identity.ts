import { backupVaultName, type NameScope } from '@bulkhead/naming';

/** Name of the vault of an environment in a region. */
export function vaultName(nameScope: NameScope): string {
  return backupVaultName(nameScope, 'backup');
}

/**
 * ARN of an environment's vault in a region, built from its name. A copy to another region then needs no lookup there,
 * and the vault need not exist yet.
 */
export function vaultArn(nameScope: NameScope): string {
  const { region, account } = nameScope;
  return `arn:aws:backup:${region}:${account}:backup-vault:${vaultName(nameScope)}`;
}
