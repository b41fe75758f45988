import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { configurationFile } from './configuration-file';
import { providerSource } from './provider-source';

/** The folder where `terraform init` puts the provider, below the working directory. */
const installed = `.terraform/providers/${providerSource}`;

/** The hashes of packages that this process has already checked, by a mark that changes with the package. */
const checked = new Map<string, Promise<string>>();

/** A program of a package that was checked. */
export interface LockedProvider {
  /** Absolute path. */
  readonly program: string;
  /** Hash of the package, as in Terraform's lock: `h1:…`. */
  readonly hash: string;
  /** Absolute path of the folder where Terraform runs. */
  readonly directory: string;
  /** How many configurations of the provider the stack has, one for each region. */
  readonly configurations: number;
}

/**
 * The provider of an initialized folder, if it is the only provider of the configuration, and the package that the
 * committed lock names for this platform.
 *
 * @param directory initialized working directory
 * @returns undefined if Terraform must start its own provider
 */
export async function lockedProvider(directory: string): Promise<LockedProvider | undefined> {
  const packageFolder = packageIn(directory);
  if (packageFolder === undefined) return undefined;
  const configurations = configurationsIn(directory);
  if (configurations === 0) return undefined;
  const program = readdirSync(packageFolder).find((file) => file.startsWith('terraform-provider-aws'));
  if (program === undefined) return undefined;
  const lock = readFileSync(join(directory, '.terraform.lock.hcl'), 'utf8');
  const hash = await lockedHash(packageFolder, lock);
  return hash ? { program: join(packageFolder, program), hash, directory, configurations } : undefined;
}

/**
 * The hash of an unpacked package, in the notation of Terraform's lock: `h1:…`.
 *
 * @param packageFolder absolute path
 * @param lock content of the lock
 * @returns undefined if the lock does not name the package
 */
export async function lockedHash(packageFolder: string, lock: string): Promise<string | undefined> {
  const hash = await hashOf(packageFolder);
  return lock.includes(`"${hash}"`) ? hash : undefined;
}

/** How many configurations of the AWS provider the stack has; none if it has another provider too. */
function configurationsIn(directory: string): number {
  const { provider = {} } = JSON.parse(readFileSync(join(directory, configurationFile), 'utf8')) as {
    provider?: Record<string, readonly unknown[]>;
  };
  return Object.keys(provider).join() === 'aws' ? (provider['aws']?.length ?? 0) : 0;
}

/** The real path of the folder of the only installed version and platform. */
function packageIn(directory: string): string | undefined {
  let folder = join(directory, installed);
  // The two levels are version and platform.
  for (let depth = 0; depth < 2; depth++) {
    const [only, ...others] = existsSync(folder) ? readdirSync(folder) : [];
    if (only === undefined || others.length > 0) return undefined;
    folder = join(folder, only);
  }
  return realpathSync(folder);
}

/**
 * Hash of an unpacked package in the notation of Terraform's lock, `h1:…`. The package has 700 MB, so that a process
 * reads it only once for all folders that link to it.
 * https://developer.hashicorp.com/terraform/language/files/dependency-lock#h1
 */
function hashOf(packageFolder: string): Promise<string> {
  const files = readdirSync(packageFolder).sort();
  const marks = files.map((file) => {
    const { ino, size, mtimeMs, ctimeMs } = statSync(join(packageFolder, file));
    return [file, ino, size, mtimeMs, ctimeMs];
  });
  const mark = JSON.stringify([packageFolder, marks]);
  const known = checked.get(mark) ?? hashFiles(packageFolder, files);
  checked.set(mark, known);
  return known;
}

async function hashFiles(folder: string, files: readonly string[]): Promise<string> {
  const lines: string[] = [];
  for (const file of files) lines.push(`${await sha256(join(folder, file))}  ${file}\n`);
  return `h1:${createHash('sha256').update(lines.join('')).digest('base64')}`;
}

async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
