import { describeError } from '@bulkhead/errors';
import { evaluate, type Finding, rulesAcrossStacks, weighFindings } from '@bulkhead/policy';
import { type Run } from '../run/run';
import { readSynthIndexEntry } from '../synthesis/synth-index';
import { type Synthesized } from '../synthesis/synthesize';
import { type StackInstance } from '../workspace/stack-instance';
import { readEvaluation } from './judge-environment';
import { type Verdict } from './verdict';

/**
 * Judges an environment for a deploy. If a stack is missing, the findings of rules that look at other stacks are
 * uncertain.
 *
 * @param synthesized the result of synthesizing each stack of the environment
 * @param today as `2027-12-31`
 */
export async function findingsIn(
  run: Pick<Run, 'workspaceRoot' | 'environment' | 'instances'>,
  synthesized: ReadonlyMap<StackInstance, Synthesized | Error>,
  today: string,
): Promise<Omit<Verdict, 'version' | 'digest'>> {
  const entries = new Map(
    [...synthesized].flatMap(([instance, outcome]) =>
      outcome instanceof Error
        ? []
        : [[instance, readSynthIndexEntry(run.workspaceRoot, outcome.directory)] as const],
    ),
  );
  const evaluation = await readEvaluation(run, entries, today);
  const { rules, environment, unread } = evaluation;
  const across = unread.length > 0 ? rulesAcrossStacks(rules, environment) : new Set<string>();
  const { certain, uncertain } = weighFindings(evaluate(evaluation), across);
  const outcomes = new Map([...synthesized].map(([{ id }, outcome]) => [id, outcome]));
  return {
    findings: certain.map(asFound),
    uncertain: uncertain.map(asFound),
    unjudged: unread.map(({ stack, message }) => {
      const outcome = outcomes.get(stack);
      return { stack, message: outcome instanceof Error ? describeError(outcome) : message };
    }),
  };
}

function asFound({ stack, lines }: Finding): Verdict['findings'][number] {
  return { stack, lines: [...lines] };
}
