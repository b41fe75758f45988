import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type EngineState } from '../engine-state';
import { erroredStateFile } from './errored-state-file';
import { foundState } from './state-file';
import { markOf } from './state-files';
import { type StateVersion } from './state-versions';

/** The state that Terraform could not write to its backend; undefined if there is none, or if it cannot be read. */
export function erroredState(directory: string): StateVersion | undefined {
  const file = join(directory, erroredStateFile);
  if (!existsSync(file)) return undefined;
  const content = readFileSync(file);
  const found = foundState(content.toString(), markOf(content));
  if (found.is !== 'kept') return undefined;
  return { id: erroredStateFile, at: statSync(file).mtime.toISOString(), found, text: content.toString() };
}

/** Removes the errored state after it, or a later state, is in the backend. */
export function removeErroredState(directory: string): void {
  rmSync(join(directory, erroredStateFile), { force: true });
}

/** Whether a state is a later version of another state: the same lineage, a higher serial. */
export function goesOnFrom(later: EngineState, earlier: EngineState): boolean {
  return (
    later.type === 'terraform' &&
    earlier.type === 'terraform' &&
    later.lineage === earlier.lineage &&
    later.serial > earlier.serial
  );
}
