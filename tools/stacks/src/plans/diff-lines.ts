import { stackId } from '@bulkhead/stack/stack-id';
import { type StackDiff } from './diff-schema';
import {
  countsInWords,
  describeChange,
  lossesOf,
  outcomesInWords,
  refusedAndOthers,
  remarksOf,
} from './diff-summary';
import { withoutEmulator } from './without-emulator';

/**
 * A diff for a terminal: first the refusals, then what would be lost, then stack by stack.
 *
 * @param emulator path of the file with the full diff, if the diff is made with the local AWS: attributes that the
 * local AWS does not return as they were given differ after every deploy, and are only counted. @default everything is
 * told
 */
export function diffLines(environment: string, compared: readonly StackDiff[], emulator?: string): string[] {
  const [stacks, hidden] = emulator === undefined ? [compared, 0] : withoutEmulator(compared);
  const losses = lossesOf(stacks).flatMap(({ id, change }) => {
    const [head = '', ...attributes] = describeChange(change);
    return [`  ! ${id}  ${head}`, ...attributes.map((line) => `  ${line}`)];
  });
  const all = stacks.flatMap(({ changes }) => changes);
  const [refused, others] = refusedAndOthers(stacks);
  return [
    ...(refused.length > 0 ? [...refused.flatMap(stackLines), ''] : []),
    ...(losses.length > 0 ? ['Stateful resources that would be replaced or destroyed:', ...losses, ''] : []),
    ...others.flatMap(stackLines),
    '',
    ...(hidden > 0 ? [`${hidden} differences are the local AWS's own, listed in ${emulator}`] : []),
    `${environment}: ${countsInWords(all)} (${outcomesInWords(stacks) || 'no stacks'})`,
  ];
}

function stackLines(stack: StackDiff): string[] {
  const { outcome, reason, changes } = stack;
  const counts = outcome === 'planned' ? `${countsInWords(changes)}: ` : `${outcome}: `;
  return [
    `${stackId(stack)}  ${counts}${reason}`,
    ...remarksOf(stack).flatMap((remark) => indented(remark.split('\n'))),
    ...changes.flatMap((change) => indented(describeChange(change))),
  ];
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}
