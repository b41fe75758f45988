import { isTrue, numberAt, valueAt, valuesAt } from '../reading/properties';
import { resourceRule, unless } from './resource-rule';

const mostDays = 35;

/**
 * Point-in-time recovery goes back at most 35 days. AWS Backup refuses a plan with more.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/point-in-time-recovery.html
 */
export const backupPointInTime = resourceRule({
  id: 'backup-point-in-time',
  title: `A rule with point-in-time recovery keeps its recovery points for ${mostDays} days at most.`,
  controls: ['164.308(a)(7)(i)', '164.308(a)(7)(ii)(A)', '164.308(a)(7)(ii)(B)'],
  pitfall: 22,
  types: ['AWS::Backup::BackupPlan'],
  judge: ({ properties }) => {
    const continuous = valuesAt(properties, 'BackupPlan.BackupPlanRule').filter((rule) =>
      isTrue(valueAt(rule, 'EnableContinuousBackup')),
    );
    if (continuous.length === 0) return 'not-applicable';
    return continuous.flatMap((rule) => {
      const days = numberAt(rule, 'Lifecycle.DeleteAfterDays');
      return unless(
        days !== undefined && days <= mostDays,
        `DeleteAfterDays of a rule with EnableContinuousBackup is ${days ?? 'not set'}: set at most ${mostDays}.`,
      );
    });
  },
});
