import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type RegionRole } from '@bulkhead/config';
import { writeAtomically } from '@bulkhead/emulator/write-atomically';
import { canonicalJson } from '@bulkhead/stack';
import { DeployedState } from '../records/deployed-state';
import { type DeployRecord } from '../records/record';
import { AwsFailure } from '../retries/aws-failure';
import { readSynthIndex } from '../synthesis/synth-index';
import { type StackInstance } from '../workspace/stack-instance';
import { instancesInReach, type Run } from './run';
import { type Target } from './target';

/** Published values by `<contract>.<key>`, or `<contract>@<role>.<key>` outside the primary region. */
export type Outputs = Record<string, string | string[]>;

/**
 * Reads what the environment's stacks have published in the regions of the run, and writes it to
 * `dist/outputs/<environment>.json`, flat, for integration tests and people. Stacks that are not deployed are left out.
 * Values of other regions stay as they were last read.
 *
 * @param lost names of regions that do not answer and are not asked. @default none
 */
export async function writeOutputs(run: Run, lost: ReadonlySet<string> = new Set()): Promise<Outputs> {
  const { workspaceRoot, environment } = run;
  const file = outputsFile(run);
  const asked = instancesInReach(run).filter(({ region }) => !lost.has(region));
  const state = new DeployedState(run);
  const index = readSynthIndex(workspaceRoot, environment.name);
  const entries = index.filter(({ role }) => asked.some((instance) => instance.role === role));
  // One batch for each region.
  const values = new Map<string, ReadonlyMap<string, string>>();
  for (const region of new Set(entries.map((entry) => entry.region))) {
    const here = entries.filter((entry) => entry.region === region);
    const paths = here.flatMap(({ publishes }) => publishes.map(({ path }) => path));
    try {
      values.set(region, await state.read(region, paths));
    } catch (error) {
      if (!(error instanceof AwsFailure)) throw error;
      run.output.line(`${relativeFile(run)} has what ${region} published before: ${error.message}`);
    }
  }
  const unread = entries.filter(({ region }) => !values.has(region)).map(({ role }) => role);
  const roles = new Set(asked.map(({ role }) => role).filter((role) => !unread.includes(role)));
  const outputs = Object.fromEntries(
    Object.entries(readOutputs(file)).filter(([name]) => !roles.has(roleOf(name))),
  );
  for (const { region, role, publishes } of entries) {
    for (const { contract, key, path, kind } of publishes) {
      const value = values.get(region)?.get(path);
      if (value === undefined) continue;
      const name = role === 'primary' ? contract : `${contract}@${role}`;
      outputs[`${name}.${key}`] = kind === 'list' ? value.split(',') : value;
    }
  }
  writeAtomically(file, canonicalJson(outputs));
  return outputs;
}

/**
 * The outputs of the last `writeOutputs`. Undefined if a stack may have published something else since: a stack in the
 * regions of the run was deployed after the file was written, by this machine or another, or was never deployed.
 */
export function outputsSince(
  run: Run,
  records: ReadonlyMap<StackInstance, Pick<DeployRecord, 'at'>>,
): Outputs | undefined {
  const file = outputsFile(run);
  const writtenAt = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  if (writtenAt === undefined) return undefined;
  const current = instancesInReach(run).every((instance) => {
    const record = records.get(instance);
    return record !== undefined && Date.parse(record.at) <= writtenAt;
  });
  return current ? readOutputs(file) : undefined;
}

/** Runs `writeOutputs` at the end of a run. A failure is only a warning, because the work of the run is done. */
export async function readBackOutputs(
  run: Run,
  { lost }: Pick<Target, 'lost'>,
  lostRegions: ReadonlySet<string> = new Set(),
): Promise<Outputs | undefined> {
  if (lost.aborted) return undefined;
  try {
    return await writeOutputs(run, lostRegions);
  } catch (error) {
    run.output.line(`${relativeFile(run)} could not be brought up to date: ${(error as Error).message}`);
    return undefined;
  }
}

function outputsFile(run: Run): string {
  return join(run.workspaceRoot, relativeFile(run));
}

function relativeFile({ environment }: Run): string {
  return `dist/outputs/${environment.name}.json`;
}

function readOutputs(file: string): Outputs {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Outputs) : {};
}

/** `network.vpcId` belongs to the primary region, `network@dr.vpcId` to the DR region. */
function roleOf(name: string): RegionRole {
  return (/@(\w+)\./.exec(name)?.[1] ?? 'primary') as RegionRole;
}
