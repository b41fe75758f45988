import { testInstance } from '../workspace/test-instances';
import { isGood, type Outcome, resultOf } from './stack-result';

test.each<[Outcome, boolean]>([
  ['deployed', true],
  ['destroyed', true],
  ['unchanged', true],
  ['pending', true],
  ['deferred', true],
  ['recovered', true],
  ['done', true],
  ['unchecked', true],
  ['drifted', false],
  ['failed', false],
  ['skipped', false],
  ['refused', false],
])('after a stack that was %s others may go on: %s', (outcome, good) => {
  expect(isGood({ outcome })).toBe(good);
});

test('a result has what the run report promises, the duration in whole milliseconds', () => {
  const instance = testInstance('database/relational@dr', {
    consumes: [{ contract: 'network', role: 'dr' }],
  });
  const result = resultOf(instance, 'failed', 'because', performance.now() - 1_234.5);

  expect(result).toEqual({
    app: 'database',
    stack: 'relational',
    engine: 'cdktf',
    role: 'dr',
    region: 'us-west-2',
    outcome: 'failed',
    reason: 'because',
    causes: [],
    durationMs: expect.any(Number),
    resources: { added: 0, changed: 0, destroyed: 0 },
    retries: 0,
  });
  expect(Number.isInteger(result.durationMs)).toBe(true);
  expect(result.durationMs).toBeGreaterThanOrEqual(1_234);
  expect(result.durationMs).toBeLessThan(3_000);
});
