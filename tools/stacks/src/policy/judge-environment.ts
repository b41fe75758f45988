import { BulkheadError, describeError } from '@bulkhead/errors';
import {
  evaluate,
  evaluateNag,
  type NagEvaluation,
  type PolicyReport,
  type PolicyStack,
  readStack,
  rules,
  suppressionsOf,
} from '@bulkhead/policy';
import { type Run } from '../run/run';
import { readSynthIndex, type SynthIndexEntry } from '../synthesis/synth-index';
import { type Synthesized } from '../synthesis/synthesize';
import { type StackInstance } from '../workspace/stack-instance';

/**
 * Judges every stack of the environment by the policy, from what was synthesized of them. Rules look at several
 * stacks, so that those which a run is not about have to be read too.
 *
 * @param synthesized what came of each stack; of one that failed, an earlier synthesis may still lie in its folder
 * @param today as `2027-12-31`
 */
export async function judgeEnvironment(
  { workspaceRoot, environment, instances }: Pick<Run, 'workspaceRoot' | 'environment' | 'instances'>,
  synthesized: ReadonlyMap<StackInstance, Synthesized | Error>,
  today: string,
): Promise<PolicyReport> {
  const index = readSynthIndex(workspaceRoot, environment.name);
  const unread: PolicyReport['unread'] = [];
  const entries = instances.flatMap((instance) => {
    const entry = index.find((each) => idOf(each) === instance.id);
    const outcome = synthesized.get(instance);
    if (entry && outcome && !(outcome instanceof Error)) return [entry];
    unread.push({ stack: instance.id, message: 'it was not synthesized' });
    return [];
  });
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
  for (const entry of entries) {
    read.push(...(await unlessUnreadable(idOf(entry), () => readStack(entry, workspaceRoot))));
  }
  const stacks: PolicyStack[] = [];
  const nag: NagEvaluation[] = [];
  for (const stack of read) {
    for (const evaluation of await unlessUnreadable(stack.id, () => evaluateNag([stack], read))) {
      stacks.push(stack);
      nag.push(evaluation);
    }
  }
  const { name, protected: isProtected, target } = environment;
  return evaluate({
    environment: { name, protected: isProtected, target, stacks },
    rules,
    nag: together(nag),
    suppressions: suppressionsOf(entries),
    today,
    unread,
  });
}

/** The evaluations of several stacks as one. */
function together(evaluations: readonly NagEvaluation[]): NagEvaluation {
  // A stack without resources tells of no rule.
  const known = new Map(evaluations.flatMap((each) => each.rules.map((rule) => [rule.id, rule] as const)));
  return { rules: [...known.values()], results: evaluations.flatMap(({ results }) => results) };
}

function idOf({ app, stack, role }: SynthIndexEntry): string {
  return `${app}/${stack}@${role}`;
}
