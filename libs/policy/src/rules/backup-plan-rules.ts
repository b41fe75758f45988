import { isTrue, isText, numberAt, valueAt, valuesAt } from '../reading/properties';
import { resourceRule, unless } from './resource-rule';

/** Days that a recovery point stays in cold storage at least, after those before it moves there. */
const coldDays = 90;
/** Days for which point-in-time recovery goes back at most. */
const continuousDays = 35;

/**
 * A backup plan promises what AWS Backup can keep: nothing faster than every hour, point-in-time recovery of at most 35
 * days, and 90 further days once a recovery point is in cold storage.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Lifecycle.html
 */
export const backupPlanRules = resourceRule({
  id: 'backup-plan-rules',
  title: 'The rules of a backup plan are within what AWS Backup can do.',
  controls: ['164.308(a)(7)(i)', '164.308(a)(7)(ii)(A)', '164.308(a)(7)(ii)(B)'],
  pitfall: 22,
  types: ['AWS::Backup::BackupPlan'],
  judge: ({ properties }) =>
    valuesAt(properties, 'BackupPlan.BackupPlanRule').flatMap((rule) => [
      ...[rule, ...valuesAt(rule, 'CopyActions')].flatMap((each) =>
        lifecycleProblems(valueAt(each, 'Lifecycle')),
      ),
      ...continuousProblems(rule),
      ...unless(
        !isFasterThanHourly(valueAt(rule, 'ScheduleExpression')),
        'A rule runs more than once an hour.',
      ),
    ]),
});

function lifecycleProblems(lifecycle: unknown): readonly string[] {
  const cold = numberAt(lifecycle, 'MoveToColdStorageAfterDays');
  const end = numberAt(lifecycle, 'DeleteAfterDays');
  const isLong = cold === undefined || end === undefined || end >= cold + coldDays;
  return unless(
    isLong,
    `A recovery point moves after ${cold} days and goes after ${end}: ${coldDays} more at least.`,
  );
}

function continuousProblems(rule: unknown): readonly string[] {
  if (!isTrue(valueAt(rule, 'EnableContinuousBackup'))) return [];
  const end = numberAt(rule, 'Lifecycle.DeleteAfterDays');
  return unless(
    end !== undefined && end <= continuousDays,
    `Point-in-time recovery goes back ${continuousDays} days at most: DeleteAfterDays is ${end ?? 'not set'}.`,
  );
}

/** Minutes are the first field of `cron(…)`: one number is once an hour. */
function isFasterThanHourly(schedule: unknown): boolean {
  if (!isText(schedule)) return false;
  return (
    /^rate\(\d+ minutes?\)$/.test(schedule) || (/^cron\(/.test(schedule) && !/^cron\(\d+ /.test(schedule))
  );
}
