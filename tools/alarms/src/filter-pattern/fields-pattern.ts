import { Unfit } from '@bulkhead/errors';
import { Scanner } from '../text/scanner';
import { type Comparison, isAs, readComparison } from './comparison';
import { fieldsOf, type Match } from './log-event';

/** A field between spaces, with what must hold of it: one of the alternatives, all of whose comparisons. */
interface Field {
  /** Empty for a field without a name. */
  readonly name: string;
  readonly alternatives: readonly (readonly Comparison[])[];
}

/**
 * The fields of an event, in order. `...` stands for any number of fields. "Using filter patterns to match terms in
 * space-delimited log events":
 * docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html#matching-term-space-delimited-log-events
 */
export type FieldsPattern = readonly (Field | '...')[];

/** @throws Unfit if CloudWatch Logs would refuse it */
export function readFieldsPattern(text: string): FieldsPattern {
  const scanner = new Scanner(text, 'the pattern');
  scanner.expect('[');
  const fields = [readField(scanner)];
  while (scanner.take(',')) fields.push(readField(scanner));
  scanner.expect(']');
  if (!scanner.atEnd()) scanner.fail('end');
  if (fields.filter((field) => field === '...').length > 1)
    throw new Unfit(`the pattern ${text} has ... twice, so that nobody can say which fields it means`);
  return fields;
}

function readField(scanner: Scanner): Field | '...' {
  if (scanner.take('...')) return '...';
  const name = scanner.match(/[A-Za-z_][A-Za-z0-9_]*/)?.[0] ?? '';
  const first = readCompared(scanner);
  if (!first) return { name, alternatives: [] };
  const alternatives = [[first]];
  for (let operator = scanner.take('&&', '||'); operator; operator = scanner.take('&&', '||')) {
    const [again] = scanner.match(/[A-Za-z_][A-Za-z0-9_]*/) ?? scanner.fail(`name ${name}`);
    if (again !== name)
      throw new Unfit(`the pattern ${scanner.text} compares ${again} in the place of the field ${name}`);
    const comparison = readCompared(scanner) ?? scanner.fail('operator');
    if (operator === '||') alternatives.push([comparison]);
    else alternatives.at(-1)?.push(comparison);
  }
  return { name, alternatives };
}

function readCompared(scanner: Scanner): Comparison | undefined {
  return readComparison(scanner, /[^\s",%[\]&|=<>!]+/);
}

/** What a pattern finds in an event; undefined if it does not match. */
export function matchFields(pattern: FieldsPattern, message: string): Match | undefined {
  const texts = aligned(pattern, fieldsOf(message));
  if (!texts) return undefined;
  const isMatch = pattern.every((field, index) => {
    if (field === '...' || field.alternatives.length === 0) return true;
    const text = texts[index] ?? '';
    return field.alternatives.some((comparisons) => comparisons.every((each) => isAs(each, text)));
  });
  if (!isMatch) return undefined;
  const named = new Map<string, string | undefined>(
    pattern.flatMap((field, index) => (field === '...' ? [] : [[`$${field.name}`, texts[index]] as const])),
  );
  const positioned = fieldsOf(message);
  return {
    textOf: (field) =>
      named.get(field) ?? (/^\$\d+$/.test(field) ? positioned[Number(field.slice(1)) - 1] : undefined),
  };
}

/**
 * The text of each field of a pattern; undefined if the event has too few or too many. The last field takes the rest of
 * the event if nothing is asked of it: AWS's pattern `[w1=ERROR, w2]` matches an event of seven words.
 */
function aligned(pattern: FieldsPattern, texts: readonly string[]): (string | undefined)[] | undefined {
  const gap = pattern.indexOf('...');
  if (gap >= 0) {
    const after = pattern.length - gap - 1;
    if (texts.length < gap + after) return undefined;
    return [...texts.slice(0, gap), undefined, ...texts.slice(texts.length - after)];
  }
  if (texts.length < pattern.length) return undefined;
  if (texts.length === pattern.length) return [...texts];
  const last = pattern.at(-1);
  if (last === undefined || last === '...' || last.alternatives.length > 0) return undefined;
  return [...texts.slice(0, pattern.length - 1), texts.slice(pattern.length - 1).join(' ')];
}

/** @throws Unfit if the pattern has no field of that name */
export function requireField(field: string, pattern: FieldsPattern): void {
  const isNamed = pattern.some((each) => each !== '...' && field === `$${each.name}`);
  if (!isNamed && !/^\$[1-9]\d*$/.test(field)) throw new Unfit(`its pattern has no field ${field}`);
}
