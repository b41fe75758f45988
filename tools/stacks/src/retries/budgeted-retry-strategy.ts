import { Retry, StandardRetryStrategy } from '@smithy/core/retry';
import type { RetryErrorInfo, StandardRetryToken } from '@smithy/types';
import { isLookingAhead } from './looking-ahead';
import { type RetryBudget } from './retry-budget';

/**
 * How often a client sends a request at most. SSM takes about three writes a second, which a run with many stacks
 * exceeds; with the waits between them, eight attempts outlast half a minute of that.
 */
const maxAttempts = 8;

/** How often it sends one at most that the run can do without. */
const attemptsAhead = 2;

/**
 * The SDK's standard strategy, which knows what may be retried and how long to wait, with the budget of a run in place
 * of a quota for each client. The quota it has of its own is as large and feeds nobody else, so that it never runs dry
 * first.
 */
export class BudgetedRetryStrategy extends StandardRetryStrategy {
  /** When the first attempt of a request was made, in ms, by its last token. */
  private readonly startedAt = new WeakMap<StandardRetryToken, number>();
  /** For requests that the run can do without: their retries are paid from nothing that another one needs. */
  private readonly ahead = new StandardRetryStrategy(attemptsAhead);
  private readonly sentAhead = new WeakSet<StandardRetryToken>();

  /**
   * @param patienceMs how long after its first attempt a request is tried again that was not answered, in ms. A service
   * that throttles does answer. @default as often as the attempts allow
   */
  constructor(
    private readonly budget: RetryBudget,
    private readonly patienceMs = Infinity,
  ) {
    super(maxAttempts);
  }

  override async acquireInitialRetryToken(scope: string): Promise<StandardRetryToken> {
    if (isLookingAhead()) return this.noted(await this.ahead.acquireInitialRetryToken(scope));
    const token = await super.acquireInitialRetryToken(scope);
    this.startedAt.set(token, performance.now());
    return token;
  }

  /** Waits until a request may be sent again. Throws where it may not; the SDK then reports what the request met. */
  override async refreshRetryTokenForRetry(
    token: StandardRetryToken,
    error: RetryErrorInfo,
  ): Promise<StandardRetryToken> {
    if (this.sentAhead.has(token))
      return this.noted(await this.ahead.refreshRetryTokenForRetry(token, error));
    const startedAt = this.startedAt.get(token) ?? performance.now();
    if (error.errorType !== 'THROTTLING' && performance.now() - startedAt > this.patienceMs)
      throw new Error('The service has not answered for too long.');
    const cost = error.errorType === Retry.modifiedCostType() ? Retry.throttlingCost() : Retry.cost();
    // Taken before the wait: of requests that fail together, each has to find the others' retries paid.
    if (!this.budget.take(cost)) throw new Error('The retry budget of the run is used up.');
    try {
      const further = await super.refreshRetryTokenForRetry(token, error);
      this.startedAt.set(further, startedAt);
      return further;
    } catch (refusal) {
      this.budget.giveBack(cost);
      throw refusal;
    }
  }

  override recordSuccess(token: StandardRetryToken): void {
    if (this.sentAhead.has(token)) return this.ahead.recordSuccess(token);
    super.recordSuccess(token);
    this.budget.giveBack(token.getRetryCost());
  }

  private noted(token: StandardRetryToken): StandardRetryToken {
    this.sentAhead.add(token);
    return token;
  }
}
