import { describeError, Refusal } from '@bulkhead/errors';
import { describeFinding } from '../drift/describe-drift';
import { driftReportOf, removeDriftReport, writeDriftReport } from '../drift/drift-report';
import { type Finding, findingOf, neverDeployed } from '../drift/finding';
import { engineOf } from '../engines/engines';
import { DeployedState } from '../records/deployed-state';
import { type KnownRecords } from '../records/known-records';
import { StateAgreement } from '../records/state-agreement';
import { callEngine } from '../run/engine-call';
import { announce } from '../run/output';
import { environmentOption, type Run } from '../run/run';
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
    agreement.lookAhead(run.selected);
    const records = await new DeployedState(run).records(run.selected);
    const obstacles = await obstaclesTo(run, records, agreement);
    const comparable = run.selected.filter((instance) => !obstacles.has(instance));
    // Of a stack whose record is gone the engine may know still.
    const isKept = await Promise.all(
      comparable.map((instance) => records.has(instance) || agreement.keeps(instance)),
    );
    const deployed = comparable.filter((_, index) => isKept[index]);
    const synthesized = await synthesizeAll({ ...run, selected: deployed });

    const compare = async (instance: StackInstance): Promise<Finding> => {
      if (obstacles.has(instance)) throw obstacles.get(instance);
      if (!deployed.includes(instance)) return neverDeployed;
      const record = records.get(instance);
      const engine = await engineOf(instance.engine);
      const stack = requireSynthesized(synthesized, instance);
      return findingOf(await callEngine(run, [target.lost], instance, stack, engine.drift), record?.outcome);
    };
    announce(run.output, new Map(run.selected.map((instance) => [instance, []])));
    // Entered in the order of the manifests, so that two reports can be compared, whichever stack was done first.
    const findings = new Map(run.selected.map((instance) => [instance, neverDeployed]));
    const stacks: StackResult[] = [];
    // What is refused is known at once, and stands above all that was compared.
    const refusedFirst = [
      ...obstacles.keys(),
      ...run.selected.filter((instance) => !obstacles.has(instance)),
    ];
    await walk(new Map(refusedFirst.map((instance) => [instance, []])), run.parallel, async (instance) => {
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
    const document = driftReportOf(run, findings);
    writeDriftReport(run, document);
    return { stacks, document };
  } finally {
    target.close();
  }
}

/** Why stacks cannot be compared: nobody knows what was deployed of them. */
async function obstaclesTo(
  { selected }: Run,
  records: KnownRecords,
  agreement: StateAgreement,
): Promise<Map<StackInstance, unknown>> {
  const obstacles = new Map<StackInstance, unknown>();
  await Promise.all(
    selected.map(async (instance) => {
      try {
        await agreement.require(instance, records.of(instance));
      } catch (error) {
        obstacles.set(instance, error);
      }
    }),
  );
  return obstacles;
}

function failed(error: unknown): Finding {
  return { status: 'failed', reason: describeError(error), refused: error instanceof Refusal };
}
