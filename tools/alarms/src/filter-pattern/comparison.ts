import { Unfit } from '@bulkhead/errors';
import { type Scanner } from '../text/scanner';

const comparisonOperators = ['!=', '>=', '<=', '=', '>', '<'] as const;

/** What a field is compared with. */
export type Operand =
  | { readonly type: 'number'; readonly value: number }
  /** A star at the beginning or at the end stands for any text. */
  | { readonly type: 'text'; readonly text: string }
  /** Between percent signs. */
  | { readonly type: 'regex'; readonly source: string };

export interface Comparison {
  readonly operator: (typeof comparisonOperators)[number];
  readonly operand: Operand;
}

/** "An integer or decimal with an optional sign", or in scientific notation. */
const number = /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/**
 * Reads an operator and what follows it; undefined if no operator follows.
 *
 * @param bare the characters of a text without quotation marks
 * @throws Unfit if nothing follows the operator, or a text follows one that compares numbers
 */
export function readComparison(scanner: Scanner, bare: RegExp): Comparison | undefined {
  const operator = scanner.take(...comparisonOperators);
  if (operator === undefined) return undefined;
  const operand = readOperand(scanner, bare);
  if (operator !== '=' && operator !== '!=' && operand.type !== 'number')
    throw new Unfit(
      `the pattern ${JSON.stringify(scanner.text)} compares with ${operator}, and with no number`,
    );
  return { operator, operand };
}

function readOperand(scanner: Scanner, bare: RegExp): Operand {
  const quoted = scanner.match(/"((?:[^"\\]|\\.)*)"/);
  if (quoted) return { type: 'text', text: (quoted[1] ?? '').replace(/\\(.)/g, '$1') };
  const regex = readRegex(scanner);
  if (regex !== undefined) return { type: 'regex', source: regex };
  const [text] = scanner.match(bare) ?? scanner.fail('text, number or regular expression');
  return number.test(text) ? { type: 'number', value: Number(text) } : { type: 'text', text };
}

/**
 * The regular expression between percent signs; undefined if none follows. "Supported regular expressions (regex)
 * syntax" of the page "Filter pattern syntax".
 *
 * @throws Unfit for a sign that CloudWatch Logs does not take
 */
export function readRegex(scanner: Scanner): string | undefined {
  const found = scanner.match(/%((?:[^%\\]|\\.)*)%/);
  if (!found) return undefined;
  const source = found[1] ?? '';
  const unknown = /[^A-Za-z0-9:_#=@/;,\-^$?[\]{}|\\*+.\s]/.exec(source);
  if (unknown || source === '')
    throw new Unfit(
      `the regular expression %${source}% has ${unknown ? unknown[0] : 'nothing in it'}, which CloudWatch Logs refuses`,
    );
  try {
    new RegExp(source);
  } catch {
    throw new Unfit(`%${source}% is no regular expression`);
  }
  return source;
}

/** Whether a text, or a number in JSON, is as the comparison says. */
export function isAs({ operator, operand }: Comparison, value: string | number): boolean {
  if (operand.type === 'number') {
    // Fields between spaces are text, whatever is in them.
    const compared = typeof value === 'string' && number.test(value) ? Number(value) : value;
    return isAsNumber(operator, compared, operand.value);
  }
  const found =
    operand.type === 'regex'
      ? new RegExp(operand.source).test(String(value))
      : isLike(String(value), operand.text);
  return operator === '=' ? found : !found;
}

function isAsNumber(operator: Comparison['operator'], value: string | number, other: number): boolean {
  if (typeof value === 'string') return operator === '!=';
  switch (operator) {
    case '=':
      return value === other;
    case '!=':
      return value !== other;
    case '>':
      return value > other;
    case '<':
      return value < other;
    case '>=':
      return value >= other;
    case '<=':
      return value <= other;
  }
}

function isLike(value: string, pattern: string): boolean {
  if (pattern === '*') return true;
  const core = pattern.replace(/^\*|\*$/g, '');
  if (pattern.startsWith('*') && pattern.endsWith('*')) return value.includes(core);
  if (pattern.startsWith('*')) return value.endsWith(core);
  return pattern.endsWith('*') ? value.startsWith(core) : value === pattern;
}
