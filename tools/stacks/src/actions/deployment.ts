import { Foundation } from '../foundation/foundation';
import { StackLocks } from '../locks/stack-locks';
import { enterUnrecorded } from '../orphans/unrecorded-stacks';
import { type ReviewedDiff } from '../plans/reviewed-diff';
import { PolicyGate } from '../policy/gate';
import { PreflightGate } from '../preflight/preflight-gate';
import { stacksToDeploy } from '../preflight/stacks-to-deploy';
import { DeployedRegions } from '../records/deployed-regions';
import { DeployedState } from '../records/deployed-state';
import { GitHistory } from '../records/git-history';
import { type KnownRecords } from '../records/known-records';
import { originOf } from '../records/origin';
import { type RecordOrigin } from '../records/record';
import { RenewedOrigins } from '../records/renewed-origins';
import { StateAgreement } from '../records/state-agreement';
import { instancesInReach, type Run } from '../run/run';
import { synthesizeAll } from '../run/synthesize-all';
import { type Target } from '../run/target';
import { consumedKeys, publishedPaths } from '../synthesis/exchanged-parameters';
import { type Synthesized } from '../synthesis/synthesize';
import { environmentOption } from '../workspace/printed-commands';
import { type StackInstance } from '../workspace/stack-instance';

/** What the deploys of all stacks of a run share. */
export interface Deployment {
  readonly run: Run;
  readonly target: Target;
  /** The reviewed diff that the run carries out, if there is one. */
  readonly reviewed: ReviewedDiff | undefined;
  /** What every selected stack was synthesized to, or why its synthesis failed. */
  readonly synthesized: ReadonlyMap<StackInstance, Synthesized | Error>;
  /** The records of the stacks in reach, as the run last read them. */
  readonly records: KnownRecords;
  readonly state: DeployedState;
  readonly agreement: StateAgreement;
  /** Stacks that were not touched because AWS does not say what their engine keeps. */
  readonly outOfReach: Set<StackInstance>;
  /** The values that the deployed stacks publish now, by path. */
  readonly published: Map<StackInstance, ReadonlyMap<string, string>>;
  readonly regions: DeployedRegions;
  readonly foundation: Foundation;
  readonly locks: StackLocks;
  readonly gate: PolicyGate;
  /** The preflight before the first engine starts. */
  readonly preflight: PreflightGate;
  /** Who deploys, and from which commit. Asked once, when the first stack is deployed. */
  readonly origin: () => Promise<RecordOrigin>;
  /** The renewed origins of unchanged stacks. */
  readonly renewedOrigins: RenewedOrigins;
}

/**
 * Synthesizes the selected stacks and reads their records, for all of them at once.
 *
 * @throws Refusal `ReasonMissing`, or BulkheadError if nothing can be deployed at all
 */
export async function openDeployment(
  run: Run,
  target: Target,
  reviewed: ReviewedDiff | undefined,
): Promise<Deployment> {
  let synthesized: Deployment['synthesized'] = new Map();
  const gate = new PolicyGate(run, () => synthesized);
  const state = new DeployedState(run);
  const agreement = new StateAgreement(run);
  const reach = instancesInReach(run);
  agreement.lookAhead(reach);
  synthesized = await (reviewed?.synthesized(run.selected) ?? synthesizeAll(run));
  const records = await state.readAhead(reach, (instance) => [
    ...consumedKeys(synthesized.get(instance)),
    ...publishedPaths(synthesized.get(instance)),
  ]);
  await enterUnrecorded(run, records, agreement, 'note');
  const regions = new DeployedRegions(
    run,
    records,
    (found) => state.enterAll(records, found),
    target.enabledRegions,
  );
  if (!run.options.dryRun) await regions.catchUp();
  const preflight = new PreflightGate(run, () => ({
    caller: target.caller,
    stacks: stacksToDeploy(synthesized, records, run.options.force ?? false),
    isRecorded: (instance) => records.has(instance),
    valuesOf: (instance, keys) => state.lastConsumed(instance, keys),
  }));
  let asked: Promise<RecordOrigin> | undefined;
  const origin = () => (asked ??= originOf(run.workspaceRoot, target.caller, reviewed));
  return {
    run,
    target,
    reviewed,
    synthesized,
    records,
    state,
    agreement,
    outOfReach: new Set(),
    published: new Map(),
    regions,
    foundation: new Foundation(run),
    locks: new StackLocks(run, 'deploy'),
    gate,
    preflight,
    origin,
    renewedOrigins: new RenewedOrigins(
      {
        environmentReference: run.options.environment,
        environmentOption: environmentOption(run),
        workingDirectory: run.workingDirectory,
      },
      new GitHistory(run.workspaceRoot),
      origin,
    ),
  };
}
