import type { RetryStrategyV2 } from '@smithy/types';
import { requestHandler } from './request-limits';
import { budgetOfRun } from './retry-budget';

/** Settings of a client, whatever its service. */
export interface ClientSettings {
  readonly region: string;
  readonly requestHandler: typeof requestHandler;
  readonly retryStrategy: RetryStrategyV2;
}

let shared: Promise<RetryStrategyV2> | undefined;

/**
 * Settings of every client that the tool opens itself: limits on how long an answer may take, and the retries that all
 * clients of a run share.
 */
export async function clientSettings(region: string): Promise<ClientSettings> {
  shared ??= import('./budgeted-retry-strategy.js').then(
    ({ BudgetedRetryStrategy }) => new BudgetedRetryStrategy(budgetOfRun),
  );
  return { region, requestHandler, retryStrategy: await shared };
}
