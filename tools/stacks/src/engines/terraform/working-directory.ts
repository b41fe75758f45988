import { createHash } from 'node:crypto';
import { copyFileSync, cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { configurationFile } from './configuration-file';
import { findProviderMirror } from './provider-mirror';
import { stateFile } from './state-files';
import { removeStrayFiles } from './stray-files';
import { runTerraform } from './terraform-cli';
import { privateFile, privateFolder } from '../../checkout/value-files';
import { whileAlone } from '../../checkout/while-alone';
import { type EngineRequest } from '../engine';
import { type StackName } from '../engine-state';

const lockFile = '.terraform.lock.hcl';

/** Folder of the files that a configuration refers to, in what was synthesized and where Terraform runs. */
export const assetsFolder = 'assets';

/** Folders of `dist` in which Terraform runs, by what for. */
type Kind = 'terraform' | 'terraform-drift' | 'terraform-validate' | 'terraform-recovery';

/**
 * Works in the folder of a stack in which Terraform runs, while no other command of this checkout does: a diff beside a
 * deploy would change the configuration under its feet.
 *
 * @throws BulkheadError `CheckoutBusy` where the other command does not end
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

/** Inits that download share a cache which Terraform does not lock: one at a time, in this command and in the checkout. */
let downloading: Promise<unknown> = Promise.resolve();

/**
 * Prepares the folder in which Terraform runs for a stack: the synthesized configuration with the files that it refers
 * to, the committed provider lock, and `terraform init` unless the folder was initialized for the very same backend and provider.
 *
 * @param backend false to check the configuration without reaching for its state
 * @param resources false to leave all but the provider and the state out of the configuration; then the folder is one
 * of its own, since a deploy from such a configuration would destroy the stack
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
 * Prepares a folder of its own for a stack, in which Terraform keeps its state in a file beside the configuration: what
 * is done there touches the stack's own state only when somebody puts the file in its place.
 *
 * @param state what the file holds. @default nothing
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

/** Absolute paths of the state in the folder of a recovery, and of the copy that Terraform makes before it changes it. */
export function scratchFiles(
  request: Pick<EngineRequest, 'workspaceRoot' | 'environment' | 'instance'>,
): string[] {
  const file = join(folderOf('terraform-recovery', request), 'scratch.tfstate');
  return [file, `${file}.backup`];
}

function removeStrays(directory: string, { progress }: EngineRequest): void {
  const strays = removeStrayFiles(directory);
  if (strays.length > 0)
    progress(`removed from ${directory}, where Terraform would have read it: ${strays.join(', ')}`);
}

/** Runs `terraform init` unless the folder was initialized for the very same backend and provider. */
async function initialize(
  binary: string,
  { workspaceRoot, instance, signal, progress }: EngineRequest,
  directory: string,
  backendArguments: readonly string[],
): Promise<void> {
  const lock = readFileSync(join(directory, lockFile), 'utf8');
  const mirror = findProviderMirror(/version\s*=\s*"([^"]+)"/.exec(lock)?.[1] ?? '', {
    variables: process.env,
  });
  const configuration = JSON.parse(readFileSync(join(directory, configurationFile), 'utf8')) as {
    terraform: object;
  };
  const initArguments = [
    'init',
    '-input=false',
    '-no-color',
    // A provider whose checksum is not in the committed lock file ends here.
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
  const init = () =>
    runTerraform({
      binary,
      arguments: initArguments,
      directory,
      subject: instance.id,
      signal,
    });
  const alone = { workspaceRoot, on: 'terraform-init', waitMs: Infinity, signal, say: progress };
  if (mirror) await init();
  else await (downloading = downloading.catch(() => undefined).then(() => whileAlone(alone, init)));
  writeFileSync(keyFile, initialized());
}

/**
 * Digest of where the folder was initialized to keep its state. Whoever runs `terraform init -backend-config` in it by
 * hand leads it to another state, and the configuration does not tell.
 */
function initializedBackend(directory: string): string {
  const file = join(directory, '.terraform', 'terraform.tfstate');
  return existsSync(file) ? createHash('sha256').update(readFileSync(file)).digest('hex') : 'none';
}

/** Whose folder it is. */
type Whose = Pick<EngineRequest, 'workspaceRoot' | 'environment'> & { readonly instance: StackName };

/** Absolute path of the folder in which Terraform runs for a stack, with or without its state and its resources. */
export function workingDirectory(request: Whose, backend: boolean, resources = true): string {
  return folderOf(!resources ? 'terraform-drift' : backend ? 'terraform' : 'terraform-validate', request);
}

function folderOf(kind: Kind, { workspaceRoot, environment, instance: { role, app, stack } }: Whose): string {
  return join(workspaceRoot, 'dist', kind, environment.name, role, app, stack);
}

/**
 * Adds what the configuration refers to. Each path says its content, so that earlier ones can stay: a Terraform that an
 * interrupted run left at work may not have come to read them.
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
