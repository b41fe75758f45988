import { describeError } from '@bulkhead/errors';
import { engineOf } from '../engines/engines';
import { callEngine } from '../run/engine-call';
import { type Run } from '../run/run';
import { resultOf, type RunResult, type StackResult } from '../run/stack-result';
import { readSynthesized, requireValidSynthesis } from '../synthesis/synthesize';
import { walk } from '../workspace/walk';
import { synthesisSettings } from './synth';

/** Checks the synthesized stacks as far as that is possible without an account. */
export async function validate(run: Run): Promise<RunResult> {
  const results: StackResult[] = [];
  await walk(new Map(run.selected.map((instance) => [instance, []])), run.parallel, async (instance) => {
    const startedAt = performance.now();
    const finish = (result: StackResult) => {
      results.push(result);
      run.output.event({ type: 'finished', instance, result });
    };
    run.output.event({ type: 'started', instance, doing: 'validating' });
    try {
      const settings = synthesisSettings(run, instance);
      if (instance.engine === 'cdk') await requireValidSynthesis(instance, settings);
      const engine = await engineOf(instance.engine);
      await callEngine(run, [], instance, readSynthesized(instance, settings), engine.validate);
      finish(resultOf(instance, 'done', 'valid', startedAt));
    } catch (error) {
      finish(resultOf(instance, 'failed', describeError(error), startedAt));
    }
    return true;
  });
  return { stacks: results };
}
