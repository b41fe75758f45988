import { backupVaultName, type NameScope } from '@bulkhead/naming';

/** Name of the vault of an environment in a region. */
export function vaultName(nameScope: NameScope): string {
  return backupVaultName(nameScope, 'backup');
}

/**
 * ARN of the vault of an environment in a region, made of its name: what copies to the vault of another region asks
 * nothing of that region, and the vault need not be there yet.
 */
export function vaultArn(nameScope: NameScope): string {
  const { region, account } = nameScope;
  return `arn:aws:backup:${region}:${account}:backup-vault:${vaultName(nameScope)}`;
}
