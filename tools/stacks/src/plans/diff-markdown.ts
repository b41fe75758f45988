import { visibleLines, visibleText } from '@bulkhead/errors';
import { stackId } from '@bulkhead/stack/stack-id';
import { type DiffFile, type StackDiff } from './diff-schema';
import {
  countsInWords,
  describeChange,
  forcingOf,
  lossesOf,
  outcomesInWords,
  refusedAndOthers,
  remarksOf,
} from './diff-summary';

/** GitHub refuses a comment with more characters. */
export const commentLimit = 65_536;

/** Kept free for the sentences that say what was left out, and for text that the poster adds. */
const reserve = 1_536;

/** How much of the comment the table and the list of losses may each take. */
const listShare = 20_000;

/** How much of the comment the stacks outside the configuration may take. */
const orphanShare = 5_000;
/** How much of the comment the refused stacks may take. */
const refusalShare = 5_000;

/** Longest reason in the table. The details have the whole reason. */
const longestReason = 200;

/**
 * A diff for a pull-request comment, below GitHub's limit: what would be lost, a table of the stacks, and the details
 * folded. What does not fit is left out from the end, and the comment says so.
 *
 * @param whole path of the JSON with the full diff
 */
export function diffMarkdown(
  { environment, stacks, at, orphans, preflight }: DiffFile,
  whole: string,
): string {
  const all = stacks.flatMap(({ changes }) => changes);
  const [refused, others] = refusedAndOthers(stacks);
  const inOrder = [...refused, ...others];
  const text = [
    `## Diff of ${environment}: ${countsInWords(all)}`,
    '',
    `${outcomesInWords(stacks) || 'no stacks'} · ${at}`,
    '',
    ...refusals(refused, whole),
    ...foreseen(preflight, whole),
    ...caution(stacks, whole),
    ...beside(orphans, whole),
    ...table(inOrder, whole),
  ].join('\n');
  return details(inOrder, text, whole);
}

function refusals(refused: readonly StackDiff[], whole: string): string[] {
  if (refused.length === 0) return [];
  const lines = refused.map((stack) => `> - ${code(stackId(stack))}: ${cell(stack.reason)}`);
  const what = refused.length === 1 ? '1 stack is refused' : `${refused.length} stacks are refused`;
  return [
    '> [!WARNING]',
    `> **${what}**: nobody can say what a deploy would change`,
    '>',
    ...fitting(lines, refusalShare, (left) => `> - and ${left} more, in ${code(whole)}`),
    '',
  ];
}

/** Reasons for which a deploy would fail, found before it begins. */
function foreseen(preflight: DiffFile['preflight'], whole: string): string[] {
  const { findings, notes } = preflight ?? { findings: [], notes: [] };
  if (findings.length + notes.length === 0) return [];
  const lines = [
    ...findings.map(
      ({ region, problem, next, stacks }) =>
        `> - **${region}**: ${cell(problem)} (${stacks.map(code).join(', ')}); ${cell(next)}`,
    ),
    ...notes.map((note) => `> - ${cell(note)}`),
  ];
  return [
    findings.length > 0 ? '> [!WARNING]' : '> [!NOTE]',
    findings.length > 0
      ? `> **A deploy would be refused**: the preflight finds ${findings.length}`
      : '> The preflight finds nothing that a deploy would fail for',
    '>',
    ...fitting(lines, refusalShare, (left) => `> - and ${left} more, in ${code(whole)}`),
    '',
  ];
}

function caution(stacks: readonly StackDiff[], whole: string): string[] {
  const losses = lossesOf(stacks).map(({ id, change }) => {
    const forcing = forcingOf(change).map(code).join(', ');
    const because = forcing ? `, because of ${forcing}` : '';
    return `> - **${change.action}** ${code(change.resource)} (${code(change.type)}) in ${code(id)}${because}`;
  });
  if (losses.length === 0) return [];
  const word = plural(losses.length, 'stateful resource');
  return [
    '> [!CAUTION]',
    `> **${losses.length} ${word} would be replaced or destroyed**`,
    '>',
    ...fitting(losses, listShare, (left) => `> - and ${left} more, in ${code(whole)}`),
    '',
  ];
}

/** Stacks that a deploy leaves standing, because the configuration does not have them. */
function beside(orphans: DiffFile['orphans'], whole: string): string[] {
  if (orphans.length === 0) return [];
  const lines = orphans.map((found) => `> - ${code(stackId(found))} in ${found.region}: ${cell(found.next)}`);
  return [
    '> [!WARNING]',
    `> **Stacks that stand and that the configuration does not have: ${orphans.length}**`,
    '>',
    ...fitting(lines, orphanShare, (left) => `> - and ${left} more, in ${code(whole)}`),
    '',
  ];
}

function table(stacks: readonly StackDiff[], whole: string): string[] {
  const rows = stacks.map((stack) => {
    const { outcome, reason, changes } = stack;
    const count = (action: string) => changes.filter((change) => change.action === action).length || '';
    const counts = ['add', 'change', 'replace', 'destroy'].map(count);
    return `| ${code(stackId(stack))} | ${[outcome, ...counts].join(' | ')} | ${cell(reason)} |`;
  });
  return [
    '| Stack | | add | change | replace | destroy | Why |',
    '| --- | --- | --: | --: | --: | --: | --- |',
    ...fitting(rows, listShare, (left) => `\nand ${left} more ${plural(left, 'stack')}, in ${code(whole)}`),
    '',
  ];
}

function details(stacks: readonly StackDiff[], head: string, whole: string): string {
  const withDetails = stacks.filter(
    (stack) => stack.outcome !== 'unchanged' || stack.changes.length > 0 || remarksOf(stack).length > 0,
  );
  let text = head;
  for (const [index, stack] of withDetails.entries()) {
    const room = commentLimit - reserve - text.length;
    const section = sectionOf(stack, room, whole);
    if (section === undefined) {
      const left = withDetails.length - index;
      return `${text}\nThe details of ${left} ${plural(left, 'stack')} did not fit; they are in ${code(whole)}.\n`;
    }
    text += section;
  }
  return text;
}

/** The folded details of a stack within the given number of characters. Undefined if not even the beginning fits. */
function sectionOf(stack: StackDiff, room: number, whole: string): string | undefined {
  const { outcome, reason, changes } = stack;
  const lines = [
    reason,
    ...remarksOf(stack),
    ...(changes.length > 0 ? [''] : []),
    ...changes.flatMap(describeChange),
  ].flatMap((line) => visibleLines(line).split('\n'));
  const fence = fenceFor(lines);
  const counts = outcome === 'planned' ? countsInWords(changes) : outcome;
  const open = `\n<details><summary>${code(stackId(stack))}: ${counts}</summary>\n\n${fence}\n`;
  const close = `${fence}\n\n</details>\n`;
  const inside = room - open.length - close.length;
  if (inside < 200) return undefined;
  const shown = fitting(lines, inside, (left) => `… and ${left} more ${plural(left, 'line')}, in ${whole}`);
  return `${open}${shown.join('\n')}\n${close}`;
}

/** As many lines as fit into the given number of characters, then one line that counts the rest. */
function fitting(
  lines: readonly string[],
  room: number,
  leftOut: (count: number) => string,
): readonly string[] {
  const size = (some: readonly string[]) => some.reduce((sum, line) => sum + line.length + 1, 0);
  if (size(lines) <= room) return lines;
  const last = leftOut(lines.length).length + 1;
  let used = 0;
  const end = lines.findIndex((line) => (used += line.length + 1) > room - last);
  return [...lines.slice(0, end), leftOut(lines.length - end)];
}

/** A word in the singular or plural. */
function plural(count: number, word: string): string {
  return count === 1 ? word : `${word}s`;
}

/** A fence that no line can close. */
function fenceFor(lines: readonly string[]): string {
  const longest = Math.max(
    2,
    ...lines.flatMap((line) => (line.match(/`+/g) ?? []).map(({ length }) => length)),
  );
  return '`'.repeat(longest + 1);
}

/** Text as code, in a table too. */
function code(text: string): string {
  return `\`${visibleText(text).replace(/`/g, "'").replace(/\|/g, '\\|')}\``;
}

/** Text in a table, escaped so that nothing in it is markup. */
function cell(text: string): string {
  const short = text.length > longestReason ? `${text.slice(0, longestReason)}…` : text;
  return visibleText(short.replace(/\s*\n\s*/g, ' · '), Infinity).replace(
    /[\\`*_|[\]<>~@#]/g,
    (character) => `&#${character.charCodeAt(0)};`,
  );
}
