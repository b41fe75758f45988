import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { walk } from './walk';

/** The letters before each letter in `'A -> B, A -> C'`. */
function orderOf(picture: string): Map<string, string[]> {
  const order = new Map([...new Set(picture.match(/[A-Z]/g))].map((name): [string, string[]] => [name, []]));
  for (const arrow of picture.split(',')) {
    const [before = '', after = ''] = arrow.split('->').map((name) => name.trim());
    order.get(after)?.push(before);
  }
  return order;
}

test.each([
  ['A -> B', 'A', { B: 'A' }],
  ['A -> B, A -> C', 'A', { B: 'A', C: 'A' }],
  ['A -> C, B -> C', 'B', { C: 'B' }],
  ['A -> B, B -> C', 'A', { B: 'A' }],
  ['A, B', 'A', {}],
])('in %s, where %s fails, %j are told', async (picture, failing, expected) => {
  const told: Record<string, string> = {};
  await walk(orderOf(picture), 2, async (node, failedBefore) => {
    if (failedBefore.length > 0) told[node] = failedBefore.join('');
    return node !== failing;
  });

  expect(told).toEqual(expected);
});

test('an empty walk ends', async () => {
  await expect(walk(new Map(), 1, async () => true)).resolves.toBeUndefined();
});

test.each([
  ['A, B, C, D', 3, 3],
  ['A, B, C, D', 9, 4],
  ['A -> B, A -> C', 3, 2],
])('of %s with %i at a time, %i are under way at once', async (picture, parallel, expected) => {
  let running = 0;
  let most = 0;
  await walk(orderOf(picture), parallel, async () => {
    most = Math.max(most, ++running);
    await turn();
    running--;
    return true;
  });

  expect(most).toBe(expected);
});

/** A node may come after any nodes with a smaller number, so that there is no circle. */
const graph = fc
  .array(
    fc.record({
      before: fc.array(fc.nat(20), { maxLength: 4 }),
      turns: fc.nat(4),
      passes: fc.boolean(),
    }),
    { maxLength: 12 },
  )
  .map((nodes) =>
    nodes.map((node, index) => ({
      ...node,
      before: [...new Set(node.before)].filter((other) => other < index),
    })),
  );

test('in any graph every node is visited once, after all before it, within the bound, and knows which nodes failed', () =>
  fc.assert(
    fc.asyncProperty(graph, fc.integer({ min: 1, max: 5 }), async (nodes, parallel) => {
      const visited: number[] = [];
      const ended = new Set<number>();
      let running = 0;
      const order = new Map(nodes.map(({ before }, index) => [index, before]));

      await walk(order, parallel, async (index, failedBefore) => {
        const { before = [], turns = 0, passes = true } = nodes[index] ?? {};
        visited.push(index);
        expect(++running).toBeLessThanOrEqual(parallel);
        expect(before.filter((other) => !ended.has(other))).toEqual([]);
        expect(failedBefore).toEqual(before.filter((other) => !nodes[other]?.passes));
        for (let each = 0; each < turns; each++) await turn();
        running--;
        ended.add(index);
        return passes;
      });

      expect(visited.sort((a, b) => a - b)).toEqual([...order.keys()]);
      expect(ended.size).toBe(nodes.length);
    }),
    { numRuns: 200 },
  ));
