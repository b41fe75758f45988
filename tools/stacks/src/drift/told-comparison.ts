import { type Outcome, resultOf, type StackResult } from '../run/stack-result';
import { type StackInstance } from '../workspace/stack-instance';
import { type Comparison } from './compare-stacks';
import { type Finding } from './finding';

/** A comparison that was printed, with the result of each stack. */
export interface ToldComparison extends Comparison {
  readonly stacks: StackResult[];
}

const outcomes: Record<Finding['status'], Outcome> = {
  'in-sync': 'done',
  drifted: 'drifted',
  unchecked: 'unchecked',
  'not-deployed': 'done',
  failed: 'failed',
};

/** The result of a compared stack. */
export function driftResultOf(instance: StackInstance, finding: Finding, startedAt: number): StackResult {
  const outcome = finding.refused ? 'refused' : outcomes[finding.status];
  return resultOf(instance, outcome, finding.reason, startedAt);
}
