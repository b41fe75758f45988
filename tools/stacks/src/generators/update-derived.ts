import { spawnSync } from 'node:child_process';
import { formatFiles, type Tree } from '@nx/devkit';
import { updateContractsCommand } from '../app-folders/app-folders';
import { type Afterwards } from './speaking';
import { updateIndexesIn } from './workspace';

/** What is made from the code of the whole workspace, and so after the files of a generator are there. */
const derived = {
  snapshot: updateContractsCommand,
  reference: 'npx nx run reference:update',
} as const;

/** An option of every generator after which stacks may exchange something else. */
export interface SnapshotOption {
  /** The snapshot of contracts and the reference are left to the last of several commands. @default false */
  readonly skipSnapshot?: boolean;
}

/** Writes the snapshot of contracts, and the pages of the reference, anew. */
export function updateDerived(tree: Tree, { skipSnapshot }: SnapshotOption): Afterwards | undefined {
  if (skipSnapshot) return undefined;
  return () => {
    run(tree, derived.snapshot);
    run(tree, derived.reference);
  };
}

/** Writes the pages of the reference anew, after what no stack exchanges. */
export function updateReference(tree: Tree): Afterwards {
  return () => run(tree, derived.reference);
}

/** Ends a generator after which the lists of apps may be others, and stacks may exchange something else. */
export async function finished(tree: Tree, options: SnapshotOption): Promise<Afterwards | undefined> {
  updateIndexesIn(tree);
  await formatFiles(tree);
  return updateDerived(tree, options);
}

function run(tree: Tree, command: string): void {
  const [program = '', ...words] = command.split(' ');
  const { status } = spawnSync(program, words, { cwd: tree.root, stdio: 'inherit' });
  if (status !== 0)
    throw new Error(`${command} ended with code ${status}: run it once what it says is mended.`);
}
