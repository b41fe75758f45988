import { setTimeout as sleep } from 'node:timers/promises';
import { BulkheadError } from '@bulkhead/errors';
import { type EngineRequest } from '../engines/engine';
import { EngineFailure } from '../engines/engine-failure';
import { testInstance } from '../workspace/test-instances';
import { AwsFailure } from '../retries/aws-failure';
import { type FailureKind } from '../retries/failure-kind';
import { RetryBudget } from '../retries/retry-budget';
import { engineRetryCost, retrying } from './retrying';

jest.mock('node:timers/promises', () => ({ setTimeout: jest.fn() }));
const wait = jest.mocked(sleep);
const { setTimeout: realSleep } =
  jest.requireActual<typeof import('node:timers/promises')>('node:timers/promises');
beforeEach(() => wait.mockReset().mockImplementation(realSleep));

const instance = testInstance('network/vpc@primary');

function failing(kind: FailureKind, text = 'operation error EC2: CreateVpc, api error'): EngineFailure {
  return new EngineFailure('TerraformFailed', text, kind);
}

/** A request that notes its progress. */
function request(signal = new AbortController().signal) {
  const lines: string[] = [];
  const progress = (line: string) => void lines.push(line);
  return { instance, signal, progress, unfinished: false, lines } as unknown as EngineRequest & {
    lines: string[];
  };
}

/** An engine whose calls end one after the other with the given errors, and then with success. */
function engine(...ends: readonly Error[]) {
  let calls = 0;
  return {
    call: async () => {
      const end = ends[calls++];
      if (end) throw end;
      return 'deployed';
    },
    calls: () => calls,
  };
}

const atOnce = () => 0;
const thrownBy = (work: Promise<unknown>) => work.then(fail, (error: unknown) => error as BulkheadError);
const fail = () => {
  throw new Error('It was to fail.');
};

test('an engine that succeeds is run once', async () => {
  const { call, calls } = engine();

  expect(await retrying(new RetryBudget(), request(), call)).toBe('deployed');
  expect(calls()).toBe(1);
});

test('only a retry that helped gives back what it took', async () => {
  const budget = new RetryBudget();
  budget.take(2 * engineRetryCost);
  await retrying(budget, request(), engine().call);
  expect(budget.left).toBe(budget.capacity - 2 * engineRetryCost);

  await retrying(budget, request(), engine(failing('throttling')).call, atOnce);
  expect(budget.left).toBe(budget.capacity - 2 * engineRetryCost);
});

test('a service that CloudFormation quotes is named too', async () => {
  const asked = request();
  await retrying(
    new RetryBudget(),
    asked,
    engine(failing('throttling', 'Rate exceeded (Service: Rds, Status Code: 400)')).call,
    atOnce,
  );

  expect(asked.lines).toEqual(['throttled by Rds, trying again in 0 s (1 of 3)']);
});

test('after throttling and failures it is run again until it succeeds, and each time is reported and counted', async () => {
  const budget = new RetryBudget();
  const asked = request();
  const { call, calls } = engine(failing('throttling'), failing('transient', 'EOF'));

  expect(await retrying(budget, asked, call, atOnce)).toBe('deployed');
  expect(calls()).toBe(3);
  expect(asked.lines).toEqual([
    'throttled by EC2: CreateVpc, trying again in 0 s (1 of 3)',
    'disturbed at AWS, trying again in 0 s (2 of 3)',
  ]);
  expect(budget.retriesOf(instance.id)).toBe(2);
  expect(budget.left).toBe(budget.capacity - engineRetryCost);
});

test('a repeated run knows that the former one was not finished', async () => {
  const seen: boolean[] = [];
  const { call } = engine(failing('throttling'));
  const looking = ({ unfinished }: EngineRequest) => {
    seen.push(unfinished);
    return call();
  };

  await retrying(new RetryBudget(), request(), looking, atOnce);
  expect(seen).toEqual([false, true]);
});

test('an error of a call outside the engine counts too', async () => {
  const throttled = Object.assign(new Error('Rate exceeded'), { name: 'ThrottlingException' });
  const { call, calls } = engine(throttled);

  await retrying(new RetryBudget(), request(), call, atOnce);
  expect(calls()).toBe(2);
});

test('and so does one that was already translated for people', async () => {
  const throttled = Object.assign(new Error('Rate exceeded'), { name: 'ThrottlingException' });
  const asked = { client: 'SSM', operation: 'GetParameters', region: 'us-east-1', input: {} };
  const { call, calls } = engine(new AwsFailure(asked, throttled));

  await retrying(new RetryBudget(), request(), call, atOnce);
  expect(calls()).toBe(2);
});

test.each<[string, Error]>([
  ['of the engine', failing('permanent')],
  ['of ours', new BulkheadError('StateLocked', 'Rate exceeded')],
  [
    'of ours that is called as one of AWS',
    Object.assign(new BulkheadError('X', 'X'), { name: 'ThrottlingException' }),
  ],
  ['that is a defect', new TypeError('x is undefined')],
])('a permanent error %s is passed on unchanged, and the engine is not run again', async (_, error) => {
  const { call, calls } = engine(error);

  expect(await thrownBy(retrying(new RetryBudget(), request(), call))).toBe(error);
  expect(calls()).toBe(1);
});

test('after three retries the last failure is reported, with the number of attempts', async () => {
  const { call, calls } = engine(...Array.from({ length: 9 }, () => failing('throttling', 'Rate exceeded')));
  const error = await thrownBy(retrying(new RetryBudget(), request(), call, atOnce));

  expect(calls()).toBe(4);
  expect(error).toMatchObject({
    code: 'TerraformFailed',
    message: 'Rate exceeded\nIt was tried 4 times.',
    next: expect.stringContaining('run the same command again'),
    cause: expect.any(EngineFailure),
  });
});

test('waits are of random length below a bound that doubles', async () => {
  wait.mockResolvedValue(undefined);
  const ends = Array.from({ length: 3 }, () => failing('throttling'));
  const asked = request();
  await retrying(new RetryBudget(), asked, engine(...ends).call, () => 0.8);

  expect(wait.mock.calls.map(([delayMs]) => delayMs)).toEqual([4_000, 8_000, 16_000]);
  expect(asked.lines.map((line) => /in \d+ s/.exec(line)?.[0])).toEqual(['in 4 s', 'in 8 s', 'in 16 s']);
});

test('an abort ends the wait at once, with its reason', async () => {
  const controller = new AbortController();
  const reason = new BulkheadError('Interrupted', 'Ctrl-C');
  const startedAt = performance.now();
  const ended = thrownBy(
    retrying(new RetryBudget(), request(controller.signal), engine(failing('throttling')).call, () => 0.99),
  );
  setTimeout(() => controller.abort(reason), 20);

  expect(await ended).toBe(reason);
  expect(performance.now() - startedAt).toBeLessThan(2_000);
});

test('an engine that failed because of the abort is not run again', async () => {
  const failure = failing('transient');
  const { call, calls } = engine(failure);

  expect(await thrownBy(retrying(new RetryBudget(), request(AbortSignal.abort()), call))).toBe(failure);
  expect(calls()).toBe(1);
});

test.each([1, 5, 50])('%i stacks that are throttled without end share one budget', async (stacks) => {
  const budget = new RetryBudget();
  let calls = 0;
  const deploys = Array.from({ length: stacks }, () =>
    thrownBy(
      retrying(
        budget,
        request(),
        async () => {
          calls++;
          throw failing('throttling', 'Rate exceeded');
        },
        atOnce,
      ),
    ),
  );
  const errors = await Promise.all(deploys);

  expect(calls).toBe(stacks + Math.min(3 * stacks, budget.capacity / engineRetryCost));
  expect(errors.every(({ code }) => code === 'TerraformFailed')).toBe(true);
  if (stacks > 5) {
    expect(errors.map(({ message }) => message)).toContain(
      'Rate exceeded\nIt was not tried again: the retries of this run are used up.',
    );
  }
});
