import { type Tree } from '@nx/devkit';
import { environmentsFolder, presetsFolder, sourcesIn } from '../../app-folders/app-folders';
import { filesInTree } from '../../app-folders/workspace-files';
import { requireMatch, requireOneOf } from '../given-options';
import { namesOf } from '../names';
import { speaking } from '../speaking';
import { finished, type SnapshotOption } from '../update-derived';
import { writeNew } from '../workspace';

export interface EnvironmentOptions extends SnapshotOption {
  readonly name: string;
  readonly preset: string;
  /** The AWS account, twelve digits. Nx reads it as a number unless it begins with 0. None for the local emulator. */
  readonly account?: string | number;
  /** The environment that is deployed before it. */
  readonly promotedAfter: string;
}

/** Makes a new environment: one file, which nothing else lists. */
export default speaking(async (tree: Tree, options: EnvironmentOptions) => {
  const { preset, promotedAfter } = options;
  const account = options.account === undefined ? undefined : String(options.account);
  const { name } = namesOf(options.name, 'name');
  const files = filesInTree(tree);
  requireOneOf('preset', preset, sourcesIn(files, presetsFolder));
  requireOneOf('promotedAfter', promotedAfter, sourcesIn(files, environmentsFolder));
  if (account !== undefined) requireMatch('account', account, /^\d{12}$/, 'the twelve digits of an account');
  writeNew(
    tree,
    `${environmentsFolder}/${name}.ts`,
    account === undefined ? onEmulator(preset, promotedAfter) : inAws(preset, account, promotedAfter),
  );
  return finished(tree, options);
});

function onEmulator(preset: string, promotedAfter: string): string {
  return `import { type EnvironmentFile } from '../definition/environment-file';
import { localVariant } from '../definition/local-variant';

/** Preset \`${preset}\` on the local emulator. */
export const environment: EnvironmentFile = { promotedAfter: '${promotedAfter}', ...localVariant('${preset}') };
`;
}

function inAws(preset: string, account: string, promotedAfter: string): string {
  return `import { type EnvironmentFile } from '../definition/environment-file';

/** Preset \`${preset}\` in an account of AWS. */
export const environment: EnvironmentFile = {
  promotedAfter: '${promotedAfter}',
  preset: '${preset}',
  account: '${account}',
};
`;
}
