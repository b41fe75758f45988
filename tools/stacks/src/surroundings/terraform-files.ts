import { existsSync, readdirSync, readFileSync } from 'node:fs';
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
  // One that is not there is not handed on, so that the others are read.
  if (named && existsSync(named)) return [named];
  const home = variables['HOME'] || homedir();
  const tofu = join(variables['XDG_CONFIG_HOME'] || join(home, '.config'), 'opentofu');
  return [
    join(home, '.terraformrc'),
    join(home, '.tofurc'),
    join(tofu, 'tofurc'),
    ...[join(home, '.terraform.d'), tofu].flatMap(furtherFiles),
  ].filter((file) => existsSync(file));
}

function furtherFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
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
  return cliConfigurationFiles(variables)
    .filter((file) => sets(file, 'dev_overrides'))
    .map((file) => ({
      setting: `dev_overrides in ${file}`,
      why: 'A provider that somebody built would take the place of the locked one.',
      next: `take dev_overrides out of ${file}`,
    }));
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
