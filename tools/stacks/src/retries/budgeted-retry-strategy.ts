import { Retry, StandardRetryStrategy } from '@smithy/core/retry';
import type { RetryErrorInfo, StandardRetryToken } from '@smithy/types';
import { isLookingAhead } from './looking-ahead';
import { type RetryBudget } from './retry-budget';

/**
 * The most attempts of a client for one request. SSM takes about three writes a second, and a run with many stacks
 * exceeds that. With the waits between them, eight attempts last longer than half a minute.
 */
const maxAttempts = 8;

/** The most attempts for a request that the run can do without. */
const attemptsAhead = 2;

/**
 * The SDK's standard strategy, with the budget of a run instead of a quota for each client. The standard strategy knows
 * what may be retried and how long to wait. Its own quota is just as large and serves one client only, so it never runs
 * out first.
 */
export class BudgetedRetryStrategy extends StandardRetryStrategy {
  /** Start of the first attempt of a request, in ms, by its last token. */
  private readonly startedAt = new WeakMap<StandardRetryToken, number>();
  /** For requests that the run can do without: their retries take nothing from the budget of others. */
  private readonly ahead = new StandardRetryStrategy(attemptsAhead);
  private readonly sentAhead = new WeakSet<StandardRetryToken>();

  /**
   * @param patienceMs how long after its first attempt an unanswered request is tried again, in ms. A service that
   * throttles does answer. @default as often as the attempts allow
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

  /** Waits until a request may be sent again. Throws if it may not; the SDK then reports the error of the request. */
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
    // Taken before the wait: if requests fail together, each has to see that the retries of the others are paid.
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
