import { type z } from 'zod';
import { type ResourceCounts, untouched } from '../engines/engine';
import { budgetOf } from '../retries/retry-budget';
import { type StackInstance } from '../workspace/stack-instance';
import { type stackResult, type staleConsumer } from './report-schema';

/** One stack of the run report. */
export type StackResult = z.infer<typeof stackResult>;

/** The outcome of a stack in a run. */
export type Outcome = StackResult['outcome'];

/** The result of one stack. */
export function resultOf(
  { id, app, stack, engine, role, region }: StackInstance,
  outcome: Outcome,
  reason: string,
  startedAt: number,
  resources: ResourceCounts = untouched,
): StackResult {
  return {
    app,
    stack,
    engine,
    role,
    region,
    outcome,
    reason,
    causes: [],
    durationMs: Math.round(performance.now() - startedAt),
    resources,
    retries: budgetOf(region).retriesOf(id),
  };
}

const good: readonly Outcome[] = [
  'deployed',
  'destroyed',
  'unchanged',
  'unchecked',
  'pending',
  'deferred',
  'recovered',
  'done',
];

/** True if stacks that depend on this one need not be held back. */
export function isGood({ outcome }: Pick<StackResult, 'outcome'>): boolean {
  return good.includes(outcome);
}

/** A stack outside a run that was deployed with a value that the run changed. */
export type StaleConsumer = z.infer<typeof staleConsumer>;
