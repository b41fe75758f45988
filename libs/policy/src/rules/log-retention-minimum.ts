import { numberAt } from '../reading/properties';
import { resourceRule, unless } from './resource-rule';

/**
 * A year. The rule sets no time for logs, only for documentation (six years, 164.316(b)(2)(i)); breaches are found
 * months after they began, and a year is what an investigation of one needs at least.
 */
const fewestDays = 365;

/** Logs of a protected environment are there when somebody has to ask what happened. */
export const logRetentionMinimum = resourceRule({
  id: 'log-retention-minimum',
  title: `Logs of a protected environment are kept for ${fewestDays} days or more.`,
  controls: ['164.308(a)(1)(ii)(D)', '164.308(a)(6)(ii)', '164.312(b)'],
  types: ['AWS::Logs::LogGroup'],
  judge: ({ properties }, { environment }) => {
    const days = numberAt(properties, 'RetentionInDays');
    if (!environment.protected || days === undefined) return 'not-applicable';
    return unless(days >= fewestDays, `They are gone after ${days} days: ${fewestDays} or more.`);
  },
});
