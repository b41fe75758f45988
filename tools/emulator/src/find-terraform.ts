import { findOnPath } from './find-on-path';
import { runCommand } from './run-command';
import { isAtLeast } from './version-order';

/**
 * The first version of Terraform and OpenTofu with write-only attributes. Earlier versions already had ephemeral values
 * and S3's own locking.
 */
export const MINIMUM_TERRAFORM = '1.11.0';
export const TERRAFORM_VARIABLE = 'BULKHEAD_TERRAFORM';
const TIMEOUT_MS = 120_000;

export interface FoundTerraform {
  /** `terraform`, `tofu`, or the value of `BULKHEAD_TERRAFORM`. */
  readonly name: string;
  /** Absolute path. */
  readonly path: string;
  /** For example 1.11.4. `undefined` if the program does not print its version. */
  readonly version?: string;
  /** Whether the version is 1.11 or later. */
  readonly ok: boolean;
}

/**
 * The program that plans and applies: the value of `BULKHEAD_TERRAFORM` (a path, or a name on PATH), else the first of
 * `terraform` and `tofu` that is new enough, else the first that exists. `undefined` if there is none. Never throws.
 */
export async function findTerraform(
  env: NodeJS.ProcessEnv = process.env,
): Promise<FoundTerraform | undefined> {
  const named = env[TERRAFORM_VARIABLE];
  let tooOld: FoundTerraform | undefined;
  for (const name of named ? [named] : ['terraform', 'tofu']) {
    const path = findOnPath(name, env);
    if (!path) continue;
    const version = await terraformVersion(path, env);
    const found = { name, path, version, ok: version !== undefined && isAtLeast(version, MINIMUM_TERRAFORM) };
    if (found.ok) return found;
    tooOld ??= found;
  }
  return tooOld;
}

async function terraformVersion(path: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  // Options in the shell's variables (`TF_CLI_ARGS`) can make any command fail.
  const others = Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('TF_')));
  // Without this variable, `version` asks HashiCorp for updates and waits for the reply.
  const variables = { ...others, CHECKPOINT_DISABLE: '1' };
  const asked = await runCommand(path, ['version', '-json'], variables, TIMEOUT_MS);
  return /"terraform_version":\s*"([^"]+)"/.exec(asked.stdout)?.[1];
}
