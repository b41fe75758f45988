import { createHash } from 'node:crypto';
import { copyFileSync, cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { configurationFile } from './configuration-file';
import { findProviderMirror, packageBelow } from './provider-mirror';
import { initLinking, lockedPackage } from './linked-package';
import { stateFile } from './state-files';
import { removeStrayFiles } from './stray-files';
import { runTerraform } from './terraform-cli';
import { privateFile, privateFolder } from '../../checkout/value-files';
import { whileAlone } from '../../checkout/while-alone';
import { type EngineRequest } from '../engine';
import { type StackName } from '../engine-state';

const lockFile = '.terraform.lock.hcl';

/**
 * Folder of the files that a configuration refers to, in the synthesized output and in the folder where Terraform runs.
 */
export const assetsFolder = 'assets';

/** Folders of `dist` in which Terraform runs, by purpose. */
type Kind = 'terraform' | 'terraform-drift' | 'terraform-validate' | 'terraform-recovery';

/**
 * Works in the folder where Terraform runs for a stack, while no other command of this checkout does: a diff during a
 * deploy would change the deploy's configuration.
 *
 * @throws BulkheadError `CheckoutBusy` if the other command does not end
 */
export async function inWorkingDirectory<T>(
  { workspaceRoot, environment, instance, signal, progress }: EngineRequest,
  kind: Kind,
  work: () => Promise<T>,
): Promise<T> {
  const { role, app, stack } = instance;
  const on = `${kind}/${environment.name}/${role}/${app}/${stack}`;
  // The deadline of the stack ends the wait.
  return whileAlone({ workspaceRoot, on, waitMs: Infinity, signal, say: progress }, work);
}

/**
 * Inits that download a provider share a cache, which Terraform does not lock: they run one at a time, in this command
 * and in the checkout.
 */
let downloading: Promise<unknown> = Promise.resolve();

/**
 * Prepares the folder where Terraform runs for a stack: the synthesized configuration with the files that it refers to,
 * the committed provider lock, and `terraform init`, unless the folder was already initialized for the same backend and
 * provider.
 *
 * @param backend false to check the configuration without access to its state
 * @param resources false for a configuration with only the provider and the backend. Such a folder is separate, because
 * a deploy from it would destroy the stack
 * @returns absolute path of the folder
 */
export async function prepareWorkingDirectory(
  binary: string,
  request: EngineRequest,
  backend: boolean,
  resources = true,
): Promise<string> {
  const { synthesized } = request;
  const directory = workingDirectory(request, backend, resources);
  privateFolder(directory);
  removeStrays(directory, request);
  for (const file of [configurationFile, lockFile])
    copyFileSync(join(synthesized.directory, file), join(directory, file));
  if (resources) copyAssets(synthesized.directory, directory);
  else leaveOutResources(join(directory, configurationFile));

  const { backend: configured } = (
    JSON.parse(readFileSync(join(directory, configurationFile), 'utf8')) as { terraform: { backend: object } }
  ).terraform;
  await initialize(
    binary,
    request,
    directory,
    backend ? ['-reconfigure', ...stateFileArguments(request, configured)] : ['-backend=false'],
  );
  return directory;
}

/**
 * Prepares a separate folder for a stack, where Terraform keeps its state in a file beside the configuration. The work
 * there does not touch the stack's own state, unless somebody copies the file to its place.
 *
 * @param state content of the file. @default nothing
 * @returns absolute paths of the folder and of the file
 */
export async function prepareScratchDirectory(
  binary: string,
  request: EngineRequest,
  state: string | undefined,
): Promise<{ directory: string; stateFile: string }> {
  const directory = folderOf('terraform-recovery', request);
  const [scratch = '', ...beside] = scratchFiles(request);
  for (const file of [scratch, ...beside]) rmSync(file, { force: true });
  privateFolder(directory);
  removeStrays(directory, request);
  const from = request.synthesized.directory;
  for (const file of [configurationFile, lockFile]) copyFileSync(join(from, file), join(directory, file));
  copyAssets(from, directory);
  if (state !== undefined) privateFile(scratch, state);
  const content = JSON.parse(readFileSync(join(directory, configurationFile), 'utf8')) as {
    terraform: { backend: object };
  };
  content.terraform.backend = { local: { path: scratch } };
  writeFileSync(join(directory, configurationFile), JSON.stringify(content));
  await initialize(binary, request, directory, ['-reconfigure']);
  return { directory, stateFile: scratch };
}

/**
 * Absolute paths of the state in a recovery folder, and of the backup that Terraform makes before it changes the state.
 */
export function scratchFiles(
  request: Pick<EngineRequest, 'workspaceRoot' | 'environment' | 'instance'>,
): string[] {
  const file = join(folderOf('terraform-recovery', request), 'scratch.tfstate');
  return [file, `${file}.backup`];
}

function removeStrays(directory: string, { progress }: EngineRequest): void {
  const strays = removeStrayFiles(directory);
  if (strays.length > 0)
    progress(`removed from ${directory}, because Terraform would read it: ${strays.join(', ')}`);
}

/** Runs `terraform init`, unless the folder was already initialized for the same backend and provider. */
async function initialize(
  binary: string,
  { workspaceRoot, instance, signal, progress }: EngineRequest,
  directory: string,
  backendArguments: readonly string[],
): Promise<void> {
  const lock = readFileSync(join(directory, lockFile), 'utf8');
  const version = /version\s*=\s*"([^"]+)"/.exec(lock)?.[1] ?? '';
  const mirror = findProviderMirror(version, { variables: process.env });
  const configuration = JSON.parse(readFileSync(join(directory, configurationFile), 'utf8')) as {
    terraform: object;
  };
  const initArguments = [
    'init',
    '-input=false',
    '-no-color',
    // `init` refuses a provider whose checksum is not in the committed lock file.
    '-lockfile=readonly',
    ...(mirror ? [`-plugin-dir=${mirror}`] : []),
    ...backendArguments,
  ];
  const key = createHash('sha256')
    .update(JSON.stringify([binary, lock, configuration.terraform, initArguments]))
    .digest('hex');
  const keyFile = join(directory, '.terraform', 'bulkhead-init');
  const initialized = () => `${key} ${initializedBackend(directory)}`;
  if (existsSync(keyFile) && readFileSync(keyFile, 'utf8') === initialized()) return;

  rmSync(join(directory, '.terraform'), { recursive: true, force: true });
  const call = { binary, arguments: initArguments, directory, subject: instance.id, signal };
  const unpacked = mirror && (await lockedPackage(packageBelow(mirror, version), lock));
  const init = (): Promise<unknown> => (unpacked ? initLinking(unpacked, version, call) : runTerraform(call));
  const alone = { workspaceRoot, on: 'terraform-init', waitMs: Infinity, signal, say: progress };
  if (mirror) await init();
  else await (downloading = downloading.catch(() => undefined).then(() => whileAlone<unknown>(alone, init)));
  writeFileSync(keyFile, initialized());
}

/**
 * Digest of the backend that the folder was initialized for. If somebody runs `terraform init -backend-config` in the
 * folder by hand, the folder leads to another state, and the configuration does not show that.
 */
function initializedBackend(directory: string): string {
  const file = join(directory, '.terraform', 'terraform.tfstate');
  return existsSync(file) ? createHash('sha256').update(readFileSync(file)).digest('hex') : 'none';
}

/** The owner of the folder. */
type Whose = Pick<EngineRequest, 'workspaceRoot' | 'environment'> & { readonly instance: StackName };

/** Absolute path of the folder where Terraform runs for a stack, with or without its state and its resources. */
export function workingDirectory(request: Whose, backend: boolean, resources = true): string {
  return folderOf(!resources ? 'terraform-drift' : backend ? 'terraform' : 'terraform-validate', request);
}

function folderOf(kind: Kind, { workspaceRoot, environment, instance: { role, app, stack } }: Whose): string {
  return join(workspaceRoot, 'dist', kind, environment.name, role, app, stack);
}

/**
 * Adds the files that the configuration refers to. Each path depends on the content, so that earlier files can stay: a
 * Terraform that an interrupted run left at work may not have read them yet.
 */
function copyAssets(from: string, to: string): void {
  if (existsSync(join(from, assetsFolder)))
    cpSync(join(from, assetsFolder), join(to, assetsFolder), { recursive: true });
}

function leaveOutResources(file: string): void {
  const { terraform, provider } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  writeFileSync(file, JSON.stringify({ terraform, provider }));
}

function stateFileArguments(request: EngineRequest, backend: object): string[] {
  if (!('local' in backend)) return [];
  const file = stateFile(request, request.instance);
  privateFolder(dirname(file));
  return [`-backend-config=path=${file}`];
}
