import { visibleText } from '@bulkhead/errors';
import { type ListParameter, type Parameter } from './contract';

/**
 * The problem of a published value; undefined if it matches the contract.
 *
 * @param value as SSM returns it: the items of a list joined by commas
 * @param length number of items that the consumer needs. @default any number except none
 */
export function valueProblem(
  { kind, pattern }: Pick<Parameter | ListParameter, 'kind' | 'pattern'>,
  value: string,
  length?: number,
): string | undefined {
  if (kind === 'string')
    return pattern.test(value) ? undefined : `"${visibleText(value)}" does not match ${pattern.source}`;

  const items = value.split(',');
  const wrong = items.find((item) => !pattern.test(item));
  if (wrong !== undefined) return `item "${visibleText(wrong)}" does not match ${pattern.source}`;
  return length === undefined || items.length === length
    ? undefined
    : `has ${items.length} items, not ${length}`;
}
