import { BulkheadError, describeError } from '@bulkhead/errors';
import { type ResourceChange } from '../engines/engine';
import { engineOf } from '../engines/engines';
import { countChanges } from '../engines/resource-counts';
import { Foundation } from '../foundation/foundation';
import { requireConsumable } from '../parameters/consumed-values';
import { DeployedState } from '../records/deployed-state';
import { callEngine } from '../run/engine-call';
import { announce } from '../run/output';
import { environmentOption, type Run } from '../run/run';
import { resultOf, type RunResult, type StackResult } from '../run/stack-result';
import { openTarget } from '../run/target';
import { producersOf } from '../workspace/stack-instance';
import { walk } from '../workspace/walk';
import { requireSynthesized, synthesizeAll } from './synth';

const signs: Record<ResourceChange['action'], string> = { add: '+', change: '~', replace: '±', destroy: '-' };

/**
 * Shows, stack by stack, what a deploy would do to each resource. Touches nothing.
 *
 * @throws BulkheadError where nothing can be compared at all
 */
export async function diff(run: Run): Promise<RunResult> {
  const target = await openTarget(run);
  try {
    const state = new DeployedState(run);
    const foundation = new Foundation(run);
    const results: StackResult[] = [];
    const all = await synthesizeAll(run);
    announce(run.output, new Map(run.selected.map((instance) => [instance, []])));
    await walk(new Map(run.selected.map((instance) => [instance, []])), run.parallel, async (instance) => {
      const startedAt = performance.now();
      const finish = (result: StackResult) => {
        results.push(result);
        run.output.event({ type: 'finished', instance, result });
      };
      run.output.event({ type: 'started', instance, doing: 'comparing' });
      try {
        const synthesized = requireSynthesized(all, instance);
        const values = await state.read(
          instance.region,
          synthesized.consumes.map(({ path }) => path),
        );
        requireConsumable(
          instance,
          synthesized.consumes,
          values,
          producersOf(instance, run.instances),
          environmentOption(run),
        );
        const engine = await engineOf(instance.engine);
        const changes = await callEngine(
          run,
          [target.lost],
          instance,
          synthesized,
          foundation.under(engine.diff),
        );
        const lines = changes.map(({ action, resource, type }) => `  ${signs[action]} ${resource} (${type})`);
        run.output.line([`${instance.id}: ${summary(changes)}`, ...lines].join('\n'));
        finish(resultOf(instance, 'done', summary(changes), startedAt, countChanges(changes)));
      } catch (error) {
        const outcome =
          error instanceof BulkheadError && error.code === 'MissingParameter' ? 'refused' : 'failed';
        finish(resultOf(instance, outcome, describeError(error), startedAt));
      }
      return true;
    });
    return { stacks: results };
  } finally {
    target.close();
  }
}

function summary(changes: readonly ResourceChange[]): string {
  if (changes.length === 0) return 'no changes';
  const count = (action: ResourceChange['action']) =>
    changes.filter((change) => change.action === action).length;
  return `${count('add')} to add, ${count('change')} to change, ${count('replace')} to replace, ${count('destroy')} to destroy`;
}
