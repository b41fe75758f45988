import { describeError, Refusal } from '@bulkhead/errors';
import { requireSynthesized, synthesizeAll } from '../actions/synth';
import { type StackDrift } from '../engines/engine';
import { engineOf } from '../engines/engines';
import { DeployedState } from '../records/deployed-state';
import { enterUnrecorded } from '../orphans/unrecorded-stacks';
import { type KnownRecords } from '../records/known-records';
import { StateAgreement } from '../records/state-agreement';
import { callEngine } from '../run/engine-call';
import { instancesInReach, type Run } from '../run/run';
import { type Target } from '../run/target';
import { type Synthesized } from '../synthesis/synthesize';
import { type StackInstance } from '../workspace/stack-instance';
import { walk } from '../workspace/walk';
import { EnvironmentAdditions } from './additions/stack-additions';
import { type Finding, findingOf, neverDeployed } from './finding';
import { withAdditions } from './with-additions';

/** What a comparison was made with, and what was found. */
export interface Comparison {
  /** In the order of the manifests, so that two reports can be compared, whichever stack was done first. */
  readonly findings: ReadonlyMap<StackInstance, Finding>;
  readonly records: KnownRecords;
  readonly synthesized: ReadonlyMap<StackInstance, Synthesized | Error>;
}

/**
 * Compares the selected stacks, each for itself, with what AWS says is there; one that fails does not stop the others.
 *
 * @param onStart called before a stack is compared
 * @param onFound called as soon as one is
 */
export async function compareStacks(
  run: Run,
  { lost }: Pick<Target, 'lost'>,
  onStart: (instance: StackInstance) => void,
  onFound: (instance: StackInstance, finding: Finding, startedAt: number) => void,
): Promise<Comparison> {
  const agreement = new StateAgreement(run);
  const reach = instancesInReach(run);
  agreement.lookAhead(reach);
  const records = await new DeployedState(run).records(reach);
  await enterUnrecorded(run, records, agreement);
  const deployed = run.selected.filter((instance) => records.has(instance));
  const synthesized = await synthesizeAll({ ...run, selected: deployed });
  const known = new Map(
    [...synthesized].flatMap(([instance, outcome]): [StackInstance, Synthesized][] =>
      outcome instanceof Error ? [] : [[instance, outcome]],
    ),
  );
  const additions = new EnvironmentAdditions(run, known, records);

  const compare = async (instance: StackInstance): Promise<Finding> => {
    const record = records.of(instance);
    if (!record) return neverDeployed;
    await agreement.require(instance, record);
    const engine = await engineOf(instance.engine);
    const stack = requireSynthesized(synthesized, instance);
    const drift = await callEngine(run, [lost], instance, stack, engine.drift);
    return findingOf(await withAdded(drift, instance), record.outcome);
  };
  const withAdded = async (drift: StackDrift, instance: StackInstance): Promise<StackDrift> => {
    if (drift.gone) return drift;
    try {
      return withAdditions(drift, await additions.of(instance));
    } catch (error) {
      const reason = `additions could not be looked for: ${(error as Error).message}`;
      return { ...drift, incomplete: [drift.incomplete, reason].filter(Boolean).join('; ') };
    }
  };

  const findings = new Map(run.selected.map((instance) => [instance, neverDeployed]));
  try {
    await walk(new Map(run.selected.map((instance) => [instance, []])), run.parallel, async (instance) => {
      const startedAt = performance.now();
      onStart(instance);
      const finding = await compare(instance).catch(failed);
      findings.set(instance, finding);
      onFound(instance, finding, startedAt);
      return true;
    });
  } finally {
    additions.close();
  }
  return { findings, records, synthesized };
}

function failed(error: unknown): Finding {
  return { status: 'failed', reason: describeError(error), refused: error instanceof Refusal };
}
