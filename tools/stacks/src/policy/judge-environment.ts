import { BulkheadError, describeError } from '@bulkhead/errors';
import { type PolicyReport, type PolicyStack } from '@bulkhead/policy';
import { type Run } from '../run/run';
import { readSynthIndex, type SynthIndexEntry } from '../synthesis/synth-index';
import { type StackInstance } from '../workspace/stack-instance';

/**
 * Judges every stack of the environment by the policy, from what was synthesized of them before. Rules look at several
 * stacks, so that those which a run is not about have to be read too.
 *
 * @param today as `2027-12-31`
 */
export async function judgeEnvironment(
  { workspaceRoot, environment, instances }: Pick<Run, 'workspaceRoot' | 'environment' | 'instances'>,
  today: string,
): Promise<PolicyReport> {
  // Rules, and CDK for those of cdk-nag, are loaded by the one verb that needs them.
  const { evaluate, evaluateNag, readStack, rules, suppressionsOf } = await import('@bulkhead/policy');
  const index = readSynthIndex(workspaceRoot, environment.name);
  const stacks: PolicyStack[] = [];
  const unread: PolicyReport['unread'] = [];
  const entries = instances.flatMap((instance) => {
    const entry = index.find((each) => isOf(each, instance));
    if (entry) return [entry];
    unread.push({ stack: instance.id, message: 'it was not synthesized' });
    return [];
  });
  for (const entry of entries) {
    try {
      stacks.push(readStack(entry, workspaceRoot));
    } catch (error) {
      if (!(error instanceof BulkheadError)) throw error;
      unread.push({ stack: `${entry.app}/${entry.stack}@${entry.role}`, message: describeError(error) });
    }
  }
  const { name, protected: isProtected, target } = environment;
  return evaluate({
    environment: { name, protected: isProtected, target, stacks },
    rules,
    nag: await evaluateNag(stacks),
    suppressions: suppressionsOf(entries),
    today,
    unread,
  });
}

function isOf(entry: SynthIndexEntry, { app, stack, role }: StackInstance): boolean {
  return entry.app === app && entry.stack === stack && entry.role === role;
}
