import { type MathExpression } from './math-expression';

/** Functions that make a data point of the data points of the same period. */
const pointwise: readonly string[] = ['ABS', 'CEIL', 'FLOOR', 'IF', 'SERVICE_QUOTA'];

/**
 * Whether each data point of an expression is made of the data points of its own period, and of metrics alone, so that
 * it stays what it is when the window slides on.
 *
 * @param metrics ids of the metrics
 */
export function isPointwise(expression: MathExpression, metrics: ReadonlySet<string>): boolean {
  const all = (parts: readonly MathExpression[]) => parts.every((each) => isPointwise(each, metrics));
  switch (expression.type) {
    case 'number':
      return true;
    case 'id':
      return metrics.has(expression.id);
    case 'minus':
      return all([expression.operand]);
    case 'binary':
      return all([expression.left, expression.right]);
    case 'call': {
      const { name, arguments: given } = expression;
      const isFilledByNumber = name === 'FILL' && given[1]?.type === 'number';
      return (isFilledByNumber || pointwise.includes(name)) && all(given);
    }
    default:
      return false;
  }
}
