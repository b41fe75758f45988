import { Retry, StandardRetryStrategy } from '@smithy/core/retry';
import type { RetryErrorInfo, StandardRetryToken } from '@smithy/types';
import { type RetryBudget } from './retry-budget';

/**
 * How often a client sends a request at most. SSM takes about three writes a second, which a run with many stacks
 * exceeds; with the waits between them, eight attempts outlast half a minute of that.
 */
const maxAttempts = 8;

/**
 * The SDK's standard strategy, which knows what may be retried and how long to wait, with the budget of a run in place
 * of a quota for each client. The quota it has of its own is as large and feeds nobody else, so that it never runs dry
 * first.
 */
export class BudgetedRetryStrategy extends StandardRetryStrategy {
  constructor(private readonly budget: RetryBudget) {
    super(maxAttempts);
  }

  /** Waits until a request may be sent again. Throws where it may not; the SDK then reports what the request met. */
  override async refreshRetryTokenForRetry(
    token: StandardRetryToken,
    error: RetryErrorInfo,
  ): Promise<StandardRetryToken> {
    const cost = error.errorType === Retry.modifiedCostType() ? Retry.throttlingCost() : Retry.cost();
    // Taken before the wait: of requests that fail together, each has to find the others' retries paid.
    if (!this.budget.take(cost)) throw new Error('The retry budget of the run is used up.');
    try {
      return await super.refreshRetryTokenForRetry(token, error);
    } catch (refusal) {
      this.budget.giveBack(cost);
      throw refusal;
    }
  }

  override recordSuccess(token: StandardRetryToken): void {
    super.recordSuccess(token);
    this.budget.giveBack(token.getRetryCost());
  }
}
