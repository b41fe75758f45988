import { type ResourceChange, type ResourceCounts, untouched } from './engine';

/** How many resources a list of changes touches; a replacement counts as one added and one destroyed. */
export function countChanges(changes: readonly ResourceChange[]): ResourceCounts {
  const count = (...actions: ResourceChange['action'][]) =>
    changes.filter(({ action }) => actions.includes(action)).length;
  return { added: count('add', 'replace'), changed: count('change'), destroyed: count('destroy', 'replace') };
}

/** The sum of several counts. */
export function addCounts(...counts: readonly Partial<ResourceCounts>[]): ResourceCounts {
  return counts.reduce<ResourceCounts>(
    (sum, { added = 0, changed = 0, destroyed = 0 }) => ({
      added: sum.added + added,
      changed: sum.changed + changed,
      destroyed: sum.destroyed + destroyed,
    }),
    untouched,
  );
}
