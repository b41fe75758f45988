import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { HttpResponse } from '@smithy/core/protocols';
import { BudgetedRetryStrategy } from './budgeted-retry-strategy';
import { clientSettings, impatientSettings } from './client-settings';
import { lookAhead } from './looking-ahead';
import { budgetOf, RetryBudget } from './retry-budget';

// The SDK first reads some files, which takes real time.
beforeEach(() => jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick'] }));
afterEach(() => jest.useRealTimers());

type Answer = 'throttled' | 'down' | 'denied' | 'fine';

const answers: Record<Answer, [status: number, body: object]> = {
  throttled: [400, { __type: 'ThrottlingException', message: 'Rate exceeded' }],
  down: [503, { __type: 'ServiceUnavailable', message: 'Not now' }],
  denied: [400, { __type: 'AccessDeniedException', message: 'Not you' }],
  fine: [200, { Parameter: { Value: 'value' } }],
};

/** One client for each stack. The service answers each call as `answer` says. */
function clientsOf(count: number, budget: RetryBudget, answer: (call: number) => Answer) {
  let calls = 0;
  const retryStrategy = new BudgetedRetryStrategy(budget);
  const handle = async () => {
    const [statusCode, body] = answers[answer(calls++)];
    const headers = { 'content-type': 'application/x-amz-json-1.1' };
    return { response: new HttpResponse({ statusCode, headers, body: Buffer.from(JSON.stringify(body)) }) };
  };
  const clients = Array.from(
    { length: count },
    () =>
      new SSMClient({
        region: 'us-east-1',
        credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
        retryStrategy,
        requestHandler: { handle },
      }),
  );
  return { clients, calls: () => calls };
}

/** Reads a parameter with every client at once. Returns the names of the errors, or `fine`. */
async function readAll(clients: readonly SSMClient[]): Promise<string[]> {
  const reads = Promise.all(
    clients.map((client) =>
      client.send(new GetParameterCommand({ Name: '/a' })).then(
        () => 'fine',
        (error: Error) => error.name,
      ),
    ),
  );
  let ended = false;
  void reads.finally(() => (ended = true));
  while (!ended) {
    await jest.advanceTimersByTimeAsync(1_000);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return reads;
}

test.each([1, 20, 200])(
  '%i stacks that are throttled without end make no more calls than the one budget allows',
  async (stacks) => {
    const budget = new RetryBudget(100);
    const { clients, calls } = clientsOf(stacks, budget, () => 'throttled');

    expect(new Set(await readAll(clients))).toEqual(new Set(['ThrottlingException']));
    // Twenty retries at five tokens each, of which one client makes seven at most.
    expect(calls()).toBe(stacks + Math.min(20, stacks * 7));
    expect(budget.left).toBe(Math.max(0, 100 - stacks * 7 * 5));
  },
);

test('throttling that ends is outlasted, and the cost of the last retry is given back', async () => {
  const budget = new RetryBudget(100);
  const { clients, calls } = clientsOf(1, budget, (call) => (call < 3 ? 'throttled' : 'fine'));

  expect(await readAll(clients)).toEqual(['fine']);
  expect(calls()).toBe(4);
  expect(budget.left).toBe(90);
});

describe('a request that the run can do without', () => {
  test.each<[Answer, string]>([
    ['throttled', 'ThrottlingException'],
    ['down', 'ServiceUnavailable'],
  ])('is sent twice if the service is %s, and costs nothing', async (answer, error) => {
    const budget = new RetryBudget(100);
    const { clients, calls } = clientsOf(20, budget, () => answer);

    expect(new Set(await lookAhead(() => readAll(clients)))).toEqual(new Set([error]));
    expect(calls()).toBe(40);
    expect(budget.left).toBe(100);
  });

  test('gives nothing back, because it took nothing', async () => {
    const budget = new RetryBudget(100);
    budget.take(50);
    const { clients } = clientsOf(1, budget, (call) => (call === 0 ? 'throttled' : 'fine'));

    expect(await lookAhead(() => readAll(clients))).toEqual(['fine']);
    expect(budget.left).toBe(50);
  });

  test('leaves all retries to the next request of the same client', async () => {
    const budget = new RetryBudget(100);
    const { clients, calls } = clientsOf(1, budget, () => 'throttled');
    await lookAhead(() => readAll(clients));
    await readAll(clients);

    expect(calls()).toBe(2 + 8);
    expect(budget.left).toBe(100 - 7 * 5);
  });
});

test('a service that is down costs more than one that is busy', async () => {
  const budget = new RetryBudget(30);
  const { clients, calls } = clientsOf(1, budget, () => 'down');

  await readAll(clients);
  expect(calls()).toBe(3);
});

test('a permanent error is not retried and costs nothing', async () => {
  const budget = new RetryBudget(100);
  const { clients, calls } = clientsOf(1, budget, () => 'denied');

  expect(await readAll(clients)).toEqual(['AccessDeniedException']);
  expect(calls()).toBe(1);
  expect(budget.left).toBe(100);
});

/** Milliseconds until a request is given up if the service does not answer within `requestTimeoutMs`. */
async function msUntilGivenUp(patienceMs: number, requestTimeoutMs: number): Promise<number> {
  const retryStrategy = new BudgetedRetryStrategy(new RetryBudget(), patienceMs);
  const handle = async () => {
    await new Promise((resolve) => setTimeout(resolve, requestTimeoutMs));
    throw Object.assign(new Error('no answer'), { name: 'TimeoutError' });
  };
  const client = new SSMClient({
    region: 'us-east-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    retryStrategy,
    requestHandler: { handle },
  });
  const startedAt = performance.now();
  expect(await readAll([client])).toEqual(['TimeoutError']);
  return performance.now() - startedAt;
}

test.each([
  ['a client that is asked first in a region', impatientSettings],
  ['any other client', clientSettings],
])('a region that does not answer fails within half a minute: %s', async (_, settingsOf) => {
  const endpoint = process.env['AWS_ENDPOINT_URL'];
  delete process.env['AWS_ENDPOINT_URL'];
  const { requestHandler, retryStrategy } = await settingsOf('us-east-1');
  if (endpoint !== undefined) process.env['AWS_ENDPOINT_URL'] = endpoint;
  const { patienceMs } = retryStrategy as unknown as { patienceMs: number };

  const ms = await msUntilGivenUp(patienceMs, requestHandler.requestTimeout);
  // Calls are served in time steps of a second here.
  expect(ms).toBeLessThan(30_000);
  expect(ms).toBeGreaterThan(requestHandler.requestTimeout - 1_000);
});

test('a region that takes 10 s a call counts as not answering', async () => {
  expect((await impatientSettings('us-east-1')).requestHandler.requestTimeout).toBeLessThan(10_000);
});

test('throttling is outlasted for as long as the attempts allow', async () => {
  const budget = new RetryBudget(100);
  const retryStrategy = new BudgetedRetryStrategy(budget, 0);
  let calls = 0;
  const handle = async () => {
    const [statusCode, body] = answers[calls++ < 3 ? 'throttled' : 'fine'];
    const headers = { 'content-type': 'application/x-amz-json-1.1' };
    return { response: new HttpResponse({ statusCode, headers, body: Buffer.from(JSON.stringify(body)) }) };
  };
  const client = new SSMClient({
    region: 'us-east-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    retryStrategy,
    requestHandler: { handle },
  });

  expect(await readAll([client])).toEqual(['fine']);
});

test('one region does not use up the budget of another', async () => {
  const [one, other] = [budgetOf('eu-west-1'), budgetOf('eu-west-2')];
  one.take(one.capacity);

  expect([one.left, other.left]).toEqual([0, other.capacity]);
  expect(budgetOf('eu-west-1')).toBe(one);
  const strategies = await Promise.all(['eu-west-1', 'eu-west-2'].map(clientSettings));
  expect(new Set(strategies.map(({ retryStrategy }) => retryStrategy)).size).toBe(2);
});
