import { numberAt } from '../reading/properties';
import { resourceRule, unless } from './resource-rule';

/** The longest that KMS offers, and what it takes where nothing is set. */
const longestDays = 30;

/** A key that is deleted by mistake can be called back for as long as KMS allows: without it all data is lost. */
export const keyDeletionWindow = resourceRule({
  id: 'key-deletion-window',
  title: `A key of a protected environment waits ${longestDays} days for its deletion.`,
  controls: ['164.308(a)(7)(ii)(A)', '164.308(a)(7)(ii)(B)', '164.312(c)(1)'],
  types: ['AWS::KMS::Key', 'AWS::KMS::ReplicaKey'],
  judge: ({ properties }, { environment }) => {
    if (!environment.protected) return 'not-applicable';
    const days = numberAt(properties, 'PendingWindowInDays') ?? longestDays;
    return unless(
      days >= longestDays,
      `It is gone after ${days} days: set PendingWindowInDays to ${longestDays}.`,
    );
  },
});
