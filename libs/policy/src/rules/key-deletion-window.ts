import { numberAt } from '../reading/properties';
import { resourceRule, unless } from './resource-rule';

/** The longest window in KMS, and its default. */
const longestDays = 30;

/** A deletion by mistake can be cancelled during the window. After it, all data encrypted with the key is lost. */
export const keyDeletionWindow = resourceRule({
  id: 'key-deletion-window',
  title: `KMS waits ${longestDays} days before it deletes a key of a protected environment.`,
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
