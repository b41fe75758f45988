import { describeError, Refusal } from '@bulkhead/errors';
import { requireSynthesized, synthesizeAll } from '../run/synthesize-all';
import { type StackDrift } from '../engines/engine';
import { engineOf } from '../engines/engines';
import { beforeTouching } from '../records/before-touching';
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

/** The inputs and the findings of a comparison. */
export interface Comparison {
  /** In the order of the manifests, so that two reports can be compared, whichever stack was done first. */
  readonly findings: ReadonlyMap<StackInstance, Finding>;
  readonly records: KnownRecords;
  readonly synthesized: ReadonlyMap<StackInstance, Synthesized | Error>;
}

/**
 * Compares each selected stack with AWS, independently. A failure of one does not stop the others.
 *
 * @param onStart called before a stack is compared
 * @param onFound called as soon as a stack is compared
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
  await enterUnrecorded(run, records, agreement, 'note');
  const obstacles = await obstaclesTo(run, records, agreement);
  const comparable = run.selected.filter((instance) => !obstacles.has(instance));
  // The engine may still know a stack whose record is gone.
  const isKept = await Promise.all(
    comparable.map(async (instance) => {
      try {
        return records.has(instance) || (await beforeTouching(instance.id, agreement.keeps(instance)));
      } catch (error) {
        obstacles.set(instance, error);
        return false;
      }
    }),
  );
  const deployed = comparable.filter((_, index) => isKept[index]);
  const synthesized = await synthesizeAll({ ...run, selected: deployed });
  const known = new Map(
    [...synthesized].flatMap(([instance, outcome]): [StackInstance, Synthesized][] =>
      outcome instanceof Error ? [] : [[instance, outcome]],
    ),
  );
  const additions = new EnvironmentAdditions(run, known, records);

  const compare = async (instance: StackInstance): Promise<Finding> => {
    if (obstacles.has(instance)) throw obstacles.get(instance);
    if (!deployed.includes(instance)) return neverDeployed;
    const engine = await engineOf(instance.engine);
    const stack = requireSynthesized(synthesized, instance);
    const drift = await callEngine(run, [lost], instance, stack, engine.drift);
    return findingOf(await withAdded(drift, instance), records.get(instance)?.outcome);
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
    // Refusals are known at once, and come before all compared stacks.
    const inOrder = [...obstacles.keys(), ...comparable];
    await walk(new Map(inOrder.map((instance) => [instance, []])), run.parallel, async (instance) => {
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
