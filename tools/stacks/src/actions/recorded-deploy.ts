import { type ResourceCounts } from '../engines/engine';
import { engineOf } from '../engines/engines';
import { LeftAtWork } from '../engines/left-at-work';
import { providerRegions } from '../engines/terraform/provider-regions';
import { requirePublished } from '../parameters/published-values';
import { approvalsOf } from '../plans/approvals';
import { onTerms } from '../plans/reviewed-diff';
import { type DeployedContent, undecided } from '../records/deploy-records';
import { requireAsDecided } from '../records/fingerprint';
import { type DeployRecord } from '../records/record';
import { recorded } from '../records/recorded';
import { unrecordedReaders } from '../records/unrecorded-readers';
import { alteredValues, type Fingerprint } from '../records/why-deploy';
import { callEngine } from '../run/engine-call';
import { overAttempts } from '../run/over-attempts';
import { instancesInReach } from '../run/run';
import { publishedPatterns } from '../synthesis/exchanged-parameters';
import { type Synthesized } from '../synthesis/synthesize';
import { type StackInstance } from '../workspace/stack-instance';
import { type Deployment } from './deployment';

/** The inputs for the deploy of one stack. */
export interface StackToDeploy {
  readonly instance: StackInstance;
  readonly synthesized: Synthesized;
  readonly wanted: Fingerprint;
  /** Aborted if the lock of the stack was lost. */
  readonly lockLost: AbortSignal;
}

/**
 * Lets the engine deploy a stack. Until the deploy has succeeded, the record says that the stack may still read and
 * publish what it did before.
 *
 * @returns what the engine touched
 * @throws what `callEngine` and `requirePublished` throw, and refusals of the approvals
 */
export async function recordedDeploy(deployment: Deployment, stack: StackToDeploy): Promise<ResourceCounts> {
  const { run, target, state, agreement, records, regions } = deployment;
  const { instance, lockLost } = stack;
  const before = records.of(instance);
  const deployed = await contentOf(deployment, stack, before);
  const unsettled = undecided(before, deployed);
  await regions.note(instance.region);
  return recorded(state, {
    instance,
    before,
    during: { ...unsettled, outcome: 'deploying', at: now(), state: before?.state },
    failed: async () => ({
      ...unsettled,
      outcome: 'failed',
      at: now(),
      state: (await agreement.stateOf(instance)) ?? before?.state,
    }),
    isUnderWay: (error) =>
      error instanceof LeftAtWork || target.lost.aborted || lockLost.aborted || run.interrupted.aborted,
    work: async (attempt) => {
      const startedAt = performance.now();
      const result = await runEngine(deployment, stack, before, attempt);
      const seconds = Math.round((performance.now() - startedAt) / 1_000);
      // Also reads values that the stack no longer publishes, so that no later stack of the run takes them for still
      // there.
      const values = await state.read(instance.region, Object.keys(unsettled.published));
      requirePublished(instance, stack.synthesized.publishes, values);
      deployment.published.set(instance, values);
      const own = [...values].filter(([path]) => path in deployed.published);
      return {
        result,
        after: {
          ...deployed,
          publishedValues: Object.fromEntries(own),
          outcome: 'deployed',
          at: now(),
          seconds,
          state: await agreement.stateOf(instance),
        },
      };
    },
  });
}

/** The record of the stack once it is deployed, without the values that it publishes then. */
async function contentOf(
  { run, gate, origin }: Deployment,
  { instance, synthesized, wanted }: StackToDeploy,
  before: DeployRecord | undefined,
): Promise<DeployedContent> {
  const { role, app, stack, engine } = instance;
  return {
    of: { environment: run.environment.name, role, app, stack },
    engine,
    by: await origin(),
    providers: providerRegions(synthesized.directory),
    files: wanted.files,
    consumed: wanted.consumed,
    published: publishedPatterns(synthesized),
    publishedValues: before?.publishedValues ?? {},
    ...(run.options.revert ? { withoutPolicy: before?.withoutPolicy } : gate.remarkOn(instance)),
  };
}

/** @param attempt called before each attempt */
async function runEngine(
  deployment: Deployment,
  { instance, synthesized, wanted, lockLost }: StackToDeploy,
  before: DeployRecord | undefined,
  attempt: () => void,
): Promise<ResourceCounts> {
  const { run, target, state, agreement, records, foundation, reviewed } = deployment;
  const engine = await engineOf(instance.engine);
  const { allowDestroy = [], revert = false } = run.options;
  // A stack that publishes nothing, or was never deployed, can take nothing away from others.
  const reach = before && instance.publishes.length > 0 ? instancesInReach(run) : [];
  const others = reach.filter((other) => other !== instance);
  const unrecorded = await unrecordedReaders(run, others, deployment);
  const approvals = approvalsOf(run.environment, instance, synthesized, allowDestroy, records, unrecorded);
  const deploy = onTerms(engine.deploy, instance, wanted.consumed, reviewed, approvals);
  const counted = overAttempts(async (request) => {
    requireAsDecided(instance, synthesized, wanted.files);
    return deploy(request);
  });
  // CloudFormation does not look at parameters that the template does not change.
  if (instance.engine === 'cdk') await state.putBack(instance, alteredValues(before, wanted));
  const call = foundation.under((request) => {
    attempt();
    return counted(request);
  });
  return callEngine(run, [target.lost, lockLost], instance, synthesized, call, {
    unfinished: before ? before.outcome !== 'deployed' : await agreement.keeps(instance),
    revertDrift: revert,
    changes: 'deploy',
    atWork: engine.atWork,
    isRecorded: true,
  });
}

function now(): string {
  return new Date().toISOString();
}
