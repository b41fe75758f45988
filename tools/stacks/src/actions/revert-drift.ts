import { describeError, Refusal } from '@bulkhead/errors';
import { driftReportOf, writeDriftReport } from '../drift/drift-report';
import { type DriftOfStack } from '../drift/drift-schema';
import { type Finding } from '../drift/finding';
import { removeAdditions } from '../drift/removing-additions';
import { requireDataGivenUp } from '../drift/requiring-data-given-up';
import { requireAsDeployed } from '../drift/requiring-deployed';
import { driftResultOf, type ToldComparison } from '../drift/told-comparison';
import { parameterKey } from '@bulkhead/stack';
import { type ResourceDrift } from '../engines/engine';
import { StackLocks } from '../locks/stack-locks';
import { standingBeside } from '../orphans/standing';
import { DeployedState } from '../records/deployed-state';
import { fileDigests } from '../records/fingerprint';
import { type Run } from '../run/run';
import { type RunResult } from '../run/run-result';
import { type StackResult } from '../run/stack-result';
import { type Target } from '../run/target';
import { environmentOption, recoverCommand } from '../workspace/printed-commands';
import { type StackInstance } from '../workspace/stack-instance';
import { deploy } from './deploy';
import { requireSynthesized } from '../run/synthesize-all';

/** Why a stack was not put back, or only partly. */
interface Problem {
  readonly outcome: 'refused' | 'failed';
  readonly reason: string;
}

/**
 * Puts back what somebody changed or deleted in the selected stacks, and removes the named additions. Then it compares
 * again.
 *
 * @param compare compares stacks, and prints what it found
 * @returns the result of the second comparison if there was one; the report keeps what the first one found
 * @throws Refusal `UnknownAddition` if a name is that of no addition: then nothing was touched
 */
export async function revertDrift(
  run: Run,
  target: Target,
  compare: (selected: readonly StackInstance[]) => Promise<ToldComparison>,
): Promise<RunResult> {
  const startedAt = performance.now();
  const found = await compare(run.selected);
  const { remove = [] } = run.options;
  const standing = standingBeside(run, found.records);
  const report = driftReportOf(run, found.findings, standing);
  writeDriftReport(run, report);
  requireKnown(run, remove, found);

  const problems = new Map<StackInstance, Problem>();
  const touched = [...found.findings].flatMap(([instance, { drift }]) =>
    drift?.drifted.some((drifted) => isWanted(drifted, remove)) ? [instance] : [],
  );
  await removeNamed(run, touched, found, problems);
  await putBack(run, target, touched, found, problems);

  // Refused stacks were not touched.
  const again = touched.filter(
    (instance) => problems.get(instance)?.outcome !== 'refused' || namesOf(run, found, instance).length > 0,
  );
  const after = again.length > 0 ? await compare(again) : undefined;
  const reverted = driftReportOf(run, found.findings, standing);
  const document = {
    ...reverted,
    drifted:
      standing.orphans.length > 0 ||
      [...found.findings].some(([instance, finding]) => {
        const now = after?.findings.get(instance);
        // If the second comparison failed, the first finding counts.
        return (now && now.status !== 'failed' ? now : finding).status === 'drifted';
      }),
    stacks: [...found.findings.keys()].map((instance, index): DriftOfStack => {
      const stack = reverted.stacks[index] as DriftOfStack;
      if (!touched.includes(instance)) return stack;
      const left = after?.findings.get(instance) ?? (found.findings.get(instance) as Finding);
      return { ...stack, ...became(stack, left, problems.get(instance)) };
    }),
  };
  writeDriftReport(run, document);
  return {
    stacks: [...found.findings.keys()].map(resultAfter),
    document,
    standing,
    amiss: standing.orphans.length > 0,
  };

  function resultAfter(instance: StackInstance): StackResult {
    const finding = after?.findings.get(instance) ?? (found.findings.get(instance) as Finding);
    const result = driftResultOf(instance, finding, startedAt);
    const problem = problems.get(instance);
    return problem ? { ...result, ...problem } : result;
  }
}

const isOf = (instance: StackInstance, app: string, stack: string, role: string): boolean =>
  instance.app === app && instance.stack === stack && instance.role === role;

/** Additions stay, unless they were named. */
function isWanted({ addition }: ResourceDrift, named: readonly string[]): boolean {
  return addition ? named.includes(addition.name) : true;
}

function requireKnown(run: Run, named: readonly string[], { findings }: ToldComparison): void {
  const known = [...findings.values()].flatMap(({ drift }) =>
    (drift?.drifted ?? []).flatMap(({ addition }) => addition?.name ?? []),
  );
  const unknown = named.filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  throw new Refusal(
    'UnknownAddition',
    `No addition of the selected stacks is called ${unknown.join(', ')}: it was removed, or was changed since. There are: ${known.join(', ') || 'none'}. Nothing was touched.`,
    {
      next: `npx nx run-many -t drift ${environmentOption(run)} shows what there is, by name`,
    },
  );
}

/** The named additions of a stack that have to be removed. */
function namesOf(
  { options: { remove = [] } }: Run,
  { findings }: ToldComparison,
  instance: StackInstance,
): string[] {
  return (findings.get(instance)?.drift?.drifted ?? []).flatMap(({ addition }) =>
    addition && remove.includes(addition.name) ? [addition.name] : [],
  );
}

async function removeNamed(
  run: Run,
  touched: readonly StackInstance[],
  found: ToldComparison,
  problems: Map<StackInstance, Problem>,
): Promise<void> {
  const { synthesized, records } = found;
  const locks = new StackLocks(run, 'drift');
  for (const instance of touched) {
    const names = namesOf(run, found, instance);
    if (names.length === 0) continue;
    try {
      const stack = requireSynthesized(synthesized, instance);
      await locks.holding(instance, () => removeAdditions(run, instance, stack, records, names));
    } catch (error) {
      problems.set(instance, problemOf(error));
      tell(run, instance, problems);
    }
  }
}

/** Deploys what is deployed already, with the usual locks, approvals, records and retries. */
async function putBack(
  run: Run,
  target: Target,
  touched: readonly StackInstance[],
  { findings, synthesized, records }: ToldComparison,
  problems: Map<StackInstance, Problem>,
): Promise<void> {
  const state = new DeployedState(run);
  const selected: StackInstance[] = [];
  for (const instance of touched) {
    const { drift } = findings.get(instance) ?? {};
    const changed = (drift?.drifted ?? []).filter(({ addition }) => !addition);
    if (changed.length === 0 || problems.has(instance)) continue;
    try {
      if (drift?.gone) throw stackGone(run, instance);
      const { consumes, directory } = requireSynthesized(synthesized, instance);
      const values = await state.readConsumed(instance, consumes.map(parameterKey));
      const wanted = { files: fileDigests(directory), consumed: Object.fromEntries(values) };
      requireAsDeployed(instance, records.get(instance), wanted, environmentOption(run));
      requireDataGivenUp(instance, changed, run.options.allowDestroy ?? []);
      selected.push(instance);
    } catch (error) {
      problems.set(instance, problemOf(error));
      tell(run, instance, problems);
    }
  }
  if (selected.length === 0 || target.lost.aborted) return;
  const { stacks } = await deploy({
    ...run,
    selected,
    options: { ...run.options, force: true, revert: true },
  });
  for (const { app, stack, role, outcome, reason } of stacks) {
    const instance = selected.find((each) => isOf(each, app, stack, role));
    if (!instance || outcome === 'deployed' || outcome === 'unchanged') continue;
    problems.set(instance, { outcome: outcome === 'refused' ? 'refused' : 'failed', reason });
  }
}

/** The part of the report that is written again after a stack was put back. */
function became(
  { resources }: DriftOfStack,
  { drift, status, reason }: Finding,
  problem: Problem | undefined,
): Pick<DriftOfStack, 'resources' | 'revert'> {
  const left = drift?.drifted ?? [];
  const isLeft = (before: DriftOfStack['resources'][number]) =>
    status === 'failed' ||
    left.some(({ resource, kind, addition }) =>
      before.addition
        ? addition?.name === before.addition.name
        : resource === before.resource && kind !== 'added',
    );
  return {
    resources: resources.map((resource) => ({
      ...resource,
      became: isLeft(resource) ? 'left' : resource.addition ? 'removed' : 'reverted',
    })),
    revert: problem ?? { outcome: left.length > 0 || status === 'failed' ? 'left' : 'reverted', reason },
  };
}

function stackGone(run: Run, { id, app, stack, role }: StackInstance): Refusal {
  return new Refusal('StackGone', `${id} is gone as a whole: it is not put back resource by resource.`, {
    next: recoverCommand(run, { app, stack, role }),
  });
}

/** The deploy has already printed its own messages. */
function tell(run: Run, instance: StackInstance, problems: ReadonlyMap<StackInstance, Problem>): void {
  const { outcome, reason } = problems.get(instance) as Problem;
  run.output.line(`${instance.id}  ${outcome}: ${reason}`);
}

function problemOf(error: unknown): Problem {
  return { outcome: error instanceof Refusal ? 'refused' : 'failed', reason: describeError(error) };
}
