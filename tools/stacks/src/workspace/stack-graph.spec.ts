import { orderOf, reverseOrder } from './stack-graph';
import { type StackInstance } from './stack-instance';
import { drawn, testInstance } from './test-instances';

type Order = ReadonlyMap<StackInstance, readonly StackInstance[]>;

/** The stacks that come before each stack, by letter: `{ B: 'A' }`. */
const letters = (order: Order) =>
  Object.fromEntries([...order].map(([{ app }, before]) => [app, before.map((other) => other.app).join('')]));

const order = (picture: string, selected: string) => {
  const all = drawn(picture);
  return orderOf(
    all.filter(({ app }) => selected.includes(app)),
    all,
  );
};

test.each([
  ['A, B', 'AB', { A: '', B: '' }],
  ['A -> B', 'AB', { A: '', B: 'A' }],
  ['A -> B -> C', 'ABC', { A: '', B: 'A', C: 'AB' }],
  ['A -> B -> D, A -> C -> D', 'ABCD', { A: '', B: 'A', C: 'A', D: 'ABC' }],
  // Through stacks that are not part of the run.
  ['A -> B -> C', 'AC', { A: '', C: 'A' }],
  ['A -> B -> C -> D, B -> E', 'ADE', { A: '', D: 'A', E: 'A' }],
  ['A -> B -> C', 'C', { C: '' }],
])('in %s, with a run over %s, each waits for %j', (picture, selected, expected) => {
  expect(letters(order(picture, selected))).toEqual(expected);
});

test.each([
  ['A -> B -> C', 'ABC', { A: 'BC', B: 'C', C: '' }],
  ['A -> B -> C', 'AC', { A: 'C', C: '' }],
  ['A -> B, A -> C', 'ABC', { A: 'BC', B: '', C: '' }],
])('in %s, with a destroy of %s, each waits for %j', (picture, selected, expected) => {
  expect(letters(reverseOrder(order(picture, selected)))).toEqual(expected);
});

test('a stack waits for the stack that it follows in another region, and is destroyed before it', () => {
  const primary = testInstance('A/main@primary', { publishes: ['a'] });
  const dr = testInstance('B/main@dr', { follows: [{ contract: 'a', role: 'primary' }] });
  const found = orderOf([dr, primary], [dr, primary]);

  expect(letters(found)).toEqual({ A: '', B: 'A' });
  expect(letters(reverseOrder(found))).toEqual({ A: 'B', B: '' });
});

test.each([
  ['A -> B -> A', 'AB', ['A', 'B', 'A']],
  ['A -> B -> C -> A', 'ABC', ['A', 'C', 'B', 'A']],
  // Only the circle is named, not the stacks that lead to it.
  ['A -> B -> C -> B', 'C', ['C', 'B', 'C']],
  ['A -> B -> C -> B, C -> D', 'D', ['C', 'B', 'C']],
])('the circle in %s is refused and named', (picture, selected, circle) => {
  expect(() => order(picture, selected)).toThrow(
    expect.objectContaining({
      code: 'ContractCycle',
      message: expect.stringMatching(
        new RegExp(`: ${circle.map((app) => `${app}/main@primary`).join(' → ')}$`),
      ),
    }),
  );
});
