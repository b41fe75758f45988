import { BulkheadError } from '@bulkhead/errors';
import { type z } from 'zod';
import { environmentSchema } from './environment-schema';

type Issue = z.core.$ZodIssue;

/**
 * The one error for everything wrong in an environment: a line each, with the path, the value and what is
 * allowed there.
 *
 * @param input what was validated, to quote values from
 */
export function invalidEnvironment(source: string, error: z.ZodError, input: unknown): BulkheadError {
  const lines = error.issues.flatMap(flatten).map((issue) => `  ${describeIssue(issue, input)}`);
  return new BulkheadError(
    'InvalidEnvironment',
    [`${source} is not a valid environment:`, ...new Set(lines)].join('\n'),
    {
      next: `correct ${source}; every setting is documented in libs/config/README.md`,
    },
  );
}

/** A union reports once for all members; the member that got furthest is the one the user meant. */
function flatten(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  const closest = issue.errors.reduce((best, candidate) =>
    candidate.length < best.length ? candidate : best,
  );
  return closest
    .map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }) as Issue)
    .flatMap(flatten);
}

function describeIssue(issue: Issue, input: unknown): string {
  if (issue.code === 'unrecognized_keys') {
    const where = issue.path.join('.');
    return issue.keys
      .map(
        (key) =>
          `${[...issue.path, key].join('.')}: unknown key — allowed${where && ` in ${where}`}: ${keysAt(issue.path, input)}`,
      )
      .join('\n  ');
  }
  const value = valueAt(issue.path, input);
  const shown = value === undefined ? 'missing' : JSON.stringify(value);
  return `${issue.path.join('.') || '(the whole)'}: ${shown} — allowed: ${allowed(issue)}`;
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
      // A schema that says what it wants says it better than the name of a type.
      return issue.message.startsWith('Invalid input') ? issue.expected : issue.message;
    case 'invalid_union':
      return optionsOf(issue);
    case 'custom':
      return typeof issue.params?.['allowed'] === 'string' ? issue.params['allowed'] : issue.message;
    default:
      return issue.message;
  }
}

/** A limit, and the reason for it where the schema gives one as its message rather than leaving that to zod. */
function withReason(limit: string, { message }: Issue): string {
  return /^(Invalid|Too) /.test(message) ? limit : `${limit}: ${message}`;
}

/** The `type`s a discriminated union knows, where that is what did not match. */
function optionsOf(issue: Issue): string {
  const options = (issue as { options?: readonly unknown[] }).options;
  return options ? options.join(', ') : issue.message;
}

function valueAt(path: PropertyKey[], input: unknown): unknown {
  return path.reduce<unknown>(
    (value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key],
    input,
  );
}

/** The keys the schema knows at a path, following the union member that the input names with `type`. */
function keysAt(path: PropertyKey[], input: unknown): string {
  let schema = unwrap(environmentSchema, input);
  path.forEach((key, depth) => {
    const definition = schema.def as {
      element?: z.core.$ZodType;
      shape?: Record<PropertyKey, z.core.$ZodType>;
    };
    const next = definition.element ?? definition.shape?.[key];
    if (next) schema = unwrap(next as z.ZodType, valueAt(path.slice(0, depth + 1), input));
  });
  return Object.keys((schema.def as { shape?: object }).shape ?? {}).join(', ');
}

function unwrap(schema: z.ZodType, value: unknown): z.ZodType {
  const definition = schema.def as { innerType?: z.ZodType; options?: z.ZodType[]; discriminator?: string };
  if (definition.innerType) return unwrap(definition.innerType, value);
  if (definition.options && definition.discriminator) {
    const member = definition.options.find(
      (option) =>
        option.safeParse(value).error?.issues.every((issue) => issue.path[0] !== definition.discriminator) ??
        true,
    );
    return member ? unwrap(member, value) : schema;
  }
  return schema;
}
