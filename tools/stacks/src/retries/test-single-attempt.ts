import { StandardRetryStrategy } from '@smithy/core/retry';

/**
 * Replaces the retry strategy of clients, for specs about the result of a failure and not about the number of attempts:
 *
 *     jest.mock('../retries/budgeted-retry-strategy', () => jest.requireActual('../retries/test-single-attempt'));
 */
export class BudgetedRetryStrategy extends StandardRetryStrategy {
  constructor() {
    super(1);
  }
}
