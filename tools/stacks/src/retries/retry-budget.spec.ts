import { RetryBudget } from './retry-budget';

test('the remaining tokens can be taken, and no more', () => {
  const budget = new RetryBudget(12);

  expect([budget.take(5), budget.take(5), budget.take(5), budget.take(2)]).toEqual([true, true, false, true]);
  expect(budget.left).toBe(0);
});

test('successes fill it again, up to its capacity', () => {
  const budget = new RetryBudget(10);
  budget.take(10);
  budget.giveBack(5);
  budget.giveBack();
  expect(budget.left).toBe(6);

  budget.giveBack(100);
  expect(budget.left).toBe(10);
});

test('retries are counted stack by stack', () => {
  const budget = new RetryBudget();
  budget.countRetry('network/vpc@primary');
  budget.countRetry('network/vpc@primary');

  expect(budget.retriesOf('network/vpc@primary')).toBe(2);
  expect(budget.retriesOf('network/vpc@dr')).toBe(0);
});
