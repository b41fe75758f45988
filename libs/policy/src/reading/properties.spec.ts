import { isReference, isTrue, numberAt, valueAt, valuesAt } from './properties';

const rules = { Rules: [{ Target: { Arn: 'a' } }, { Target: [{ Arn: 'b' }, { Arn: { Ref: 'C' } }] }, {}] };

test.each([
  ['walks through lists on its way', rules, 'Rules.Target.Arn', ['a', 'b', { Ref: 'C' }]],
  ['opens the list at its end', { Ids: ['a', 'b'] }, 'Ids', ['a', 'b']],
  ['takes a single value for a list of one', { Ids: 'a' }, 'Ids', ['a']],
  ['finds nothing where there is nothing', rules, 'Rules.Other', []],
  ['finds nothing in null', { Rules: null }, 'Rules.Target', []],
  ['does not look into a text', { Rules: 'text' }, 'Rules.length', []],
])('a path %s', (_, value, path, found) => {
  expect(valuesAt(value, path)).toEqual(found);
  expect(valueAt(value, path)).toEqual(found[0]);
});

test.each([
  [7, 7],
  ['7', 7],
  ['', undefined],
  ['many', undefined],
  [{ Ref: 'Days' }, undefined],
])('%p as a number is %p', (value, number) => {
  expect(numberAt({ value }, 'value')).toBe(number);
});

test.each([
  [{ Ref: 'A' }, true],
  [{ 'Fn::GetAtt': ['A', 'Arn'] }, true],
  [{ 'Bulkhead::Parameter': '/a' }, true],
  [{ Status: 'Enabled' }, false],
  ['text', false],
  [undefined, false],
])('whether %p is known only on deployment: %p', (value, is) => {
  expect(isReference(value)).toBe(is);
});

test('the text of a boolean counts as true, as in CloudFormation', () => {
  expect([true, 'true', false, 'false', undefined].map(isTrue)).toEqual([true, true, false, false, false]);
});
