import { readdirSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { type FileProblem } from './file-problem';

/**
 * The CLI configuration that Terraform or OpenTofu reads: the named file, or else the files in the user's home.
 * https://developer.hashicorp.com/terraform/cli/config/config-file#locations,
 * https://opentofu.org/docs/cli/config/config-file
 */
export function cliConfigurationFiles(variables: NodeJS.ProcessEnv): string[] {
  const named = variables['TF_CLI_CONFIG_FILE'];
  // If the variable names no file, it is not passed on, and the other files are read.
  if (named && isFile(named)) return [named];
  const home = variables['HOME'] || homedir();
  const tofu = join(variables['XDG_CONFIG_HOME'] || join(home, '.config'), 'opentofu');
  return [
    join(home, '.terraformrc'),
    join(home, '.tofurc'),
    join(tofu, 'tofurc'),
    ...[join(home, '.terraform.d'), tofu].flatMap(furtherFiles),
  ].filter(isFile);
}

/** Whether a file with this name exists. A folder does not count. */
export function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function furtherFiles(folder: string): string[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(folder)
    .filter((name) => /\.tfrc(\.json)?$/.test(name))
    .sort()
    .map((name) => join(folder, name));
}

/**
 * Settings of the CLI configuration that bypass the committed lock of the provider. Mirrors and caches have to match
 * the checksums in the lock; a developer's override does not.
 */
export function terraformFileProblems(variables: NodeJS.ProcessEnv): FileProblem[] {
  return cliConfigurationFiles(variables).flatMap((file): FileProblem[] => {
    try {
      return sets(file, 'dev_overrides') ? [overridden(file)] : [];
    } catch (error) {
      return [unreadable(file, error as Error)];
    }
  });
}

function overridden(file: string): FileProblem {
  return {
    setting: `dev_overrides in ${file}`,
    why: 'A provider that somebody built would take the place of the locked one.',
    next: `take dev_overrides out of ${file}`,
  };
}

function unreadable(file: string, { message }: Error): FileProblem {
  return {
    setting: file,
    why: `Terraform would read it, and it cannot be read: ${message}.`,
    next: `make ${file} readable, or move it away`,
  };
}

/** Whether a CLI configuration has a block or an argument with a name, outside of comments. */
export function sets(file: string, name: string): boolean {
  // Quoted texts stay as they are: `//` or `#` in them may be part of an address.
  const uncommented = readFileSync(file, 'utf8').replace(
    /("(?:\\.|[^"\\\n])*")|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\//g,
    (_, text?: string) => text ?? ' ',
  );
  return uncommented.includes(name);
}
