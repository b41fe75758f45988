import { spawnSync } from 'node:child_process';
import { formatFiles, type Tree } from '@nx/devkit';
import { type Afterwards } from './speaking';
import { updateIndexesIn } from './workspace';

const command = 'npx nx run bulkhead:update-contracts';

/** An option of every generator after which stacks may exchange something else. */
export interface SnapshotOption {
  /** The snapshot of contracts is left to the last of several commands. @default false */
  readonly skipSnapshot?: boolean;
}

/** Writes the snapshot of contracts anew, once the files of a generator are there: it is made from their code. */
export function updateSnapshot(tree: Tree, { skipSnapshot }: SnapshotOption): Afterwards | undefined {
  if (skipSnapshot) return undefined;
  return () => {
    const [program = '', ...words] = command.split(' ');
    const { status } = spawnSync(program, words, { cwd: tree.root, stdio: 'inherit' });
    if (status !== 0)
      throw new Error(`${command} ended with code ${status}: run it once what it says is mended.`);
  };
}

/** Ends a generator after which the lists of apps may be others, and stacks may exchange something else. */
export async function finished(tree: Tree, options: SnapshotOption): Promise<Afterwards | undefined> {
  updateIndexesIn(tree);
  await formatFiles(tree);
  return updateSnapshot(tree, options);
}
