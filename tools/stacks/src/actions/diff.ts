import { join } from 'node:path';
import { writeAtomically } from '@bulkhead/emulator/write-atomically';
import { whileAlone } from '../checkout/while-alone';
import { countChanges } from '../engines/resource-counts';
import { standingBeside } from '../orphans/standing';
import { type Standing } from '../run/standing';
import { enterUnrecorded } from '../orphans/unrecorded-stacks';
import { consideringProducers } from '../plans/considering-producers';
import { diffPaths, discardDiff, writeDiffFile } from '../plans/diff-file';
import { diffLines } from '../plans/diff-lines';
import { diffMarkdown } from '../plans/diff-markdown';
import { type DiffFile, type StackDiff } from '../plans/diff-schema';
import { countsInWords } from '../plans/diff-summary';
import { withoutEmulator } from '../plans/without-emulator';
import { StackComparison } from '../plans/stack-comparison';
import { PolicyGate } from '../policy/gate';
import { brokenOff } from '../preflight/broken-off';
import { preflightLines } from '../preflight/preflight-lines';
import { type PreflightResult } from '../preflight/preflight-schema';
import { stacksToDeploy } from '../preflight/stacks-to-deploy';
import { DeployedState } from '../records/deployed-state';
import { type KnownRecords } from '../records/known-records';
import { originOf } from '../records/origin';
import { StateAgreement } from '../records/state-agreement';
import { announce } from '../run/output';
import { instancesInReach, type Run } from '../run/run';
import { type RunResult } from '../run/run-result';
import { type Outcome, resultOf, type StackResult } from '../run/stack-result';
import { openTarget, type Target } from '../run/target';
import { orderOf } from '../workspace/stack-graph';
import { type StackInstance } from '../workspace/stack-instance';
import { walk } from '../workspace/walk';
import { requireSynthesized, synthesizeAll } from '../run/synthesize-all';
import { type Synthesized } from '../synthesis/synthesize';

const outcomes: Record<StackDiff['outcome'], Outcome> = {
  planned: 'done',
  unchanged: 'unchanged',
  deferred: 'deferred',
  refused: 'refused',
  failed: 'failed',
};

/**
 * Shows, stack by stack, what a deploy would do to each resource, and keeps what is needed to deploy exactly that.
 * Touches nothing. If a stack needs a value that is not produced yet, it is deferred, not planned with an invented
 * value.
 *
 * @throws BulkheadError if nothing can be compared at all
 */
export async function diff(run: Run): Promise<RunResult> {
  const { workspaceRoot, environment, interrupted: signal, output } = run;
  const on = `diff/${environment.name}`;
  // Files of two diffs must never be mixed.
  return whileAlone({ workspaceRoot, on, waitMs: Infinity, signal, say: output.line }, () => diffAlone(run));
}

async function diffAlone(run: Run): Promise<RunResult> {
  // Producers come first, because a producer has fewer stacks before it than its consumers have.
  const order = [...orderOf(run.selected, run.instances)].sort(([, a], [, b]) => a.length - b.length);
  const target = await openTarget(run);
  const source = sourceOf(run, target);
  try {
    discardDiff(run.workspaceRoot, run.environment.name);
    const agreement = new StateAgreement(run);
    agreement.lookAhead(instancesInReach(run));
    const [synthesized, records] = await Promise.all([
      synthesizeAll(run),
      new DeployedState(run).records(instancesInReach(run)),
    ]);
    await enterUnrecorded(run, records, agreement, 'note');
    // A failure of the preflight must not stop the comparison.
    const foreseen = lookAhead(run, target, synthesized, records).catch(brokenOff);
    const gate = new PolicyGate(run, () => synthesized);
    const comparison = new StackComparison(run, target, records, agreement, gate);
    const compared = new Map<StackInstance, StackDiff>();
    const results = new Map<StackInstance, StackResult>();
    // No stack waits for another: each is compared with what is deployed now.
    const alone = new Map(order.map(([instance]) => [instance, []]));
    announce(run.output, alone);
    await walk(alone, run.parallel, async (instance) => {
      const startedAt = performance.now();
      run.output.event({ type: 'started', instance, doing: 'comparing' });
      const stack = await comparison.of(instance, () => requireSynthesized(synthesized, instance));
      const told = asTold(run, stack);
      const result = resultOf(instance, 'done', '', startedAt, countChanges(told.changes));
      compared.set(instance, stack);
      results.set(instance, result);
      run.output.event({ type: 'finished', instance, result: { ...result, ...ending(told) }, told: true });
      return true;
    });

    const considered = consideringProducers(compared, run.instances);
    const stacks = order.flatMap(([instance]) => considered.get(instance) ?? []);
    const standing = standingBeside(run, records);
    writeDiff(run, stacks, standing, await foreseen, await source);
    return {
      standing,
      stacks: order.flatMap(([instance]) => {
        const [result, stack] = [results.get(instance), considered.get(instance)];
        return result && stack ? [{ ...result, ...ending(asTold(run, stack)) }] : [];
      }),
    };
  } finally {
    target.close();
  }
}

/**
 * A diff as people count it, without differences that only the local AWS makes.
 *
 * @emulator Attributes that the emulator does not return as they were given are folded to one line of a diff.
 */
function asTold({ environment }: Run, stack: StackDiff): StackDiff {
  return environment.target === 'emulator' ? (withoutEmulator([stack])[0][0] ?? stack) : stack;
}

/** The part of a diff that the run report has of a stack. */
function ending({ outcome, reason, causes, changes }: StackDiff) {
  const inWords = outcome === 'planned' ? `${countsInWords(changes)}: ${reason}` : reason;
  return { outcome: outcomes[outcome], reason: inWords, causes };
}

/** Reasons for which a deploy would fail, beside those found for each stack. Undefined if it would deploy nothing. */
async function lookAhead(
  run: Run,
  target: Target,
  synthesized: ReadonlyMap<StackInstance, Synthesized | Error>,
  records: KnownRecords,
): Promise<PreflightResult | undefined> {
  const wanted = stacksToDeploy(synthesized, records, false);
  if (wanted.size === 0) return undefined;
  const { preflight } = await import('../preflight/preflight.js');
  const state = new DeployedState(run);
  return preflight({
    run,
    caller: target.caller,
    stacks: wanted,
    isRecorded: (instance) => records.has(instance),
    valuesOf: (instance, keys) => state.readConsumed(instance, keys),
  });
}

/** The commit that is checked out when the diff begins, before the synthesis. */
async function sourceOf({ workspaceRoot }: Run, { caller }: Target): Promise<DiffFile['source']> {
  const { commit, clean } = await originOf(workspaceRoot, caller);
  return commit === undefined ? undefined : { commit, clean: clean ?? false };
}

/**
 * Writes a diff for people, for a pull request and for a deploy of exactly that diff.
 *
 * @emulator A diff says in one line how many attributes differ only on the emulator.
 */
function writeDiff(
  { workspaceRoot, environment, output }: Run,
  stacks: StackDiff[],
  { orphans }: Standing,
  preflight: PreflightResult | undefined,
  source: DiffFile['source'],
): void {
  const { name, account } = environment;
  const { json, markdown } = diffPaths(name);
  const at = new Date().toISOString();
  const written = writeDiffFile(join(workspaceRoot, json), {
    version: 1,
    environment: name,
    account,
    at,
    ...(source && { source }),
    stacks,
    orphans: [...orphans],
    ...(preflight && { preflight }),
  });
  writeAtomically(join(workspaceRoot, markdown), diffMarkdown(written, json));
  const emulator = environment.target === 'emulator' ? json : undefined;
  for (const line of diffLines(name, stacks, emulator)) output.line(line);
  if (preflight) for (const line of preflightLines(preflight)) output.line(line);
  output.line(`written: ${json}, ${markdown}`);
}
