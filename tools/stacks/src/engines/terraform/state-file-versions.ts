import { existsSync, readdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { privateFile } from '../../checkout/value-files';
import { foundState } from './state-file';
import { markOf, stateFile } from './state-files';
import { lockedState, type StateVersion, type StateVersions } from './state-versions';

/** Ends of the names of what was a state once: the copy that Terraform leaves, and those that a recovery leaves. */
const formerly = /^(\.backup|\.before-\d+)$/;

/** The files of this machine: beside a state lies the one before it, and whatever a recovery has put aside. */
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
    // https://github.com/hashicorp/terraform/blob/v1.11.4/internal/states/statemgr/filesystem.go
    const lock = join(dirname(file), `.${basename(file)}.lock.info`);
    if (existsSync(lock)) throw lockedState(stack, readFileSync(lock, 'utf8'), `rm ${lock}`);
    if (existsSync(file)) renameSync(file, `${file}.before-${Date.now()}`);
    privateFile(`${file}.part`, text);
    renameSync(`${file}.part`, file);
  },
};

function readVersion(file: string): StateVersion {
  const content = readFileSync(file);
  return {
    id: basename(file),
    at: statSync(file).mtime.toISOString(),
    found: foundState(content.toString(), markOf(content)),
    text: content.toString(),
  };
}
