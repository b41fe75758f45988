import { join, relative, resolve } from 'node:path';
import { BulkheadError, Refusal, shellWord } from '@bulkhead/errors';
import { stackId } from '@bulkhead/stack/stack-id';
import { type Engine, type EngineRequest, type ReviewedPlan } from '../engines/engine';
import { EngineFailure } from '../engines/engine-failure';
import { type DeployRecord } from '../records/record';
import { type Run } from '../run/run';
import { artifactDigests } from '../synthesis/artifact-digests';
import { type Synthesized } from '../synthesis/synthesize';
import { environmentOption } from '../workspace/printed-commands';
import { type StackInstance } from '../workspace/stack-instance';
import { type Approval } from './approvals';
import { artifactsOf, diffPaths, keptFolder, readDiffFile } from './diff-file';
import { type DiffFile, type StackDiff } from './diff-schema';
import { keptSynthesized, planFileIn } from './kept-artifacts';

/**
 * The diff that `deploy --plan` carries out. Undefined if the run has no such option.
 *
 * @throws BulkheadError `PlanMissing`, `PlanInvalid`, or `PlanStale` for a plan of another environment or account
 */
export function openReviewedDiff(run: Run): ReviewedDiff | undefined {
  const { plan } = run.options;
  return plan === undefined ? undefined : new ReviewedDiff(run, plan);
}

/** A reviewed diff, stack by stack. Checks whether the world is still the one that the diff was made in. */
export class ReviewedDiff {
  /** The commit that was checked out when the diff was made. A deploy of the diff deploys that commit. */
  readonly source: DiffFile['source'];
  private readonly stacks: ReadonlyMap<string, StackDiff>;
  private readonly artifacts: string;
  private readonly newDiff: string;
  /** How the user names the environment: `-c local`. */
  private readonly environment: string;

  constructor(run: Run, named: string) {
    const path = resolve(run.workingDirectory, named);
    this.environment = environmentOption(run);
    this.newDiff = `npx nx run-many -t diff ${this.environment}, and review it${otherPlan(run, path)}`;
    const diff = readDiffFile(path, named, this.newDiff);
    const { name, account } = run.environment;
    if (diff.environment !== name || diff.account !== account) {
      throw new Refusal(
        'PlanStale',
        `${named} is of environment ${diff.environment} in account ${diff.account}, not of ${name} in ${account}.`,
        { next: `deploy it to ${diff.environment}, or ${this.newDiff}` },
      );
    }
    this.source = diff.source;
    this.stacks = new Map(diff.stacks.map((stack) => [stackId(stack), stack]));
    this.artifacts = artifactsOf(path, diff.environment);

    const selected = new Set(run.selected.map(({ id }) => id));
    const left = [...this.stacks].filter(([id, { outcome }]) => outcome === 'planned' && !selected.has(id));
    if (left.length > 0) run.output.line(`planned, but not selected: ${left.map(([id]) => id).join(', ')}`);
  }

  /**
   * The kept artifacts of the stacks that the diff has changes for.
   *
   * @returns by stack, what was synthesized, or why it cannot be deployed
   */
  synthesized(instances: readonly StackInstance[]): Map<StackInstance, Synthesized | Error> {
    return new Map(
      instances.flatMap((instance): [StackInstance, Synthesized | Error][] => {
        const planned = this.stacks.get(instance.id);
        if (planned?.outcome !== 'planned') return [];
        try {
          this.requireUntouched(instance, planned);
          return [[instance, keptSynthesized(this.kept(planned))]];
        } catch (error) {
          return [[instance, error as Error]];
        }
      }),
    );
  }

  /**
   * Why there is nothing to deploy for a stack. Undefined if there is something.
   *
   * @throws BulkheadError `NotPlanned` if the diff could not say what a deploy would do
   */
  nothingToDeploy({ id }: StackInstance): string | undefined {
    const planned = this.stacks.get(id);
    if (!planned) return 'not in the plan';
    if (planned.outcome === 'planned') return undefined;
    if (planned.outcome === 'unchanged') return 'the plan has no changes for it';
    throw new Refusal(
      'NotPlanned',
      `The plan does not say what a deploy of ${id} would do. It was ${planned.outcome}: ${planned.reason}`,
      { next: this.newDiff },
    );
  }

  /**
   * A plan is made against one state, but a renamed stack gets its state only by the deploy.
   *
   * @param was id of the stack under its former name
   * @throws Refusal `NotPlanned`
   */
  refuseRenamed({ id, app, stack, role }: StackInstance, was: string): never {
    throw new Refusal(
      'NotPlanned',
      `${id} was ${was}: a plan cannot move its state, which a deploy without a plan does.`,
      {
        next: `npx nx run ${app}:deploy ${this.environment} --stack=${stack} --role=${role}, then ${this.newDiff}`,
      },
    );
  }

  /**
   * Checks that the deployed stack and the values for the deploy are still those of the diff.
   *
   * @param consumed present values of the consumed parameters, by path
   * @throws BulkheadError `PlanStale`, naming what has changed
   */
  requireFresh(
    instance: StackInstance,
    record: DeployRecord | undefined,
    consumed: ReadonlyMap<string, string>,
  ): void {
    const { basis } = this.planned(instance);
    const before = basis?.record;
    const moved: string[] = [];
    if (before?.at !== record?.at || before?.outcome !== record?.outcome) {
      const was = before ? `${before.outcome} at ${before.at}` : 'never deployed';
      moved.push(
        `it was ${was}, and now is ${record ? `${record.outcome} at ${record.at}` : 'not recorded'}`,
      );
    }
    const paths = new Set([...Object.keys(basis?.consumed ?? {}), ...consumed.keys()]);
    for (const path of [...paths].sort()) {
      const [was, is] = [basis?.consumed[path], consumed.get(path)];
      if (was !== is) moved.push(`${path} changed from ${was ?? '(nothing)'} to ${is ?? '(nothing)'}`);
    }
    this.requireUnmoved(instance, moved);
  }

  /** The plan that the engine carries out. */
  planOf(instance: StackInstance): ReviewedPlan {
    const planned = this.planned(instance);
    return { file: planFileIn(this.kept(planned)), deployed: planned.basis?.deployed };
  }

  /** Turns a failure of an engine into one that is not tried again, with the next step. */
  afterFailure(error: unknown): unknown {
    if (!(error instanceof EngineFailure)) return error;
    return new BulkheadError(error.code, error.message, {
      next: `what was done is kept; for the rest, ${this.newDiff}`,
      cause: error,
    });
  }

  private requireUntouched(instance: StackInstance, planned: StackDiff): void {
    const [kept, now] = [planned.basis?.artifacts ?? {}, artifactDigests(this.kept(planned))];
    const files = new Set([...Object.keys(kept), ...Object.keys(now)]);
    const moved = [...files]
      .filter((file) => kept[file] !== now[file])
      .sort()
      .map((file) => `${file} of what was kept is ${file in now ? 'not what it was' : 'gone'}`);
    this.requireUnmoved(instance, moved);
  }

  private requireUnmoved({ id }: StackInstance, moved: readonly string[]): void {
    if (moved.length === 0) return;
    throw new Refusal(
      'PlanStale',
      [`The plan for ${id} is no longer what a deploy would do:`, ...moved].join('\n  '),
      { next: this.newDiff },
    );
  }

  private planned({ id }: StackInstance): StackDiff {
    const planned = this.stacks.get(id);
    if (!planned) throw new RangeError(`${id} is not in the plan.`);
    return planned;
  }

  private kept(planned: StackDiff): string {
    return keptFolder(this.artifacts, planned);
  }
}

/** What to add about a new diff if it is written to another place than the user named. */
function otherPlan({ workspaceRoot, workingDirectory, environment }: Run, path: string): string {
  const written = join(workspaceRoot, diffPaths(environment.name).json);
  return written === path ? '' : `; then write ${shellWord(`--plan=${relative(workingDirectory, written)}`)}`;
}

/**
 * A deploy with its values, the reviewed diff, and the approvals. The reviewed diff is carried out once: after a
 * failure the world is no longer the one that it was made in.
 *
 * @param deploy the engine's
 * @param approvals all asked before anything is touched
 */
export function onTerms(
  deploy: Engine['deploy'],
  instance: StackInstance,
  consumed: Readonly<Record<string, string>>,
  reviewed: ReviewedDiff | undefined,
  approvals: readonly Approval[],
): Engine['deploy'] {
  const terms: Partial<EngineRequest> = {
    consumed: new Map(Object.entries(consumed)),
    ...(reviewed && { reviewed: reviewed.planOf(instance) }),
    ...(approvals.length > 0 && {
      approve: (changes) => approvals.forEach((approve) => approve(changes)),
    }),
  };
  return async (request) => {
    try {
      return await deploy({ ...request, ...terms });
    } catch (error) {
      throw reviewed?.afterFailure(error) ?? error;
    }
  };
}
