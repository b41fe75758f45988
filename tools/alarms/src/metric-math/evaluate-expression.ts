import { Unfit } from '@bulkhead/errors';
import { type BinaryOperator, type MathExpression } from './math-expression';
import { type Argument, mathFunctions, type Range } from './math-functions';
import { combined, isSeries, mapped, type MathValue, type Series } from './math-value';

/** What an expression may refer to. */
export interface Known extends Range {
  /** Metrics by id, in order. */
  readonly metrics: ReadonlyMap<string, Series>;
  /** Results of other expressions by id. */
  readonly results: ReadonlyMap<string, MathValue>;
  /** What the account may use of what a metric counts, by the id of the metric. @default no quota is known */
  readonly quotas?: ReadonlyMap<string, number>;
}

const truth = (value: boolean) => (value ? 1 : 0);

const operators: Readonly<Record<BinaryOperator, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  // What is divided by zero is no finite number, and so no data point.
  '/': (left, right) => left / right,
  '^': (left, right) => left ** right,
  '==': (left, right) => truth(left === right),
  '!=': (left, right) => truth(left !== right),
  '<': (left, right) => truth(left < right),
  '>': (left, right) => truth(left > right),
  '<=': (left, right) => truth(left <= right),
  '>=': (left, right) => truth(left >= right),
  '&&': (left, right) => truth(left !== 0 && right !== 0),
  '||': (left, right) => truth(left !== 0 || right !== 0),
};

/** @throws Unfit if the expression has another type than its operators and functions take */
export function evaluateExpression(expression: MathExpression, known: Known): MathValue {
  switch (expression.type) {
    case 'number':
      return expression.value;
    case 'id':
      return valueOf(expression.id, known);
    case 'list':
      return expression.items.flatMap((item) => {
        const value = evaluateExpression(item, known);
        if (typeof value === 'number') throw new Unfit('an array of its expression has a number in it');
        return isSeries(value) ? [value] : value;
      });
    case 'minus':
      return mapped(evaluateExpression(expression.operand, known), (each) => -each);
    case 'binary':
      return combined(
        evaluateExpression(expression.left, known),
        evaluateExpression(expression.right, known),
        operators[expression.operator],
      );
    case 'call':
      return called(expression.name, expression.arguments, known);
    default:
      throw new Unfit(
        `its expression has ${expression.type === 'word' ? expression.word : JSON.stringify(expression.value)} where a value belongs`,
      );
  }
}

function valueOf(id: string, { metrics, results }: Known): MathValue {
  const value = metrics.get(id) ?? results.get(id);
  if (value === undefined)
    throw new Unfit(`its expression uses ${id}, which is neither a metric nor an expression before it`);
  return value;
}

function called(name: string, given: readonly MathExpression[], known: Known): MathValue {
  // "The METRICS() function returns all the metrics in the request." With a text: those whose id contains it.
  if (name === 'METRICS') {
    const [wanted] = given;
    const text = wanted?.type === 'text' ? wanted.value : '';
    return [...known.metrics].flatMap(([id, series]) => (id.includes(text) ? [series] : []));
  }
  // "Returns the service quota for the given usage metric", as a time series.
  if (name === 'SERVICE_QUOTA') {
    const [usage] = given;
    if (usage?.type !== 'id' || !known.metrics.has(usage.id))
      throw new Unfit('SERVICE_QUOTA of its expression needs the id of a metric');
    const quota = known.quotas?.get(usage.id);
    return Array.from({ length: known.length }, () => quota);
  }
  const evaluated = given.map((each): Argument =>
    each.type === 'word' ? { word: each.word } : evaluateExpression(each, known),
  );
  const calculate = mathFunctions[name];
  if (!calculate) throw new RangeError(`There is no function ${name}.`);
  return calculate(evaluated, known);
}
