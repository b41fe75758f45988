import { readdirSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { type FileProblem } from './file-problem';

/**
 * The CLI configuration that Terraform or OpenTofu reads: the file that is named, or else those in the home of the user.
 * https://developer.hashicorp.com/terraform/cli/config/config-file#locations,
 * https://opentofu.org/docs/cli/config/config-file
 */
export function cliConfigurationFiles(variables: NodeJS.ProcessEnv): string[] {
  const named = variables['TF_CLI_CONFIG_FILE'];
  // One that is no file is not handed on, so that the others are read.
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

/** Whether there is a file of this name; a folder is none. */
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
 * What the CLI configuration sets that goes around the committed lock of the provider. Mirrors and caches are asked for
 * providers by the checksums in the lock; an override of a developer is not.
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

/** Whether a CLI configuration has a block or an argument of a name, outside of comments. */
export function sets(file: string, name: string): boolean {
  // Texts stay as they are: what begins a comment elsewhere is part of an address there.
  const uncommented = readFileSync(file, 'utf8').replace(
    /("(?:\\.|[^"\\\n])*")|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\//g,
    (_, text?: string) => text ?? ' ',
  );
  return uncommented.includes(name);
}
