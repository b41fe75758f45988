import { spawnSync } from 'node:child_process';
import { type Tree } from '@nx/devkit';
import { type Afterwards } from './speaking';

const command = 'npx nx run bulkhead:update-contracts';

/** Writes the snapshot of contracts anew, once the files of a generator are there: it is made from their code. */
export function updateSnapshot(tree: Tree): Afterwards {
  return () => {
    const [program = '', ...words] = command.split(' ');
    const { status } = spawnSync(program, words, { cwd: tree.root, stdio: 'inherit' });
    if (status !== 0)
      throw new Error(`${command} ended with code ${status}: run it once what it says is mended.`);
  };
}
