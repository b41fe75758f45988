import { describeError, Refusal } from '@bulkhead/errors';
import { describeFinding } from '../drift/describe-drift';
import { driftReportOf, removeDriftReport, writeDriftReport } from '../drift/drift-report';
import { type Finding, findingOf, neverDeployed } from '../drift/finding';
import { engineOf } from '../engines/engines';
import { standingBeside } from '../orphans/standing';
import { enterUnrecorded } from '../orphans/unrecorded-stacks';
import { DeployedState } from '../records/deployed-state';
import { StateAgreement } from '../records/state-agreement';
import { callEngine } from '../run/engine-call';
import { announce } from '../run/output';
import { environmentOption, instancesInReach, type Run } from '../run/run';
import { type RunResult } from '../run/run-result';
import { type Outcome, resultOf, type StackResult } from '../run/stack-result';
import { openTarget } from '../run/target';
import { type StackInstance } from '../workspace/stack-instance';
import { walk } from '../workspace/walk';
import { requireSynthesized, synthesizeAll } from './synth';

const outcomes: Record<Finding['status'], Outcome> = {
  'in-sync': 'done',
  drifted: 'drifted',
  unchecked: 'unchecked',
  'not-deployed': 'done',
  failed: 'failed',
};

/**
 * Compares the deployed stacks with what AWS says is there, and writes `dist/drift/<environment>.json`. Touches
 * nothing. Each stack is compared for itself; one that fails does not stop the others.
 *
 * @throws BulkheadError where nothing can be compared at all
 */
export async function drift(run: Run): Promise<RunResult> {
  removeDriftReport(run);
  const target = await openTarget(run);
  try {
    const agreement = new StateAgreement(run);
    const reach = instancesInReach(run);
    agreement.lookAhead(reach);
    const records = await new DeployedState(run).records(reach);
    await enterUnrecorded(run, records, agreement);
    const deployed = run.selected.filter((instance) => records.has(instance));
    const synthesized = await synthesizeAll({ ...run, selected: deployed });

    const compare = async (instance: StackInstance): Promise<Finding> => {
      const record = records.of(instance);
      if (!record) return neverDeployed;
      await agreement.require(instance, record);
      const engine = await engineOf(instance.engine);
      const stack = requireSynthesized(synthesized, instance);
      return findingOf(await callEngine(run, [target.lost], instance, stack, engine.drift), record.outcome);
    };
    announce(run.output, new Map(run.selected.map((instance) => [instance, []])));
    // Entered in the order of the manifests, so that two reports can be compared, whichever stack was done first.
    const findings = new Map(run.selected.map((instance) => [instance, neverDeployed]));
    const stacks: StackResult[] = [];
    await walk(new Map(run.selected.map((instance) => [instance, []])), run.parallel, async (instance) => {
      const startedAt = performance.now();
      run.output.event({ type: 'started', instance, doing: 'comparing' });
      const finding = await compare(instance).catch(failed);
      findings.set(instance, finding);
      run.output.line(describeFinding(instance, finding, environmentOption(run)).join('\n'));
      const outcome = finding.refused ? 'refused' : outcomes[finding.status];
      const result = resultOf(instance, outcome, finding.reason, startedAt);
      stacks.push(result);
      run.output.event({ type: 'finished', instance, result, told: true });
      return true;
    });
    const standing = standingBeside(run, records);
    const document = driftReportOf(run, findings, standing);
    writeDriftReport(run, document);
    // What stands beside the configuration is the largest difference between the two: who checks at night must see it.
    return { stacks, document, standing, amiss: standing.orphans.length > 0 };
  } finally {
    target.close();
  }
}

function failed(error: unknown): Finding {
  return { status: 'failed', reason: describeError(error), refused: error instanceof Refusal };
}
