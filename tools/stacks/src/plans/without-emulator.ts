import { isOfEmulator } from '@bulkhead/emulator/plan-differences';
import { type ResourceChange } from '../engines/resource-change';
import { type StackDiff } from './diff-schema';

/**
 * Diffs without differences that only the local AWS makes: the local AWS does not return everything as it was given, so
 * that a plan is not empty right after a deploy. Only changes of such attributes are left out, and never a replacement.
 *
 * @returns the diffs, and the number of attributes that are left out
 */
export function withoutEmulator(stacks: readonly StackDiff[]): [StackDiff[], number] {
  let hidden = 0;
  const shown = stacks.map((stack) => ({
    ...stack,
    changes: stack.changes.flatMap((change) => {
      const attributes = change.attributes.filter(({ path }) => !isHidden(change, path));
      hidden += change.attributes.length - attributes.length;
      const isOnlyEmulators = change.attributes.length > 0 && attributes.length === 0;
      return isOnlyEmulators ? [] : [{ ...change, attributes }];
    }),
  }));
  return [shown, hidden];
}

function isHidden({ action, type }: ResourceChange, path: string): boolean {
  const [attribute = ''] = path.split(/[.[]/);
  return action === 'change' && isOfEmulator(type, attribute);
}
