import { fork } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve as resolvePath } from 'node:path';
import { BulkheadError } from '@bulkhead/errors';
import {
  stackFile,
  type SynthesizedStack,
  type SynthReply,
  type SynthRequest,
  synthRequestVariable,
} from '@bulkhead/stack';
import { withOneBuild } from '../checkout/build-id';
import { whileAlone } from '../checkout/while-alone';
import { synthesisVariables } from '../surroundings/engine-variables';
import { type StackInstance } from '../workspace/stack-instance';
import { type ObservedInputs, observedInputsVariable } from './observe-inputs';
import { synthDirectory } from './synth-directory';
import { type SynthesisCache, type SynthesisSubject } from './synthesis-cache';

/** The settings of one synthesis besides the stack. */
export interface SynthesisSettings {
  readonly workspaceRoot: string;
  /** Name of the environment. */
  readonly environment: string;
  /** The environment as the user named it: a name, or the path of a JSON file. */
  readonly environmentReference: string;
  /** The folder that a relative path in `environmentReference` starts from. */
  readonly workingDirectory: string;
  /** Folder of the app's project, from the root of the workspace. */
  readonly projectRoot: string;
  /** The cache of earlier syntheses. @default none: every stack is synthesized */
  readonly cache?: SynthesisCache;
  /** Compiled module that notes what a synthesis reads. @default the one beside this file */
  readonly observer?: string;
}

/** A synthesized stack and its folder. */
export interface Synthesized extends SynthesizedStack {
  /** Absolute path of the folder with the template. */
  readonly directory: string;
  /** Whether an earlier run synthesized it. @default false */
  readonly reused?: boolean;
}

/**
 * No stack needs this long, also on a machine with many other processes, where seconds become minutes. A longer
 * synthesis is waiting for something that will not come.
 */
const deadlineMs = 600_000;

/**
 * Synthesizes one stack by running its app's compiled entry in a process of its own, unless the cache knows that its
 * folder already has the result. The folder is replaced as a whole after a successful synthesis, and left as it was
 * after a failure.
 *
 * @throws BulkheadError with the code of the error that the stack's code raised, or `SynthFailed`
 */
export async function synthesize(instance: StackInstance, settings: SynthesisSettings): Promise<Synthesized> {
  const { workspaceRoot, environment } = settings;
  const { role, app, stack } = instance;
  const on = `synth/${environment}/${role}/${app}/${stack}`;
  // Commands of the checkout that synthesize the same stack share the result.
  return whileAlone({ workspaceRoot, on }, () => synthesizeAlone(instance, settings));
}

async function synthesizeAlone(instance: StackInstance, settings: SynthesisSettings): Promise<Synthesized> {
  const subject = subjectOf(instance, settings);
  const { cache } = settings;
  if (cache?.isCurrent(subject)) return { ...readSynthesized(instance, settings), reused: true };

  cache?.forget(subject);
  const { directory } = subject;
  const startedAt = Date.now();
  // Outside `dist/synth`, because the remains of a killed process there would look like a stack.
  mkdirSync(join(settings.workspaceRoot, 'dist/drafts'), { recursive: true });
  const draft = mkdtempSync(join(settings.workspaceRoot, 'dist/drafts', `${instance.stack}-`));
  const inputs = `${draft}.inputs.json`;
  const replaced = `${draft}.replaced`;
  try {
    const { observer = join(__dirname, 'observe-inputs.js') } = settings;
    const observing = { [observedInputsVariable]: inputs };
    await withOneBuild(settings.workspaceRoot, async () => {
      emptyFolder(draft);
      await runEntry(instance, settings, draft, observing, ['--require', observer]);
    });
    // An unchanged folder stays: a deploy may be reading it.
    if (!haveSameFiles(draft, directory)) {
      mkdirSync(dirname(directory), { recursive: true });
      // Two renames, and nothing is removed between them: another process may be reading the index.
      if (existsSync(directory)) renameSync(directory, replaced);
      renameSync(draft, directory);
    }
    cache?.keep(subject, JSON.parse(readFileSync(inputs, 'utf8')) as ObservedInputs, startedAt);
  } finally {
    for (const path of [draft, replaced, inputs]) rmSync(path, { recursive: true, force: true });
  }
  return readSynthesized(instance, settings);
}

/**
 * Synthesizes one stack with CDK's own validation, and keeps nothing of the result.
 *
 * @throws BulkheadError `SynthFailed` with CDK's findings, or with the code of the error that the stack raised
 */
export async function requireValidSynthesis(
  instance: StackInstance,
  settings: SynthesisSettings,
): Promise<void> {
  const draft = mkdtempSync(join(tmpdir(), 'bulkhead-validate-'));
  try {
    await withOneBuild(settings.workspaceRoot, async () => {
      emptyFolder(draft);
      await runEntry(instance, settings, draft, { CDK_VALIDATION: 'true' });
    });
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Reads the folder of a stack that was synthesized before. */
export function readSynthesized(
  instance: StackInstance,
  { workspaceRoot, environment }: SynthesisSettings,
): Synthesized {
  const directory = join(workspaceRoot, synthDirectory(environment, instance));
  const synthesized = JSON.parse(readFileSync(join(directory, stackFile), 'utf8')) as SynthesizedStack;
  return { ...synthesized, directory };
}

function haveSameFiles(one: string, other: string): boolean {
  if (!existsSync(other)) return false;
  const [mine, theirs] = [entriesOf(one), entriesOf(other)];
  return mine.length === theirs.length && mine.every((entry, index) => entry === theirs[index]);
}

/** Each file of a folder with its content, and each subfolder, in the order of their names. */
function entriesOf(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return `${relative(directory, path)} ${entry.isFile() ? readFileSync(path, 'base64') : ''}`;
    })
    .sort();
}

function emptyFolder(directory: string): void {
  for (const name of readdirSync(directory)) rmSync(join(directory, name), { recursive: true, force: true });
}

function subjectOf(instance: StackInstance, settings: SynthesisSettings): SynthesisSubject {
  const { app, stack, role } = instance;
  const { workspaceRoot, environment, environmentReference, workingDirectory } = settings;
  return {
    environment,
    environmentReference: environmentReference.endsWith('.json')
      ? resolvePath(workingDirectory, environmentReference)
      : environmentReference,
    role,
    app,
    stack,
    directory: join(workspaceRoot, synthDirectory(environment, instance)),
    variables: synthesisVariables(process.env),
  };
}

function runEntry(
  instance: StackInstance,
  settings: SynthesisSettings,
  directory: string,
  variables: NodeJS.ProcessEnv,
  nodeArguments: readonly string[] = [],
): Promise<void> {
  const { workspaceRoot, environmentReference: environment, workingDirectory, projectRoot } = settings;
  const request: SynthRequest = {
    environment,
    workingDirectory,
    stack: instance.stack,
    role: instance.role,
    directory,
  };
  return new Promise((resolve, reject) => {
    const child = fork(join(workspaceRoot, projectRoot, 'dist/main.js'), {
      env: {
        ...synthesisVariables(process.env),
        ...variables,
        [synthRequestVariable]: JSON.stringify(request),
      },
      execArgv: [...nodeArguments],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      timeout: deadlineMs,
    });
    let output = '';
    let reply: SynthReply | undefined;
    child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('message', (message) => (reply = message as SynthReply));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (reply && 'done' in reply && code === 0) return resolve();
      if (reply && 'code' in reply) {
        // The output of the engine before it failed says more than the final error.
        const printed = reply.code === 'SynthFailed' ? output.trim() : '';
        const message = [printed, reply.message].filter(Boolean).join('\n');
        return reject(new BulkheadError(reply.code, message, { next: reply.next }));
      }
      const how = signal ? `was ended by ${signal}` : `ended with code ${code}`;
      reject(
        new BulkheadError('SynthFailed', `Synthesis of ${instance.id} ${how}.\n${output.trim()}`.trim(), {
          next: `npx nx run ${instance.app}:synth --stack=${instance.stack}`,
        }),
      );
    });
  });
}
