import { type ResourceCounts, untouched } from '../engines/engine';
import { type StackInstance } from '../workspace/stack-instance';
import { type Outputs } from './outputs';

/**
 * How a stack came out of a run: `deployed` and `destroyed` by an engine, `unchanged` without one, `failed` in an
 * engine, `skipped` because of another stack, `refused` before anything was touched, `pending` where a dry run
 * stops, `done` for verbs that change nothing.
 */
export type Outcome =
  'deployed' | 'destroyed' | 'unchanged' | 'failed' | 'skipped' | 'refused' | 'pending' | 'done';

/** One stack of the run report. */
export interface StackResult {
  readonly app: string;
  readonly stack: string;
  readonly engine: 'cdk' | 'cdktf';
  readonly role: string;
  readonly region: string;
  readonly outcome: Outcome;
  /** Why, in words. */
  readonly reason: string;
  readonly durationMs: number;
  readonly resources: ResourceCounts;
}

/** The result of one stack. */
export function resultOf(
  { app, stack, engine, role, region }: StackInstance,
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
    durationMs: Math.round(performance.now() - startedAt),
    resources,
  };
}

const good: readonly Outcome[] = ['deployed', 'destroyed', 'unchanged', 'pending', 'done'];

/** True when nothing that depends on the stack has to be held back. */
export function isGood({ outcome }: Pick<StackResult, 'outcome'>): boolean {
  return good.includes(outcome);
}

/** What a verb made of a run. */
export interface RunResult {
  readonly stacks: readonly StackResult[];
  /** What the environment publishes now. @default not looked at */
  readonly outputs?: Outputs;
}
