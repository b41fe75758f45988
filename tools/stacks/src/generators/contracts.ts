import { BulkheadError } from '@bulkhead/errors';
import { type Tree } from '@nx/devkit';
import { appsIn, contractsFolder, sourcesIn } from '../app-folders/app-folders';
import { filesInTree } from '../app-folders/workspace-files';
import { requireOneOf } from './given-options';

/** An existing contract. */
export interface KnownContract {
  readonly name: string;
  /** The app whose team owns the contract. */
  readonly app: string;
  readonly file: string;
}

/** The contracts of all teams. */
export function knownContracts(tree: Tree): KnownContract[] {
  const files = filesInTree(tree);
  return appsIn(files, contractsFolder).flatMap((app) =>
    sourcesIn(files, `${contractsFolder}/${app}`).map((name) => ({
      name,
      app,
      file: contractFile(app, name),
    })),
  );
}

export const contractFile = (app: string, name: string) => `${contractsFolder}/${app}/${name}.ts`;

/**
 * Requires a contract that a stack consumes.
 *
 * @throws BulkheadError `InvalidOption` if there is none with that name
 */
export function requireContract(tree: Tree, name: string): KnownContract {
  const known = knownContracts(tree);
  requireOneOf(
    'consumes',
    name,
    known.map((each) => each.name),
  );
  return known.find((each) => each.name === name) as KnownContract;
}

/**
 * A value of a contract that is a single text, which code can show.
 *
 * @returns its key; undefined if all values are lists
 */
export function singleValueOf(tree: Tree, { file }: KnownContract): string | undefined {
  const [, key] = /^ {2}(\w+): parameter\(/m.exec(tree.read(file, 'utf8') ?? '') ?? [];
  return key;
}

/** Writes a contract with the one value that every generated stack has. An existing contract stays. */
export function writeContract(tree: Tree, app: string, name: string, constant: string): void {
  const file = contractFile(app, name);
  if (tree.exists(file)) return;
  const other = knownContracts(tree).find((each) => each.name === name);
  if (other) {
    throw new BulkheadError(
      'InvalidOption',
      `There is a contract "${name}" of ${other.app}: ${other.file}.`,
      {
        next: 'choose another name',
      },
    );
  }
  tree.write(
    file,
    `import { contract, parameter } from '../contract';

/** What \`${app}\` lets others know. */
export const ${constant} = contract('${name}', {
  logGroupName: parameter(/[\\w./-]+/, 'Name of its log group'),
});
`,
  );
}
