import { visibleText } from '@bulkhead/errors';
import { stackId } from '@bulkhead/stack/stack-id';
import { losesState, type AttributeChange, type ResourceChange } from '../engines/resource-change';
import { knownAfterDeploy } from '../engines/resource-change';
import { type StackDiff } from './diff-schema';

/** A sign for each action, as terminals and diffs have them. */
export const signs: Record<ResourceChange['action'], string> = {
  add: '+',
  change: '~',
  replace: '±',
  destroy: '-',
  forget: '○',
};

/** Characters of a value that are shown; the JSON has all of it. */
const longestValue = 1_000;

const actions = Object.keys(signs) as ResourceChange['action'][];

/** `2 to add, 1 to replace`, without actions that do not occur. */
export function countsInWords(changes: readonly ResourceChange[]): string {
  const parts = actions.flatMap((action) => {
    const count = changes.filter((change) => change.action === action).length;
    return count > 0 ? [`${count} to ${action}`] : [];
  });
  return parts.join(', ') || 'no resources to touch';
}

/** The number of stacks for each outcome: `1 planned, 2 deferred`. */
export function outcomesInWords(stacks: readonly StackDiff[]): string {
  const outcomes = [...new Set(stacks.map(({ outcome }) => outcome))];
  return outcomes
    .map((outcome) => `${stacks.filter((stack) => stack.outcome === outcome).length} ${outcome}`)
    .join(', ');
}

/** The refused stacks, for which nobody can say what a deploy would change, and the others. */
export function refusedAndOthers(stacks: readonly StackDiff[]): [refused: StackDiff[], others: StackDiff[]] {
  const isRefused = ({ outcome }: StackDiff) => outcome === 'refused';
  return [stacks.filter(isRefused), stacks.filter((stack) => !isRefused(stack))];
}

/** Every stateful resource that would be replaced or destroyed, with its stack. */
export function lossesOf(stacks: readonly StackDiff[]): { id: string; change: ResourceChange }[] {
  return stacks.flatMap((stack) =>
    stack.changes.filter(losesState).map((change) => ({ id: stackId(stack), change })),
  );
}

/** Names of the attributes that force a replacement. */
export function forcingOf({ attributes }: ResourceChange): string[] {
  return attributes.filter(({ forcesReplacement }) => forcesReplacement).map(({ path }) => path);
}

/**
 * A resource and its changes, as lines. An addition or a deletion is one line: its attributes are what the code says.
 * In a replacement, attributes that only the deploy knows are counted, because it renews most of them.
 */
export function describeChange(change: ResourceChange): string[] {
  const { action, resource, type, stateful, attributes } = change;
  const mark = stateful && action !== 'add' ? ', stateful' : '';
  const head = `${signs[action]} ${visibleText(resource)} (${visibleText(type)}${mark})`;
  if (action !== 'change' && action !== 'replace') return [head];
  const isShown = ({ after, forcesReplacement }: AttributeChange) =>
    forcesReplacement || after !== knownAfterDeploy || action === 'change';
  const shown = attributes.filter(isShown);
  const hidden = attributes.length - shown.length;
  return [
    head,
    ...shown.map(
      ({ path, before, after, forcesReplacement }) =>
        `    ${visibleText(path)}: ${inOneLine(before)} → ${inOneLine(after)}${forcesReplacement ? '  (forces the replacement)' : ''}`,
    ),
    ...(hidden > 0 ? [`    and ${hidden} more ${knownAfterDeploy}`] : []),
  ];
}

function inOneLine(value: string | null): string {
  return value === null ? '(none)' : visibleText(value, longestValue);
}

/** Further lines about a stack: the values that it waits for, possible changes, and why a deploy would be refused. */
export function remarksOf({ awaits, mayChangeWith, wouldRefuse }: StackDiff): string[] {
  return [
    ...awaits.map(({ parameter, publisher }) => `waits for ${parameter} of ${publisher}`),
    ...mayChangeWith.map((producer) => `its inputs may change when ${producer} is deployed`),
    ...wouldRefuse.map((why) => `a deploy would be refused: ${why}`),
  ];
}
