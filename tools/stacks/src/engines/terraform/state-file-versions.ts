import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { shellWord } from '@bulkhead/errors';
import { privateFile } from '../../checkout/value-files';
import { foundState } from './state-file';
import { markOf, stateFile } from './state-files';
import { type StackName, type StatePlace } from '../engine-state';
import { lockIn } from './state-lock';
import { lockedState, type StateVersion, type StateVersions } from './state-versions';

/** Name endings of former states: the backup that Terraform leaves, and the files that a recovery leaves. */
const formerly = /^(\.backup|\.before-\d+)$/;

/**
 * The state files of this machine. Beside a state are the previous state and the files that a recovery has put aside.
 */
export const stateFileVersions: StateVersions = {
  async list(place, stack) {
    const file = stateFile(place, stack);
    const [folder, name] = [dirname(file), basename(file)];
    const names = existsSync(folder) ? readdirSync(folder) : [];
    return names
      .filter((each) => each === name || (each.startsWith(name) && formerly.test(each.slice(name.length))))
      .map((each) => readVersion(join(folder, each)))
      .sort((one, other) => Number(other.at > one.at) - Number(other.at < one.at));
  },

  async write(place, stack, text) {
    const file = stateFile(place, stack);
    await requireUnlocked(place, stack);
    if (existsSync(file)) renameSync(file, `${file}.before-${Date.now()}`);
    privateFile(`${file}.part`, text);
    renameSync(`${file}.part`, file);
  },

  async whileUnlocked(place, stack, work) {
    await requireUnlocked(place, stack);
    return work();
  },
};

/** @throws Refusal `StateLocked` */
async function requireUnlocked(place: StatePlace, stack: StackName): Promise<void> {
  const file = stateFile(place, stack);
  // https://github.com/hashicorp/terraform/blob/v1.11.4/internal/states/statemgr/filesystem.go
  const lock = join(dirname(file), `.${basename(file)}.lock.info`);
  if (!existsSync(lock)) return;
  const held = lockIn(readFileSync(lock, 'utf8'));
  const { isAbandoned } = await import('./abandoned-lock.js');
  if (!(await isAbandoned(place, stack, held))) throw lockedState(stack, held, `rm ${shellWord(lock)}`);
  // The real lock belongs to the operating system and ended with its process.
  rmSync(lock, { force: true });
}

function readVersion(file: string): StateVersion {
  const content = readFileSync(file);
  return {
    id: basename(file),
    at: statSync(file).mtime.toISOString(),
    found: foundState(content.toString(), markOf(content)),
    text: content.toString(),
  };
}
