import { type ResourceChange, type ResourceCounts } from './engine';

/** How many resources a list of changes touches; a replacement counts as one added and one destroyed. */
export function countChanges(changes: readonly ResourceChange[]): ResourceCounts {
  const count = (...actions: ResourceChange['action'][]) =>
    changes.filter(({ action }) => actions.includes(action)).length;
  return { added: count('add', 'replace'), changed: count('change'), destroyed: count('destroy', 'replace') };
}
