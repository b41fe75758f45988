import { StandardRetryStrategy } from '@smithy/core/retry';

/**
 * Takes the place of the strategy that clients retry by, for specs of what comes of a failure, and not of how often a
 * call is tried:
 *
 *     jest.mock('../retries/budgeted-retry-strategy', () => jest.requireActual('../retries/test-single-attempt'));
 */
export class BudgetedRetryStrategy extends StandardRetryStrategy {
  constructor() {
    super(1);
  }
}
