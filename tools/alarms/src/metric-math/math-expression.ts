import { Unfit } from '@bulkhead/errors';
import { Scanner } from '../text/scanner';
import { mathFunctions, refusedFunctions } from './math-functions';

export const binaryOperators = [
  '||',
  '&&',
  '==',
  '!=',
  '<=',
  '>=',
  '<',
  '>',
  '+',
  '-',
  '*',
  '/',
  '^',
] as const;

export type BinaryOperator = (typeof binaryOperators)[number];

/**
 * An expression of metric math. "Using math expressions with CloudWatch metrics":
 * docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export type MathExpression =
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'text'; readonly value: string }
  /** `REPEAT` or `LINEAR`, which say how `FILL` fills. */
  | { readonly type: 'word'; readonly word: string }
  | { readonly type: 'id'; readonly id: string }
  | { readonly type: 'list'; readonly items: readonly MathExpression[] }
  | { readonly type: 'call'; readonly name: string; readonly arguments: readonly MathExpression[] }
  | { readonly type: 'minus'; readonly operand: MathExpression }
  | {
      readonly type: 'binary';
      readonly operator: BinaryOperator;
      readonly left: MathExpression;
      readonly right: MathExpression;
    };

/** From the weakest to the strongest. */
const levels: readonly (readonly BinaryOperator[])[] = [
  ['||'],
  ['&&'],
  ['==', '!=', '<=', '>=', '<', '>'],
  ['+', '-'],
  ['*', '/'],
  ['^'],
];

/** @throws Unfit if it is no expression, or has a function that the simulator does not calculate */
export function readExpression(text: string): MathExpression {
  const scanner = new Scanner(text, 'the expression');
  const expression = operation(scanner, 0);
  if (!scanner.atEnd()) scanner.fail('operator or end');
  return expression;
}

function operation(scanner: Scanner, level: number): MathExpression {
  const operators = levels[level];
  if (!operators) return operand(scanner);
  let left = operation(scanner, level + 1);
  for (let operator = taken(scanner, operators); operator; operator = taken(scanner, operators))
    left = { type: 'binary', operator, left, right: operation(scanner, level + 1) };
  return left;
}

function taken(scanner: Scanner, operators: readonly BinaryOperator[]): BinaryOperator | undefined {
  if (operators.includes('||') && scanner.word('OR')) return '||';
  if (operators.includes('&&') && scanner.word('AND')) return '&&';
  return scanner.take(...operators);
}

function operand(scanner: Scanner): MathExpression {
  if (scanner.take('-')) return { type: 'minus', operand: operand(scanner) };
  if (scanner.take('(')) {
    const inner = operation(scanner, 0);
    scanner.expect(')');
    return inner;
  }
  if (scanner.take('[')) return { type: 'list', items: operands(scanner, ']') };
  const number = scanner.match(/\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/);
  if (number) return { type: 'number', value: Number(number[0]) };
  const text = scanner.match(/"([^"]*)"|'([^']*)'/);
  if (text) return { type: 'text', value: text[1] ?? text[2] ?? '' };
  const [name] = scanner.match(/[A-Za-z][A-Za-z0-9_]*/) ?? scanner.fail('operand');
  if (scanner.take('(')) return call(name, operands(scanner, ')'));
  // Ids begin with a small letter, and functions with a capital one.
  return /^[a-z]/.test(name) ? { type: 'id', id: name } : { type: 'word', word: name };
}

function operands(scanner: Scanner, end: string): MathExpression[] {
  if (scanner.take(end)) return [];
  const all = [operation(scanner, 0)];
  while (scanner.take(',')) all.push(operation(scanner, 0));
  scanner.expect(end);
  return all;
}

function call(name: string, given: readonly MathExpression[]): MathExpression {
  const reason = refusedFunctions[name];
  if (reason !== undefined) throw new Unfit(`its expression uses ${name}: ${reason}`);
  if (!(name in mathFunctions))
    throw new Unfit(
      `its expression uses ${name}, which the simulator does not calculate: it knows ${Object.keys(mathFunctions).join(', ')}`,
    );
  return { type: 'call', name, arguments: given };
}

/** The ids that an expression uses, each once. `METRICS()` uses those that are given. */
export function idsIn(expression: MathExpression, metricIds: readonly string[]): string[] {
  const found = (each: MathExpression): readonly string[] => {
    switch (each.type) {
      case 'id':
        return [each.id];
      case 'list':
        return each.items.flatMap(found);
      case 'call':
        return each.name === 'METRICS' ? metricIds : each.arguments.flatMap(found);
      case 'minus':
        return found(each.operand);
      case 'binary':
        return [each.left, each.right].flatMap(found);
      default:
        return [];
    }
  };
  return [...new Set(found(expression))];
}

/** The ids of the metrics whose quotas an expression asks for with `SERVICE_QUOTA`. */
export function quotaIdsIn(expression: MathExpression): readonly string[] {
  switch (expression.type) {
    case 'list':
      return expression.items.flatMap(quotaIdsIn);
    case 'call':
      return expression.name === 'SERVICE_QUOTA'
        ? expression.arguments.flatMap((each) => (each.type === 'id' ? [each.id] : []))
        : expression.arguments.flatMap(quotaIdsIn);
    case 'minus':
      return quotaIdsIn(expression.operand);
    case 'binary':
      return [expression.left, expression.right].flatMap(quotaIdsIn);
    default:
      return [];
  }
}
