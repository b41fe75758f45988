import { type MathExpression } from '../metric-math/math-expression';
import { type MetricAlarm } from '../model/alarms';

/**
 * Whether a period of an alarm can lack data. With an expression that fills what is missing of every metric, it cannot:
 * then the alarm is the same, whatever it makes of missing data. "A division by 0 has no result", so that a division can
 * lack data too, unless `IF` decides whether it counts. A quota is always there and more than 0: what is missing beside it
 * is taken for 0.
 */
export function canLackData({ queries, watched }: Pick<MetricAlarm, 'queries' | 'watched'>): boolean {
  const query = queries.find(({ id }) => id === watched);
  return query?.type !== 'expression' || lacks(query.expression, false);
}

function lacks(expression: MathExpression, isChosen: boolean): boolean {
  switch (expression.type) {
    case 'id':
      return true;
    case 'call': {
      const { name, arguments: given } = expression;
      if (name === 'SERVICE_QUOTA') return false;
      // `REPEAT` and `LINEAR` have nothing to fill with where no value comes before.
      if (name === 'FILL' && given[1]?.type === 'number') return false;
      return given.some((each) => lacks(each, isChosen || name === 'IF'));
    }
    case 'list':
      return expression.items.some((each) => lacks(each, isChosen));
    case 'minus':
      return lacks(expression.operand, isChosen);
    case 'binary': {
      const { operator, left, right } = expression;
      if (isQuota(right) || (isQuota(left) && operator !== '/')) return false;
      return (
        (operator === '/' && !isChosen && right.type !== 'number') ||
        [left, right].some((each) => lacks(each, isChosen))
      );
    }
    default:
      return false;
  }
}

function isQuota(expression: MathExpression): boolean {
  return expression.type === 'call' && expression.name === 'SERVICE_QUOTA';
}
