import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { configurationFile } from './configuration-file';

/**
 * Files that Terraform or OpenTofu reads from its folder without being told: configurations, which may override any
 * other, and variable values.
 * https://developer.hashicorp.com/terraform/language/files,
 * https://developer.hashicorp.com/terraform/language/values/variables#variable-definitions-tfvars-files
 */
const readUnasked = /(\.(tf|tofu)(\.json)?|^terraform\.tfvars(\.json)?|\.auto\.tfvars(\.json)?)$/;

/**
 * Removes every file that Terraform would read from a working directory beside the synthesized configuration. The
 * folder is a build output: a file that somebody puts there would change plans on their machine only.
 *
 * @returns the names of the removed files
 */
export function removeStrayFiles(directory: string): string[] {
  const strays = readdirSync(directory)
    .filter((name) => readUnasked.test(name) && name !== configurationFile)
    .sort();
  for (const name of strays) rmSync(join(directory, name), { recursive: true });
  return strays;
}
