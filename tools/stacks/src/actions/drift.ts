import { Refusal } from '@bulkhead/errors';
import { compareStacks } from '../drift/compare-stacks';
import { describeFinding } from '../drift/describe-drift';
import { driftReportOf, removeDriftReport, writeDriftReport } from '../drift/drift-report';
import { driftResultOf, type ToldComparison } from '../drift/told-comparison';
import { standingBeside } from '../orphans/standing';
import { announce } from '../run/output';
import { type Run } from '../run/run';
import { type RunResult } from '../run/run-result';
import { type StackResult } from '../run/stack-result';
import { openTarget, type Target } from '../run/target';
import { environmentOption } from '../workspace/printed-commands';

/**
 * Compares the deployed stacks with AWS, and writes `dist/drift/<environment>.json`. Touches nothing, except with
 * `revert`: then it puts back what was changed or deleted, removes the additions that `remove` names, and compares
 * again. The report keeps what was found and what became of it.
 *
 * @throws BulkheadError if nothing can be compared at all
 */
export async function drift(run: Run): Promise<RunResult> {
  const { revert = false, remove = [] } = run.options;
  if (remove.length > 0 && !revert) {
    throw new Refusal('RemoveWithoutRevert', 'Additions are removed with --revert only.', {
      next: `add --revert, which also puts back what was changed or deleted in the stacks that are selected`,
    });
  }
  removeDriftReport(run);
  const target = await openTarget(run);
  try {
    announce(run.output, new Map(run.selected.map((instance) => [instance, []])));
    if (!revert) {
      const { findings, stacks, records } = await compare(run, target);
      const standing = standingBeside(run, records);
      const document = driftReportOf(run, findings, standing);
      writeDriftReport(run, document);
      // A stack outside the configuration is the largest drift of all: a nightly check must show it.
      return { stacks, document, standing, amiss: standing.orphans.length > 0 };
    }
    const { revertDrift } = await import('./revert-drift.js');
    return await revertDrift(run, target, (selected) => compare({ ...run, selected }, target));
  } finally {
    target.close();
  }
}

async function compare(run: Run, target: Target): Promise<ToldComparison> {
  const stacks: StackResult[] = [];
  const comparison = await compareStacks(
    run,
    target,
    (instance) => run.output.event({ type: 'started', instance, doing: 'comparing' }),
    (instance, finding, startedAt) => {
      run.output.line(describeFinding(instance, finding, environmentOption(run)).join('\n'));
      const result = driftResultOf(instance, finding, startedAt);
      stacks.push(result);
      run.output.event({ type: 'finished', instance, result, told: true });
    },
  );
  return { ...comparison, stacks };
}
