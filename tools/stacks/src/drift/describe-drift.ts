import {
  type AdditionsCoverage,
  type ResourceDrift,
  type StackDrift,
  type UncheckedResource,
} from '../engines/engine';
import { shellWord, visibleText } from '@bulkhead/errors';
import { type StackInstance } from '../workspace/stack-instance';
import { type Finding } from './finding';

const signs: Record<ResourceDrift['kind'], string> = { changed: '~', deleted: '-', added: '+' };

/** How many resources with the same reason are named before the rest is counted. */
const namedOfAReason = 3;

/** Characters of a value that are shown; the JSON has all of it. */
const longestValue = 1_000;

/** How many characters of an addition's further content a line shows. */
const shownDetail = 80;

/**
 * The finding of a stack, for people: the line of the stack, below it one line for each resource, below that one line
 * for each attribute, and at the end the command that puts it back.
 *
 * @param environmentOption how the user names the environment: `-c local`
 * @returns lines
 */
export function describeFinding(
  instance: StackInstance,
  { status, reason, drift }: Finding,
  environmentOption: string,
): string[] {
  return [
    `${instance.id}  ${status}: ${reason}`,
    ...(drift?.drifted ?? []).flatMap(describeResource),
    // If nothing at all was looked at, the reason has said so.
    ...(status === 'unchecked' ? [] : describeUnchecked(drift?.unchecked ?? [])),
    ...describeCoverage(drift?.additions),
    ...(status === 'drifted' && drift ? mending(instance, drift, environmentOption) : []),
  ];
}

function describeResource({
  kind,
  resource,
  type,
  physicalId,
  attributes,
  addition,
}: ResourceDrift): string[] {
  const what = visibleText([type, physicalId].filter(Boolean).join(' '));
  if (addition) {
    const detail = addition.detail === undefined ? '' : ` ${shown(addition.detail)}`;
    return [
      `  ${signs[kind]} ${visibleText(resource)} (${what})`,
      `      ${addition.what}: ${visibleText(addition.content, longestValue)}${detail.length > shownDetail ? '' : detail}`,
      `      name: ${visibleText(addition.name)}`,
    ];
  }
  return [
    `  ${signs[kind]} ${visibleText(resource)} (${what})${kind === 'deleted' ? ' is gone' : ''}`,
    ...attributes.map(
      ({ path, expected, actual }) =>
        `      ${visibleText(path)}: expected ${shown(expected)}, actual ${shown(actual)}`,
    ),
  ];
}

/** One line for each reason. */
function describeUnchecked(unchecked: readonly UncheckedResource[]): string[] {
  return byReason(unchecked, ({ resource }) => resource, 'not looked at');
}

/** One line for each reason, and one for the types that nobody looks at. */
function describeCoverage({ unchecked, uncovered }: AdditionsCoverage = noCoverage): string[] {
  return [
    ...byReason(unchecked, ({ what, resource }) => `${what} ${resource}`, 'not looked at for additions'),
    ...(uncovered.length > 0 ? [`  ? not looked at for additions: ${uncovered.join(', ')}`] : []),
  ];
}

const noCoverage: AdditionsCoverage = { unchecked: [], uncovered: [] };

function byReason<T extends { readonly reason: string }>(
  entries: readonly T[],
  nameOf: (entry: T) => string,
  what: string,
): string[] {
  const reasons = [...new Set(entries.map(({ reason }) => reason))];
  return reasons.map((reason) => {
    const names = entries.filter((entry) => entry.reason === reason).map(nameOf);
    const more = names.length > namedOfAReason ? ` and ${names.length - namedOfAReason} more` : '';
    return `  ? ${what}: ${visibleText(names.slice(0, namedOfAReason).join(', '))}${more}: ${reason}`;
  });
}

/** The command that restores what was deployed. A stack that is gone as a whole is deployed. */
function mending(
  { app, stack, role }: StackInstance,
  drift: StackDrift,
  environmentOption: string,
): string[] {
  const selected = `${environmentOption} --stack=${stack} --role=${role}`;
  if (drift.gone) return [`  next: npx nx run ${app}:deploy ${selected} --force`];
  const names = drift.drifted.flatMap(({ addition }) => addition?.name ?? []);
  const revert = `npx nx run ${app}:drift ${selected} --revert`;
  return [
    ...(names.length < drift.drifted.length ? [`  next: ${revert}`] : []),
    ...(names.length > 0
      ? [`  next, to remove what was added: ${revert} ${shellWord(`--remove=${names.join(',')}`)}`]
      : []),
  ];
}

function shown(value: unknown): string {
  return value === null || value === undefined ? 'nothing' : visibleText(JSON.stringify(value), longestValue);
}
