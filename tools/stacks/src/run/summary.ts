import { type OmittedResource } from '@bulkhead/stack';
import { stackId } from '@bulkhead/stack/stack-id';
import { visibleText } from '@bulkhead/errors';
import { duration } from './duration';
import { type Outputs } from './outputs';
import { isGood, type StackResult, type StaleConsumer } from './stack-result';
import { describeStale } from './stale-consumers';
import { whatNext } from './what-next';

/** Keys of contracts with values that a person may want to connect to. */
const endpoint = /(Endpoint|Url|DnsName)$/;

/** The width that every terminal has, in characters. Text that a person may copy is never cut or broken. */
const columns = 80;

/** How many lines of a reason the end of a run repeats, from its beginning and from its end, where the next step is. */
const shown = { first: 8, last: 4 };

/** The input of the summary at the end of a run. */
export interface RunEnd {
  readonly verb: string;
  /** Name of the environment. */
  readonly environment: string;
  /** The environment as an option: `-c dev`. */
  readonly environmentOption: string;
  readonly results: readonly StackResult[];
  /** Time since the user began to wait. */
  readonly durationMs: number;
  /** The outputs of the environment. @default unknown */
  readonly outputs?: Outputs;
  /** What the local AWS lacks. @default nothing */
  readonly omitted?: readonly OmittedResource[];
  /** Stacks that were left with old values. @default none */
  readonly stale?: readonly StaleConsumer[];
  /** Lines of `describeStanding`. @default no stack stands outside the configuration */
  readonly standing?: readonly string[];
  /** Whether stacks outside the configuration make the run fail. @default false */
  readonly amiss?: boolean;
  /** The command that deploys what this run only tried. @default it tried nothing */
  readonly deployCommand?: string;
}

/**
 * The lines at the end of a run, in the order in which a person asks: first what happened to each stack, how long the
 * run took, and what else to know; last, what failed and what to do about it. If nothing failed, the next steps.
 *
 * @returns lines
 */
export function summary(end: RunEnd): string[] {
  const { results, standing = [], amiss = false } = end;
  const found = standing.map((line) => `  ${line}`);
  const failures = failuresOf(results);
  const failed = failures.length > 0;
  const sections = [
    rowsOf(results),
    totalOf(end),
    amiss && !failed ? [] : found,
    notesOf(end),
    ...(failed || amiss ? [] : [endpointsOf(end), whatNext(end)]),
    ...failures,
    amiss && !failed ? found : [],
  ];
  return sections.flatMap((section) => (section.length > 0 ? ['', ...section] : []));
}

/** One line for each stack with its outcome, time and resources, in columns. */
function rowsOf(results: readonly StackResult[]): string[] {
  const rests = results.map(({ outcome, durationMs, resources: { added, changed, destroyed } }) => {
    const time = `${(durationMs / 1000).toFixed(1)} s`.padStart(8);
    const touched = added + changed + destroyed > 0 ? `   +${added} ~${changed} -${destroyed}` : '';
    return `  ${outcome.padEnd(9)} ${time}${touched}`;
  });
  const room = columns - 2 - Math.max(0, ...rests.map(({ length }) => length));
  const names = results.map((result) => cutInside(stackId(result), room));
  const width = Math.max(0, ...names.map(({ length }) => length));
  return names.map((name, index) => `  ${name.padEnd(width)}${rests[index] ?? ''}`);
}

/** `  3 stacks in 2 min 44 s: 2 deployed, 1 failed`. */
function totalOf({ results, durationMs }: RunEnd): string[] {
  if (results.length === 0) return [];
  const outcomes = [...new Set(results.map(({ outcome }) => outcome))];
  const counts = outcomes.map(
    (outcome) => `${results.filter((result) => result.outcome === outcome).length} ${outcome}`,
  );
  const stacks = results.length === 1 ? '1 stack' : `${results.length} stacks`;
  return [`  ${stacks} in ${duration(durationMs)}: ${counts.join(', ')}`];
}

function notesOf({ verb, results, omitted = [], stale = [] }: RunEnd): string[] {
  const passed = results.flatMap((result) =>
    result.withoutPolicy === undefined
      ? []
      : [`  without the policy: ${stackId(result)}: ${visibleText(result.withoutPolicy)}`],
  );
  return [
    ...passed,
    ...stale.map((consumer) => `  ${describeStale(consumer)}`),
    ...(verb === 'deploy' ? leftOut(omitted) : []),
  ];
}

/** One line is enough, because the local AWS lacks the same resources in every deploy. */
function leftOut({ length }: readonly OmittedResource[]): string[] {
  if (length === 0) return [];
  return [`  left out, since the local AWS lacks it: ${length}, listed in dist/runs/latest.json`];
}

function endpointsOf({ outputs = {} }: RunEnd): string[] {
  return Object.entries(outputs)
    .filter(([name]) => endpoint.test(name))
    .flatMap(([name, value]) => {
      const text = visibleText(String(value));
      const line = `  ${name}  ${text}`;
      return line.length <= columns ? [line] : [`  ${name}`, `    ${text}`];
    });
}

/** The reasons for bad results of stacks, each once. Stacks that only waited for another say nothing new. */
function failuresOf(results: readonly StackResult[]): string[][] {
  const reasons = new Map<string, StackResult[]>();
  for (const result of results) {
    if (isGood(result) || result.outcome === 'skipped') continue;
    const key = `${result.outcome}: ${result.reason}`;
    reasons.set(key, [...(reasons.get(key) ?? []), result]);
  }
  return [...reasons].map(([reason, stacks]) => {
    const [first = '', ...rest] = shortened(reason.split('\n'));
    return [`  ${stacks.map(stackId).join(', ')}  ${first}`, ...rest.map((line) => `  ${line}`)];
  });
}

function shortened(lines: readonly string[]): readonly string[] {
  const { first, last } = shown;
  const hidden = lines.length - first - last;
  if (hidden <= 1) return lines;
  return [
    ...lines.slice(0, first),
    `… ${hidden} more lines, above and in dist/runs/latest.json`,
    ...lines.slice(-last),
  ];
}

/** Cuts the middle out of a name that is too long: its role and its app show which one it is. */
function cutInside(text: string, room: number): string {
  if (text.length <= room) return text;
  const end = Math.floor((room - 1) / 2);
  return `${text.slice(0, room - 1 - end)}…${text.slice(text.length - end)}`;
}
