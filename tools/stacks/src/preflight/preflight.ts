import { untilAborted } from '../engines/until-aborted';
import { Foundation } from '../foundation/foundation';
import { type Run } from '../run/run';
import { lookAhead } from '../retries/looking-ahead';
import { environmentOption } from '../workspace/printed-commands';
import { type Synthesized } from '../synthesis/synthesize';
import { type StackInstance } from '../workspace/stack-instance';
import { type Check } from './check';
import { nothing, type PlannedStack } from './planned-stack';
import { type Finding, type PreflightResult } from './preflight-schema';
import { PreflightServices } from './preflight-services';
import { type Scene } from './scene';
import { foldedNotes, type Note, unknownFact } from './unknown-fact';

/** How long a check may take, in ms. What AWS has not answered by then is unknown, and delays no deploy. */
const patienceMs = 10_000;

/** The input of a preflight. */
export interface PreflightRequest {
  readonly run: Run;
  /** ARN of the caller. */
  readonly caller: string;
  /** What would be deployed. */
  readonly stacks: ReadonlyMap<StackInstance, Synthesized>;
  /** True for a stack that was deployed before, at least in part. */
  readonly isRecorded: (instance: StackInstance) => boolean;
  readonly valuesOf: Scene['valuesOf'];
}

/** How a preflight looks. */
export interface Looking {
  readonly checks: readonly Check[];
  /** For each check, in ms. */
  readonly patience: number;
  readonly servicesOf: (region: string) => PreflightServices;
}

/**
 * Checks everything that can be known before an engine starts, all checks of all regions at once. It changes nothing.
 * If AWS does not answer, for whatever reason, that is a note and no finding: a region that is away does not delay
 * another. So the run can do without every call here, including calls of the run's own clients.
 *
 * @param how for specs: the checks, the patience and the services. @default as a run does
 */
export async function preflight(
  request: PreflightRequest,
  how: Partial<Looking> = {},
): Promise<PreflightResult> {
  return lookAhead(() => look(request, how));
}

/**
 * @emulator The preflight reads no resources: there are no quotas, everything is offered, and no permission is checked.
 */
async function look(request: PreflightRequest, how: Partial<Looking>): Promise<PreflightResult> {
  const { run, stacks, isRecorded } = request;
  const { patience = patienceMs, servicesOf = (region) => new PreflightServices(region) } = how;
  const all = how.checks ?? (await import('./checks/index.js')).checks;
  const applicable = all.filter(({ targets }) => targets.includes(run.environment.target));
  const notes: Note[] = [];
  const planned: PlannedStack[] = [];
  for (const [instance, synthesized] of stacks) {
    const bare = { instance, synthesized, resources: [], standing: async () => nothing };
    if (run.environment.target === 'emulator') {
      planned.push(bare);
      continue;
    }
    try {
      const { readPlannedStack } = await import('./read-planned-stack.js');
      planned.push(readPlannedStack(run, instance, synthesized, isRecorded(instance)));
    } catch (error) {
      // The policy refuses a stack that cannot be read, and names the file to edit.
      notes.push(unknownFact(`what ${instance.id} would have`, error));
      planned.push(bare);
    }
  }
  const regions = [...new Set(planned.map(({ instance }) => instance.region))];
  const found = await Promise.all(
    regions.map((region) => inRegion(request, region, planned, { checks: applicable, patience, servicesOf })),
  );
  return {
    findings: found.flatMap(({ findings }) => findings),
    notes: [...foldedNotes(notes), ...found.flatMap((each) => each.notes)],
  };
}

async function inRegion(
  { run, caller, valuesOf }: PreflightRequest,
  region: string,
  planned: readonly PlannedStack[],
  { checks, patience, servicesOf }: Looking,
): Promise<PreflightResult> {
  const services = servicesOf(region);
  const foundation = new Foundation(run);
  const scene: Scene = {
    environment: run.environment,
    environmentOption: environmentOption(run),
    region,
    caller,
    stacks: planned.filter(({ instance }) => instance.region === region),
    instances: run.instances,
    services,
    valuesOf,
    lacking: (instance) => foundation.lacking(instance),
  };
  try {
    const results = await Promise.all(checks.map((check) => looked(check, scene, run.interrupted, patience)));
    return {
      findings: results.flatMap(({ findings }) => findings),
      notes: foldedNotes(results.flatMap(({ notes }) => notes)).map((note) => `${region}: ${note}`),
    };
  } finally {
    await services.close();
  }
}

/** The result of one check in one region. */
interface Looked extends Pick<PreflightResult, 'findings'> {
  readonly notes: readonly Note[];
}

async function looked(
  { name, find }: Check,
  scene: Scene,
  interrupted: AbortSignal,
  patience: number,
): Promise<Looked> {
  const { region } = scene;
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(new Error(`no answer within ${patience / 1000} s`)), patience);
  try {
    const { findings, notes } = await untilAborted(AbortSignal.any([late.signal, interrupted]), () =>
      find(scene),
    );
    return {
      findings: findings.map((finding): Finding => ({
        check: name,
        region,
        ...finding,
        stacks: [...finding.stacks],
      })),
      notes,
    };
  } catch (error) {
    // The interrupted run ends on its own.
    if (interrupted.aborted) return { findings: [], notes: [] };
    return { findings: [], notes: [unknownFact(name, error)] };
  } finally {
    clearTimeout(timer);
  }
}
