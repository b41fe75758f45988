import { isText, valueAt, valuesAt } from '../reading/properties';
import { resourceRule, unless } from './resource-rule';

/**
 * AWS Backup runs at most once an hour. For less than an hour between copies, use replication.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/creating-a-backup-plan.html
 */
export const backupFrequency = resourceRule({
  id: 'backup-frequency',
  title: 'A backup plan runs at most once an hour.',
  controls: ['164.308(a)(7)(i)', '164.308(a)(7)(ii)(A)', '164.308(a)(7)(ii)(B)'],
  pitfall: 22,
  types: ['AWS::Backup::BackupPlan'],
  judge: ({ properties }) =>
    valuesAt(properties, 'BackupPlan.BackupPlanRule')
      .map((rule) => valueAt(rule, 'ScheduleExpression'))
      .flatMap((schedule) =>
        unless(!isFasterThanHourly(schedule), `${String(schedule)} is more than once an hour.`),
      ),
});

/** Minutes are the first field of `cron(…)`. A single number there means once an hour. */
function isFasterThanHourly(schedule: unknown): boolean {
  if (!isText(schedule)) return false;
  const minutes = /^rate\((\d+) minutes?\)$/.exec(schedule)?.[1];
  return Number(minutes ?? 60) < 60 || /^cron\((?!\d+ )/.test(schedule);
}
