import { spawnSync } from 'node:child_process';
import { formatFiles, type Tree } from '@nx/devkit';
import { updateContractsCommand } from '../app-folders/app-folders';
import { type Afterwards } from './speaking';
import { updateIndexesIn } from './workspace';

/** Files that are made from the code of the whole workspace, so only after the generator's files are there. */
const derived = {
  snapshot: updateContractsCommand,
  reference: 'npx nx run reference:update',
} as const;

/** An option of every generator that may change what stacks exchange. */
export interface SnapshotOption {
  /** Leave the snapshot of contracts and the reference to the last of several commands. @default false */
  readonly skipSnapshot?: boolean;
}

/** Writes the snapshot of contracts and the pages of the reference again. */
export function updateDerived(tree: Tree, { skipSnapshot }: SnapshotOption): Afterwards | undefined {
  if (skipSnapshot) return undefined;
  return () => {
    run(tree, derived.snapshot);
    run(tree, derived.reference);
  };
}

/** Writes the pages of the reference again, after a change that touches no exchange between stacks. */
export function updateReference(tree: Tree): Afterwards {
  return () => run(tree, derived.reference);
}

/** Ends a generator that may have changed the lists of apps, and what stacks exchange. */
export async function finished(tree: Tree, options: SnapshotOption): Promise<Afterwards | undefined> {
  updateIndexesIn(tree);
  await formatFiles(tree);
  return updateDerived(tree, options);
}

function run(tree: Tree, command: string): void {
  const [program = '', ...words] = command.split(' ');
  const { status } = spawnSync(program, words, { cwd: tree.root, stdio: 'inherit' });
  if (status !== 0) throw new Error(`${command} ended with code ${status}: fix what it says, then run it.`);
}
