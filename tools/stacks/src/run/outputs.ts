import { join } from 'node:path';
import { canonicalJson } from '@bulkhead/stack';
import { DeployedState } from '../records/deployed-state';
import { readSynthIndex } from '../synthesis/synth-index';
import { type Run } from './run';
import { writeAtomically } from './write-atomically';

/** Published values by `<contract>.<key>`, or `<contract>@<role>.<key>` outside the primary region. */
export type Outputs = Record<string, string | string[]>;

/**
 * Reads what the environment's stacks have published and writes it to `dist/outputs/<environment>.json`, flat, for
 * integration tests and people. What is not deployed is left out.
 */
export async function writeOutputs(run: Run): Promise<Outputs> {
  const { workspaceRoot, environment } = run;
  const state = new DeployedState(run);
  const outputs: Outputs = {};
  for (const { region, role, publishes } of readSynthIndex(workspaceRoot, environment.name)) {
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
  writeAtomically(join(workspaceRoot, 'dist/outputs', `${environment.name}.json`), canonicalJson(outputs));
  return outputs;
}
