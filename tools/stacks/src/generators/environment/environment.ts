import { BulkheadError } from '@bulkhead/errors';
import { nearest } from '@bulkhead/errors/input';
import { formatFiles, type Tree } from '@nx/devkit';
import { presetsFolder, sourcesIn } from '../../app-folders/app-folders';
import { filesInTree } from '../../app-folders/workspace-files';
import { namesOf } from '../names';
import { speaking } from '../speaking';
import { type SnapshotOption, updateSnapshot } from '../update-snapshot';
import { writeNew } from '../workspace';

export interface EnvironmentOptions extends SnapshotOption {
  readonly name: string;
  readonly preset: string;
  /** The AWS account, twelve digits; none for the local emulator. */
  readonly account?: string;
  /** Environment that is deployed before it. */
  readonly promotedAfter: string;
}

const folder = 'libs/config/src/environments';

/** A new environment: one file, which nothing else lists. */
export default speaking(async (tree: Tree, options: EnvironmentOptions) => {
  const { preset, account, promotedAfter } = options;
  const { name } = namesOf(options.name, 'name');
  const files = filesInTree(tree);
  requireOneOf('preset', preset, sourcesIn(files, presetsFolder));
  requireOneOf('promotedAfter', promotedAfter, sourcesIn(files, folder));
  if (account !== undefined && !/^\d{12}$/.test(account)) {
    throw new BulkheadError('InvalidOption', '--account is no AWS account id; allowed: twelve digits.', {
      next: 'correct --account; aws sts get-caller-identity prints yours',
    });
  }
  writeNew(
    tree,
    `${folder}/${name}.ts`,
    account === undefined ? onEmulator(preset, promotedAfter) : inAws(preset, account, promotedAfter),
  );
  await formatFiles(tree);
  return updateSnapshot(tree, options);
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

function requireOneOf(option: string, value: string, allowed: readonly string[]): void {
  if (allowed.includes(value)) return;
  throw new BulkheadError('InvalidOption', `--${option} is "${value}"; allowed: ${allowed.join(', ')}.`, {
    next: `write --${option}=${nearest(value, allowed) ?? allowed[0] ?? ''}`,
  });
}
