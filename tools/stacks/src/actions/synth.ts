import { describeError } from '@bulkhead/errors';
import { type Run } from '../run/run';
import { type RunResult } from '../run/run-result';
import { resultOf, type StackResult } from '../run/stack-result';
import { synthesizeAll } from '../run/synthesize-all';

/** Synthesizes the selected stacks independently of one another, and updates the index. */
export async function synth(run: Run): Promise<RunResult> {
  const results: StackResult[] = [];
  await synthesizeAll(run, (instance, startedAt, outcome) => {
    const failed = outcome instanceof Error;
    const reason = failed ? describeError(outcome) : outcome.reused ? 'synthesized before' : 'synthesized';
    const result = resultOf(instance, failed ? 'failed' : 'done', reason, startedAt);
    results.push(result);
    run.output.event({ type: 'finished', instance, result });
  });
  return { stacks: results };
}
