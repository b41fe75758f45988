import { BulkheadError, shellWord, visibleText } from '@bulkhead/errors';
import { nearest } from '@bulkhead/errors/input';
import { type z } from 'zod';
import { type Problem } from '../values/problem';
import { keysAt, valueAt } from './schema-keys';

type Issue = z.core.$ZodIssue;

/** Lines of a message. The rest can wait until these are corrected. */
const mostLines = 20;

/** Characters of a value, and of a key, that a message shows. */
const longestValue = 100;
const longestKey = 60;

/** The problems of an environment. */
export interface Findings {
  readonly issues: readonly Issue[];
  /** Problems of its texts. */
  readonly texts: readonly Problem[];
  /** The validated value, to quote from it. */
  readonly whole: unknown;
  /**
   * The definition, if it names no preset: settings that it leaves out are then not reported. @default all are reported
   */
  readonly definition?: unknown;
}

/**
 * The single error for all problems of an environment: one line each, with the path, the value and what is allowed
 * there.
 */
export function invalidEnvironment(
  source: string,
  { issues, texts, whole, definition }: Findings,
): BulkheadError {
  const isWritten = ({ code, path }: Issue) =>
    !isRecord(definition) ||
    code === 'unrecognized_keys' ||
    ['name', 'account', 'preset'].includes(String(path[0])) ||
    (valueAt(path, definition) ?? undefined) !== undefined;
  const places = new Set(texts.map(({ path }) => path.join('.')));
  const found = [
    ...texts.map(({ path, allowed }) => describeValue(path, whole, allowed)),
    ...issues
      .flatMap(flatten)
      .filter((issue) => isWritten(issue) && !places.has(issue.path.join('.')))
      .flatMap((issue) => describeIssue(issue, whole)),
  ];
  const lines = [...new Set(found)];
  const more = lines.length - mostLines;
  return new BulkheadError(
    'InvalidEnvironment',
    [
      `${visibleText(source)} is not a valid environment:`,
      ...lines.slice(0, mostLines).map((line) => `  ${line}`),
      ...(more > 0 ? [`  and ${more} more`] : []),
    ].join('\n'),
    {
      next: `correct ${shellWord(source)}; every setting is documented in libs/config/README.md`,
    },
  );
}

/** A union reports once for all members. The user meant the member that got furthest. */
function flatten(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  const closest = issue.errors.reduce((best, candidate) =>
    candidate.length < best.length ? candidate : best,
  );
  return closest
    .map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }) as Issue)
    .flatMap(flatten);
}

function describeIssue(issue: Issue, input: unknown): string[] {
  if (issue.code !== 'unrecognized_keys') return [describeValue(issue.path, input, allowed(issue))];
  const known = keysAt(issue.path, input);
  const where = nameOf(issue.path);
  return issue.keys.map((key) => {
    const meant = nearest(key, known);
    return `${nameOf([...issue.path, key])}: unknown key${meant ? ` (${meant}?)` : ''} — allowed${where && ` in ${where}`}: ${known.join(', ')}`;
  });
}

function describeValue(path: readonly PropertyKey[], input: unknown, allowed: string): string {
  const value = valueAt(path, input);
  const shown = value === undefined ? 'missing' : visibleText(JSON.stringify(value), longestValue);
  return `${nameOf(path) || '(the whole)'}: ${shown} — allowed: ${allowed}`;
}

/** A path as a message names it. */
function nameOf(path: readonly PropertyKey[]): string {
  return path.map((key) => visibleText(String(key), longestKey)).join('.');
}

function allowed(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_value':
      return withReason(issue.values.join(', '), issue);
    case 'too_small':
      return withReason(`at least ${issue.minimum}${issue.origin === 'array' ? ' entries' : ''}`, issue);
    case 'too_big':
      return withReason(`at most ${issue.maximum}${issue.origin === 'array' ? ' entries' : ''}`, issue);
    case 'not_multiple_of':
      return withReason(`a multiple of ${issue.divisor}`, issue);
    case 'invalid_type':
      // The text of a schema is better than the name of a type.
      return issue.message.startsWith('Invalid input') ? issue.expected : issue.message;
    case 'invalid_union':
      return optionsOf(issue);
    case 'custom':
      return typeof issue.params?.['allowed'] === 'string' ? issue.params['allowed'] : issue.message;
    default:
      return issue.message;
  }
}

/** A limit, with the reason if the schema gives one instead of zod's default message. */
function withReason(limit: string, { message }: Issue): string {
  return /^(Invalid|Too) /.test(message) ? limit : `${limit}: ${message}`;
}

/** The `type`s that a discriminated union knows, if the `type` did not match. */
function optionsOf(issue: Issue): string {
  const options = (issue as { options?: readonly unknown[] }).options;
  return options ? options.join(', ') : issue.message;
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
