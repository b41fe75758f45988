import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { providerSource } from '@bulkhead/standing-provider';
import { cliConfigurationFiles, sets } from '../../surroundings/terraform-files';

/** Environment variable that names a filesystem mirror of the provider. */
export const mirrorVariable = 'BULKHEAD_PROVIDER_MIRROR';

/** This machine, as Terraform names it. */
const platform = `${process.platform}_${process.arch === 'x64' ? 'amd64' : process.arch}`;

export interface MirrorSearch {
  readonly variables: NodeJS.ProcessEnv;
  /** Folder in which mirrors are searched, including its subfolders two levels down. @default /opt */
  readonly root?: string;
}

/**
 * Folder to pass to `terraform init -plugin-dir`; undefined if Terraform finds the provider by itself: in a mirror that
 * the user configured, in one of the directories where it always looks, or in the registry.
 *
 * @param version the provider's version, such as `5.100.0`
 */
export function findProviderMirror(
  version: string,
  { variables, root = '/opt' }: MirrorSearch,
): string | undefined {
  const named = variables[mirrorVariable];
  if (named) return named;
  if (
    userConfiguredInstallation(variables) ||
    impliedMirrors(variables).some((path) => holds(path, version))
  ) {
    return undefined;
  }
  return foldersBelow(root, 2).find((path) => holds(path, version));
}

/** True if the user's CLI configuration has a provider_installation block: then this configuration decides. */
function userConfiguredInstallation(variables: NodeJS.ProcessEnv): boolean {
  return cliConfigurationFiles(variables).some((file) => sets(file, 'provider_installation'));
}

/** https://developer.hashicorp.com/terraform/cli/config/config-file#implied-local-mirror-directories */
function impliedMirrors(variables: NodeJS.ProcessEnv): string[] {
  const data = variables['XDG_DATA_HOME'] ?? join(homedir(), '.local/share');
  const shared = (variables['XDG_DATA_DIRS'] ?? '/usr/local/share:/usr/share').split(':');
  return [
    join(homedir(), '.terraform.d/plugins'),
    ...[data, ...shared].map((path) => join(path, 'terraform/plugins')),
  ];
}

/**
 * The folder of the provider for this machine, below a mirror with unpacked packages or below the folder where
 * Terraform installs providers: `registry.terraform.io/hashicorp/aws/5.100.0/linux_amd64`.
 */
export function packageBelow(folder: string, version: string): string {
  return join(folder, providerSource, version, platform);
}

/** True if a mirror has the version for this machine, unpacked or as a zip. */
function holds(mirror: string, version: string): boolean {
  return (
    existsSync(packageBelow(mirror, version)) ||
    existsSync(join(mirror, providerSource, `terraform-provider-aws_${version}_${platform}.zip`))
  );
}

function foldersBelow(root: string, levels: number): string[] {
  if (!existsSync(root)) return [];
  if (levels === 0) return [root];
  return [root, ...subfolders(root).flatMap((folder) => foldersBelow(folder, levels - 1))];
}

/** If this user may not read a folder, it holds no usable mirror. */
function subfolders(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name));
  } catch {
    return [];
  }
}
