import { drawn } from '../workspace/test-instances';
import { consideringProducers } from './considering-producers';
import { type StackDiff } from './diff-schema';
import { testStackDiff } from './test-diffs';

type Outcome = StackDiff['outcome'];

/** The stacks of a picture, each with an outcome, after considering their producers, by letter. */
function considered(
  picture: string,
  outcomes: Record<string, Outcome>,
  over: Record<string, Partial<StackDiff>> = {},
) {
  const instances = drawn(picture);
  const stacks = new Map(
    instances
      .filter(({ app }) => app in outcomes)
      .map((instance) => [
        instance,
        testStackDiff(instance.id, { outcome: outcomes[instance.app], ...over[instance.app] }),
      ]),
  );
  return Object.fromEntries(
    [...consideringProducers(stacks, instances)].map(([{ app }, stack]) => [app, stack]),
  );
}

test.each<[string, Record<string, Outcome>, string[]]>([
  ['A -> B', { A: 'planned', B: 'planned' }, ['A/main@primary']],
  ['A -> B', { A: 'planned', B: 'unchanged' }, ['A/main@primary']],
  ['A -> B', { A: 'deferred', B: 'planned' }, ['A/main@primary']],
  ['A -> B', { A: 'unchanged', B: 'planned' }, []],
  ['A -> B', { A: 'failed', B: 'planned' }, []],
  // Its producer has said that already.
  ['A -> B', { A: 'planned', B: 'deferred' }, []],
  // The producer is not part of the diff.
  ['A -> B', { B: 'planned' }, []],
])('in %s with %j the inputs of B may change with %j', (picture, outcomes, expected) => {
  expect(considered(picture, outcomes)['B']?.mayChangeWith).toEqual(expected);
});

test.each<[Outcome, Outcome]>([
  ['planned', 'deferred'],
  ['unchanged', 'refused'],
])(
  'a value that breaks the contract, of a producer that is %s, makes its consumer %s',
  (producer, consumer) => {
    const awaits = [{ parameter: '/a', publisher: 'A/main@primary' }];
    const { B } = considered('A -> B', { A: producer, B: 'refused' }, { B: { awaits } });

    expect(B?.outcome).toBe(consumer);
  },
);

test('a stack that waits for two values stays refused if one of them stays as it is', () => {
  const awaits = ['A', 'C'].map((app) => ({ parameter: `/${app}`, publisher: `${app}/main@primary` }));
  const { B } = considered(
    'A -> B, C -> B',
    { A: 'planned', B: 'refused', C: 'unchanged' },
    { B: { awaits } },
  );

  expect(B?.outcome).toBe('refused');
});

test('a deferred stack says what it waits for', () => {
  const awaits = [{ parameter: '/a', publisher: 'A/main@primary' }];
  const { B } = considered('A -> B', { A: 'planned', B: 'refused' }, { B: { awaits, reason: 'broken' } });

  expect(B?.reason).toContain('/a, which A/main@primary publishes');
});

test('a failed stack has no inputs', () => {
  expect(considered('A -> B', { A: 'planned', B: 'failed' })['B']?.mayChangeWith).toEqual([]);
});

test('a stack that is refused for another reason stays refused', () => {
  expect(considered('A -> B', { A: 'planned', B: 'refused' })['B']?.outcome).toBe('refused');
});
