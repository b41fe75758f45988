import { valuesAt } from '../reading/properties';
import { nameOfResource, regionAt, regionOf, resourceBehind, textOf } from '../reading/references';
import { resourceRule, unless } from './resource-rule';

/**
 * A backup plan must copy to a vault of another region: a copy in the same region is lost with the original. Another
 * rule checks that the vault is encrypted with a customer managed key.
 */
export const backupCopyTarget = resourceRule({
  id: 'backup-copy-target',
  title: 'A backup plan copies to a vault of another region.',
  controls: ['164.308(a)(7)(ii)(A)', '164.308(a)(7)(ii)(B)'],
  pitfall: 22,
  types: ['AWS::Backup::BackupPlan'],
  judge: ({ properties }, place) => {
    const targets = valuesAt(properties, 'BackupPlan.BackupPlanRule.CopyActions.DestinationBackupVaultArn');
    if (targets.length === 0) return 'not-applicable';
    return targets.flatMap((target) => {
      const vault = resourceBehind(target, place, 'AWS::Backup::BackupVault');
      const region = regionOf(target, place);
      const name = vault ? nameOfResource(vault.resource) : textOf(target, place);
      return unless(
        region === undefined || region !== regionAt(place),
        `It copies to ${name}, in its own region.`,
      );
    });
  },
});
