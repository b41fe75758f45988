import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/**
 * Variables with which a Git hook, an alias or a shell names another repository, index or history than that of the
 * folder. Without their removal, a record would have a commit that the checkout does not have.
 * https://git-scm.com/docs/git#_environment_variables
 */
const ofAnotherRepository = [
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_IMPLICIT_WORK_TREE',
  'GIT_COMMON_DIR',
  'GIT_INDEX_FILE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_NAMESPACE',
  'GIT_PREFIX',
  'GIT_SHALLOW_FILE',
  'GIT_GRAFT_FILE',
  'GIT_REPLACE_REF_BASE',
  'GIT_EXTERNAL_DIFF',
];

/**
 * The output of Git in the repository of a folder, without surrounding white space.
 *
 * @throws if Git is missing, or refuses
 */
export async function runGit(folder: string, ...args: readonly string[]): Promise<string> {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    // Ignores replacements: a commit has the parents that it was made with.
    GIT_NO_REPLACE_OBJECTS: '1',
    // Reading must not block somebody who commits at the same time.
    GIT_OPTIONAL_LOCKS: '0',
    // File names are not patterns.
    GIT_LITERAL_PATHSPECS: '1',
  };
  for (const name of ofAnotherRepository) delete env[name];
  const { stdout } = await promisify(execFile)('git', args, { cwd: folder, env, maxBuffer: 1e8 });
  return stdout.trim();
}
