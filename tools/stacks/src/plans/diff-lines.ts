import { idOf, type StackDiff } from './diff-schema';
import {
  countsInWords,
  describeChange,
  lossesOf,
  outcomesInWords,
  refusedAndOthers,
  remarksOf,
} from './diff-summary';

/** A diff for a terminal: what is refused first, then what would be lost, then stack by stack. */
export function diffLines(environment: string, stacks: readonly StackDiff[]): string[] {
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
    `${environment}: ${countsInWords(all)} (${outcomesInWords(stacks) || 'no stacks'})`,
  ];
}

function stackLines(stack: StackDiff): string[] {
  const { outcome, reason, changes } = stack;
  const counts = outcome === 'planned' ? `${countsInWords(changes)}: ` : `${outcome}: `;
  return [
    `${idOf(stack)}  ${counts}${reason}`,
    ...remarksOf(stack).flatMap((remark) => indented(remark.split('\n'))),
    ...changes.flatMap((change) => indented(describeChange(change))),
  ];
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}
