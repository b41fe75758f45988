import { numberAt, valueAt, valuesAt } from '../reading/properties';
import { resourceRule, unless } from './resource-rule';

/** The minimum number of days in cold storage, counted from the move. */
const coldDays = 90;

/**
 * A recovery point that moves to cold storage must stay there for 90 days or more, in its vault and in vaults with
 * copies. AWS Backup refuses anything else.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Lifecycle.html
 */
export const backupColdStorage = resourceRule({
  id: 'backup-cold-storage',
  title: `A recovery point stays in cold storage for ${coldDays} days or more.`,
  controls: ['164.308(a)(7)(i)', '164.308(a)(7)(ii)(A)', '164.308(a)(7)(ii)(B)'],
  pitfall: 22,
  types: ['AWS::Backup::BackupPlan'],
  judge: ({ properties }) => {
    const rules = valuesAt(properties, 'BackupPlan.BackupPlanRule');
    return [...rules, ...valuesAt(rules, 'CopyActions')].flatMap((rule) => {
      const lifecycle = valueAt(rule, 'Lifecycle');
      const cold = numberAt(lifecycle, 'MoveToColdStorageAfterDays');
      const end = numberAt(lifecycle, 'DeleteAfterDays');
      return unless(
        cold === undefined || end === undefined || end >= cold + coldDays,
        `A recovery point moves to cold storage after ${cold} days and is deleted after ${end}: keep it ${coldDays} days or more there.`,
      );
    });
  },
});
