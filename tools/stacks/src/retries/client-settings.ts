import type { Agent } from 'node:https';
import type { RetryStrategyV2 } from '@smithy/types';
import { requestHandler } from './request-limits';
import { budgetOf } from './retry-budget';

/** Settings of a client, whatever its service. */
export interface ClientSettings {
  readonly region: string;
  readonly requestHandler: typeof requestHandler & {
    /** The agent for the network. @default a direct connection */
    readonly httpsAgent?: Agent;
  };
  readonly retryStrategy: RetryStrategyV2;
}

/**
 * How long after its first attempt an unanswered request is tried again, in ms. With the last attempt it fails within
 * half a minute. The local AWS on a busy machine answers late, in all regions alike; the run learns in another way when
 * it is gone.
 */
const patienceMs = () => (process.env['AWS_ENDPOINT_URL'] === undefined ? 14_000 : Infinity);

/**
 * Limits of calls that show whether a region is there: a slower region counts as away, and the rest of the run does not
 * wait for it. Three attempts end within half a minute.
 */
const impatient = { requestHandler: { ...requestHandler, requestTimeout: 8_000 }, patienceMs: 17_000 };

/** By name of the region and patience. */
const strategies = new Map<string, Promise<RetryStrategyV2>>();

/**
 * Settings of every client that the tool opens itself: time limits for answers, and the retries that all clients of a
 * run in a region share.
 */
export async function clientSettings(region: string): Promise<ClientSettings> {
  const retryStrategy = await strategyFor(region, patienceMs());
  return { region, requestHandler: { ...requestHandler, ...(await throughProxy()) }, retryStrategy };
}

/** The same for the first client in a region. */
export async function impatientSettings(region: string): Promise<ClientSettings> {
  const retryStrategy = await strategyFor(region, impatient.patienceMs);
  return {
    region,
    requestHandler: { ...impatient.requestHandler, ...(await throughProxy()) },
    retryStrategy,
  };
}

/** The agent of a client if the shell names a proxy for TLS. */
async function throughProxy(): Promise<Pick<ClientSettings['requestHandler'], 'httpsAgent'>> {
  if (!(process.env['https_proxy'] ?? process.env['HTTPS_PROXY'])) return {};
  const { proxiedAgent } = await import('./proxied-agent.js');
  return { httpsAgent: proxiedAgent as unknown as Agent };
}

async function strategyFor(region: string, patience: number): Promise<RetryStrategyV2> {
  const key = `${region} ${patience}`;
  const strategy =
    strategies.get(key) ??
    import('./budgeted-retry-strategy.js').then(
      ({ BudgetedRetryStrategy }) => new BudgetedRetryStrategy(budgetOf(region), patience),
    );
  strategies.set(key, strategy);
  return strategy;
}
