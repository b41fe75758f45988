import { existsSync, mkdirSync, realpathSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { lockedHash, reattachAt } from '@bulkhead/standing-provider';
import { packageBelow } from './provider-mirror';
import { isTurnedOff } from './standing-provider';
import { runTerraform, type TerraformCall } from './terraform-cli';

/** Tells `init` that somebody else has the provider. Nobody listens there, and nobody can kill the process 0. */
const elsewhere = reattachAt('/nowhere', 0);

/**
 * @param packageFolder absolute path of an unpacked package of a mirror
 * @param lock content of the committed lock
 * @returns the folder, if the lock names the package; otherwise undefined, and Terraform has to say what is wrong with it
 */
export async function lockedPackage(packageFolder: string, lock: string): Promise<string | undefined> {
  if (isTurnedOff() || !existsSync(packageFolder)) return undefined;
  return (await lockedHash(packageFolder, lock)) && packageFolder;
}

/**
 * Runs `terraform init`, and links the package as Terraform would. Terraform would read the 700 MB of the package twice,
 * in each folder; this process has read them once for all folders. Terraform still compares the package with the lock
 * wherever it starts the provider itself.
 */
export async function initLinking(
  packageFolder: string,
  version: string,
  init: TerraformCall,
): Promise<void> {
  await runTerraform({ ...init, reattach: elsewhere });
  const link = packageBelow(join(init.directory, '.terraform/providers'), version);
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync(realpathSync(packageFolder), link);
}
