import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { configurationFile } from './configuration-file';

/**
 * Files that Terraform or OpenTofu reads by itself from the folder it runs in: configurations, which may override any
 * other, and values of variables. https://developer.hashicorp.com/terraform/language/files,
 * https://developer.hashicorp.com/terraform/language/values/variables#variable-definitions-tfvars-files
 */
const readUnasked = /(\.(tf|tofu)(\.json)?|^terraform\.tfvars(\.json)?|\.auto\.tfvars(\.json)?)$/;

/**
 * Removes what Terraform would read from a working directory beside the synthesized configuration: the folder is one
 * that is built, and somebody who puts a file there changes what a plan does, on their machine alone.
 *
 * @returns the names of what was removed
 */
export function removeStrayFiles(directory: string): string[] {
  const strays = readdirSync(directory)
    .filter((name) => readUnasked.test(name) && name !== configurationFile)
    .sort();
  for (const name of strays) rmSync(join(directory, name), { recursive: true });
  return strays;
}
