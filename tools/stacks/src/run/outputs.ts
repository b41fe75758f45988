import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RegionRole } from '@bulkhead/config';
import { canonicalJson } from '@bulkhead/stack';
import { DeployedState } from '../records/deployed-state';
import { readSynthIndex } from '../synthesis/synth-index';
import { instancesInReach, type Run } from './run';
import { type Target } from './target';
import { writeAtomically } from './write-atomically';

/** Published values by `<contract>.<key>`, or `<contract>@<role>.<key>` outside the primary region. */
export type Outputs = Record<string, string | string[]>;

/**
 * Reads what the environment's stacks have published in the regions of the run, and writes it to
 * `dist/outputs/<environment>.json`, flat, for integration tests and people. What is not deployed is left out; what
 * other regions published when they were last asked stays.
 */
export async function writeOutputs(run: Run): Promise<Outputs> {
  const { workspaceRoot, environment } = run;
  const file = join(workspaceRoot, 'dist/outputs', `${environment.name}.json`);
  const roles = new Set(instancesInReach(run).map(({ role }) => role));
  const outputs = Object.fromEntries(
    Object.entries(readOutputs(file)).filter(([name]) => !roles.has(roleOf(name))),
  );
  const state = new DeployedState(run);
  for (const { region, role, publishes } of readSynthIndex(workspaceRoot, environment.name)) {
    if (!roles.has(role)) continue;
    const values = await state.read(
      region,
      publishes.map(({ path }) => path),
    );
    for (const { contract, key, path, kind } of publishes) {
      const value = values.get(path);
      if (value === undefined) continue;
      const name = role === 'primary' ? contract : `${contract}@${role}`;
      outputs[`${name}.${key}`] = kind === 'list' ? value.split(',') : value;
    }
  }
  writeAtomically(file, canonicalJson(outputs));
  return outputs;
}

/** `writeOutputs` at the end of a run, which has done its work even where they cannot be read back. */
export async function readBackOutputs(
  run: Run,
  { lost }: Pick<Target, 'lost'>,
): Promise<Outputs | undefined> {
  if (lost.aborted) return undefined;
  try {
    return await writeOutputs(run);
  } catch (error) {
    run.output.line(
      `dist/outputs/${run.environment.name}.json could not be brought up to date: ${(error as Error).message}`,
    );
    return undefined;
  }
}

function readOutputs(file: string): Outputs {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Outputs) : {};
}

/** `network.vpcId` is of the primary region, `network@dr.vpcId` of the DR region. */
function roleOf(name: string): RegionRole {
  return (/@(\w+)\./.exec(name)?.[1] ?? 'primary') as RegionRole;
}
