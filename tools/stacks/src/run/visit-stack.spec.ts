import { BulkheadError, Refusal } from '@bulkhead/errors';
import { testInstance } from '../workspace/test-instances';
import { resultOf } from './stack-result';
import { visitStack } from './visit-stack';

const instance = testInstance('database/relational@primary');
const before = [testInstance('network/vpc@primary'), testInstance('network/transit@primary')];
const running = { interrupted: new AbortController().signal };
const startedAt = performance.now();
const skipped = (names: string) => `waits for ${names}`;
const work = jest.fn(async () => resultOf(instance, 'deployed', 'forced', startedAt));
beforeEach(() => work.mockClear());

test('a stack whose turn it is ends as its work does', async () => {
  expect(await visitStack(running, instance, { startedAt, failedBefore: [], skipped }, work)).toMatchObject({
    app: 'database',
    outcome: 'deployed',
    reason: 'forced',
  });
});

test('nothing is begun after a failed stack, which is named', async () => {
  const turn = { startedAt, failedBefore: before, skipped };

  expect(await visitStack(running, instance, turn, work)).toMatchObject({
    outcome: 'skipped',
    reason: 'waits for network/vpc@primary, network/transit@primary',
  });
  expect(work).not.toHaveBeenCalled();
});

test('nothing is begun after an interruption, whatever failed before', async () => {
  const turn = { startedAt, failedBefore: before, skipped };

  expect(await visitStack({ interrupted: AbortSignal.abort() }, instance, turn, work)).toMatchObject({
    outcome: 'skipped',
    reason: 'the run was interrupted',
  });
  expect(work).not.toHaveBeenCalled();
});

test.each([
  ['refused', new Refusal('StateMismatch', 'It is not what was deployed.')],
  ['failed', new BulkheadError('TerraformFailed', 'AWS says no.')],
  ['failed', new TypeError('undefined is not a function')],
])('a stack is %s by %s', async (outcome, error) => {
  const failing = () => Promise.reject(error);

  expect(await visitStack(running, instance, { startedAt }, failing)).toMatchObject({
    outcome,
    reason: expect.stringContaining(error.message),
  });
});
