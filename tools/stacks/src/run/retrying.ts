import { setTimeout as sleep } from 'node:timers/promises';
import { BulkheadError } from '@bulkhead/errors';
import { EngineFailure } from '../engines/engine-failure';
import { type EngineRequest } from '../engines/engine';
import { AwsFailure } from '../retries/aws-failure';
import { type FailureKind, kindOfSdkError } from '../retries/failure-kind';
import { type RetryBudget } from '../retries/retry-budget';

/**
 * How often an engine is run again. Each of its calls was tried several times before it failed. So the failures left
 * for this retry are outages of minutes; a longer outage needs a person.
 */
const maxRetries = 3;

/** The longest wait before the first retry, in ms. It doubles before each further retry. */
const baseDelayMs = 5_000;

/**
 * The cost of running an engine again. A run of an engine makes tens to hundreds of calls, so it counts as ten
 * throttled calls of a client: ten stacks may run again before one of them has succeeded.
 */
export const engineRetryCost = 50;

/**
 * The result of `call`. The call is made again while it fails for throttling or another temporary reason: Terraform
 * continues from its state, CloudFormation from the state after its rollback, and both know that the last deploy did
 * not end well. Before each retry comes a wait of random length, up to a bound that doubles, so that stacks that fail
 * together do not return together.
 *
 * @param random a number in [0, 1)
 * @throws what the last call threw, with the reason why it was not made again; the reason of the request's signal as
 * soon as it is aborted
 */
export async function retrying<T>(
  budget: RetryBudget,
  request: EngineRequest,
  call: (request: EngineRequest) => Promise<T>,
  random: () => number = Math.random,
): Promise<T> {
  const { signal, progress, instance } = request;
  for (let retry = 0; ; retry++) {
    try {
      const result = await call(retry > 0 ? { ...request, unfinished: true } : request);
      if (retry > 0) budget.giveBack(engineRetryCost);
      return result;
    } catch (error) {
      const kind = kindOf(error);
      if (signal.aborted || kind === 'permanent') throw error;
      if (retry === maxRetries) throw givenUp(error, `It was tried ${retry + 1} times.`);
      if (!budget.take(engineRetryCost)) {
        throw givenUp(error, 'It was not tried again: the retries of this run are used up.');
      }
      budget.countRetry(instance.id);
      const delayMs = random() * baseDelayMs * 2 ** retry;
      progress(
        `${descriptions[kind]} ${culprit(error)}, trying again in ${Math.ceil(delayMs / 1_000)} s (${retry + 1} of ${maxRetries})`,
      );
      await sleep(delayMs, undefined, { signal }).catch(() => {
        throw signal.reason;
      });
    }
  }
}

const descriptions: Record<Exclude<FailureKind, 'permanent'>, string> = {
  throttling: 'throttled by',
  transient: 'disturbed at',
};

function kindOf(error: unknown): FailureKind {
  if (error instanceof EngineFailure) return error.kind;
  // Other errors of ours were thrown by code that knew the cause.
  return error instanceof BulkheadError && !(error instanceof AwsFailure)
    ? 'permanent'
    : kindOfSdkError(error);
}

/** The service of an error, and the operation if the engine names it. */
function culprit(error: unknown): string {
  const text = error instanceof Error ? error.message : '';
  return /operation error ([\w ]+: \w+)/.exec(text)?.[1] ?? /\(Service: (\w+)/.exec(text)?.[1] ?? 'AWS';
}

function givenUp(error: unknown, why: string): unknown {
  if (!(error instanceof Error)) return error;
  const code = error instanceof BulkheadError ? error.code : 'AwsUnavailable';
  return new BulkheadError(code, `${error.message}\n${why}`, {
    next: 'run the same command again when AWS answers; it goes on from what is deployed',
    cause: error,
  });
}
