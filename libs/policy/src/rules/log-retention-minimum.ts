import { numberAt } from '../reading/properties';
import { resourceRule, unless } from './resource-rule';

/**
 * One year. The Security Rule sets no retention for logs, only for documentation: six years, 164.316(b)(2)(i). Breaches
 * are found months after they began, and an investigation needs at least a year of logs.
 */
const fewestDays = 365;

/** Logs of a protected environment must still exist when somebody investigates. */
export const logRetentionMinimum = resourceRule({
  id: 'log-retention-minimum',
  title: `Logs of a protected environment are kept for ${fewestDays} days or more.`,
  controls: ['164.308(a)(1)(ii)(D)', '164.308(a)(6)(ii)', '164.312(b)'],
  types: ['AWS::Logs::LogGroup'],
  judge: ({ properties }, { environment }) => {
    const days = numberAt(properties, 'RetentionInDays');
    if (!environment.protected || days === undefined) return 'not-applicable';
    return unless(
      days >= fewestDays,
      `They are deleted after ${days} days: keep them for ${fewestDays} or more.`,
    );
  },
});
