import { type z } from 'zod';
import { Refusal } from './bulkhead-error';
import { nearest } from './nearest';
import { visibleText } from './visible-text';

/** A command with the shape of its options. */
export interface OptionsOf<Shape extends z.ZodRawShape> {
  /** The command's name, for messages: `deploy`. */
  readonly command: string;
  readonly options: z.ZodObject<Shape>;
  /** The other commands that have an option. @default messages do not name other commands */
  readonly commandsWith?: (option: string) => readonly string[];
}

interface Wrong {
  readonly what: string;
  readonly next: string;
}

/** Maximum number of wrong options in a message. */
const mostTold = 10;

const longestName = 60;

/**
 * Reads and checks the options of a command before it does anything. Nx does not check them usefully: in a batch, Nx
 * refuses an option without a helpful message.
 *
 * @param given the values that Nx reads from the command line and the configuration
 * @throws Refusal `InvalidOption`, which names each option, what is allowed and a similar known option
 */
export function readOptions<Shape extends z.ZodRawShape>(
  of: OptionsOf<Shape>,
  given: Readonly<Record<string, unknown>>,
): z.infer<z.ZodObject<Shape>> {
  const parsed = of.options.safeParse(given);
  if (parsed.success) return parsed.data;
  throw invalidOptions(parsed.error.issues.flatMap((issue) => wrongIn(issue, of, given)));
}

/** The single error for all wrong options. */
export function invalidOptions(wrong: readonly Wrong[], cause?: unknown): Refusal {
  // In a list, several texts may have the same problem.
  const once = [...new Map(wrong.map((each) => [each.what, each])).values()];
  const told = once.slice(0, mostTold);
  const more = once.length - told.length;
  return new Refusal(
    'InvalidOption',
    [...told.map(({ what }) => `${what}.`), ...(more > 0 ? [`And ${more} more.`] : [])].join('\n'),
    { next: [...new Set(told.map(({ next }) => next))].join('; '), cause },
  );
}

/** The problem of an option that a command does not have. */
export function unknownOption(
  name: string,
  command: string,
  known: readonly string[],
  commandsWith: readonly string[] = [],
): Wrong {
  const shown = `--${visibleText(name, longestName)}`;
  const allowed = known.map((each) => `--${each}`).join(', ') || 'none';
  const others = commandsWith.length > 0 ? `, but of ${inWords(commandsWith)}` : '';
  const meant = nearest(name, known);
  const without = others ? `to run ${command} without it, leave out ${shown}` : `leave out ${shown}`;
  return {
    what: `${shown} is no option of ${command}${others}; allowed: ${allowed}`,
    next: meant ? `write --${meant} instead of ${shown}` : without,
  };
}

/** The problem of a word that belongs to no option. */
export function strayWord(word: string, command: string): Wrong {
  const shown = visibleText(JSON.stringify(word), longestName);
  return {
    what: `${shown} belongs to no option of ${command}: options begin with --, and = stands before what they are given`,
    next: `leave out ${shown}`,
  };
}

function wrongIn<Shape extends z.ZodRawShape>(
  issue: z.core.$ZodIssue,
  { command, options, commandsWith }: OptionsOf<Shape>,
  given: Readonly<Record<string, unknown>>,
): Wrong[] {
  const known = Object.keys(options.shape);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.flatMap((key) =>
      // Nx passes words that belong to no option under this key.
      key === '_' && Array.isArray(given[key])
        ? given[key].map((word) => strayWord(String(word), command))
        : [unknownOption(key, command, known, commandsWith?.(nearest(key, known) ? '' : key))],
    );
  }
  const name = String(issue.path[0] ?? '');
  const value = Object.hasOwn(given, name) ? given[name] : undefined;
  const shown = value === undefined ? 'missing' : visibleText(textOf(value), longestName);
  const isWord = issue.code === 'invalid_value' && typeof value === 'string';
  const meant = isWord ? nearest(value, issue.values.map(String)) : undefined;
  return [
    {
      what: `--${name} is ${shown}; allowed: ${issue.message}`,
      next: meant ? `write --${name}=${meant}` : `correct --${name}`,
    },
  ];
}

/** A value as the user wrote it. JSON has no text for a number out of range. */
function textOf(value: unknown): string {
  return typeof value === 'number' ? String(value) : JSON.stringify(value);
}

/** `a, b and c`. */
function inWords(names: readonly string[]): string {
  return [names.slice(0, -1).join(', '), ...names.slice(-1)].filter(Boolean).join(' and ');
}
