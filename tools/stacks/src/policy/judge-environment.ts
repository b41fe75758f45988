import { BulkheadError, describeError } from '@bulkhead/errors';
import {
  evaluate,
  evaluateNag,
  type Evaluation,
  type NagEvaluation,
  type PolicyReport,
  type PolicyStack,
  readStack,
  rules,
  suppressionsOf,
} from '@bulkhead/policy';
import { type Run } from '../run/run';
import { type SynthIndexEntry } from '../synthesis/synth-index';
import { type StackInstance } from '../workspace/stack-instance';

/**
 * Judges every stack of the environment by the policy, from the synthesized files. Rules look at several stacks, so the
 * stacks that a run is not about have to be read too.
 *
 * @param entries the synthesized files of each stack; a missing stack counts as not synthesized
 * @param today as `2027-12-31`
 */
export async function judgeEnvironment(
  run: Pick<Run, 'workspaceRoot' | 'environment' | 'instances'>,
  entries: ReadonlyMap<StackInstance, SynthIndexEntry>,
  today: string,
): Promise<PolicyReport> {
  return evaluate(await readEvaluation(run, entries, today));
}

/** The rules and stacks that an environment is judged by. Parameters as in `judgeEnvironment`. */
export async function readEvaluation(
  { workspaceRoot, environment, instances }: Pick<Run, 'workspaceRoot' | 'environment' | 'instances'>,
  entries: ReadonlyMap<StackInstance, SynthIndexEntry>,
  today: string,
): Promise<Evaluation & Required<Pick<Evaluation, 'unread'>>> {
  const unread: PolicyReport['unread'] = [];
  const unlessUnreadable = async <T>(stack: string, read: () => T | Promise<T>): Promise<T[]> => {
    try {
      return [await read()];
    } catch (error) {
      if (!(error instanceof BulkheadError)) throw error;
      unread.push({ stack, message: describeError(error) });
      return [];
    }
  };
  const read: PolicyStack[] = [];
  for (const instance of instances) {
    const entry = entries.get(instance);
    if (entry) read.push(...(await unlessUnreadable(instance.id, () => readStack(entry, workspaceRoot))));
    else unread.push({ stack: instance.id, message: 'it was not synthesized' });
  }
  const stacks: PolicyStack[] = [];
  const nag: NagEvaluation[] = [];
  for (const stack of read) {
    for (const evaluation of await unlessUnreadable(stack.id, () => evaluateNag([stack], read))) {
      stacks.push(stack);
      nag.push(evaluation);
    }
  }
  const { name, account, protected: isProtected, target } = environment;
  return {
    environment: { name, account, protected: isProtected, target, stacks },
    rules,
    nag: together(nag),
    suppressions: suppressionsOf([...entries.values()]),
    today,
    unread,
  };
}

/** Merges the evaluations of several stacks. */
function together(evaluations: readonly NagEvaluation[]): NagEvaluation {
  // An evaluation of a stack without resources has no rules.
  const known = new Map(evaluations.flatMap((each) => each.rules.map((rule) => [rule.id, rule] as const)));
  return { rules: [...known.values()], results: evaluations.flatMap(({ results }) => results) };
}
