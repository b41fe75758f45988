import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { BulkheadError } from '@bulkhead/errors';
import { endAbandonedStart } from './abandoned-start';
import { emulatorAnswers, probeEmulator } from './emulator-answers';
import { choosePort, requireFreePort } from './emulator-port';
import {
  readState,
  removeState,
  statePaths,
  writeState,
  type EmulatorState,
  type StateLocation,
  type StatePaths,
} from './emulator-state';
import { emulatorLocked } from './emulator-locked';
import { withLock, type HeldLock } from './exclusive-lock';
import { findMoto } from './moto-commands';
import { missingEmulator } from './install-hints';
import { isAlive } from './process-identity';
import { ProcessWork } from './process-work';
import { launchMoto } from './launch-moto';
import { terminateGroup } from './terminate-group';

/** An emulator that answered when the function returned it. */
export interface Emulator {
  /** Its URL, without a slash at the end. */
  readonly endpoint: string;
  /** True if Bulkhead started it and so may stop it. False if `AWS_ENDPOINT_URL` named it. */
  readonly managed: boolean;
  /** True if this call started it. */
  readonly started: boolean;
  /** Process id (and process group) of a managed emulator. */
  readonly pid?: number;
  /** Unique for every start of a managed emulator. Resources of an earlier instance are gone. */
  readonly instanceId?: string;
  /** Path of the log of a managed emulator. */
  readonly logFile?: string;
}

export interface EnsureEmulatorOptions extends StateLocation {
  /** Loopback port to start on. @default `BULKHEAD_EMULATOR_PORT`, else 5566 */
  readonly port?: number;
  /**
   * How long a start may take until the emulator answers, in milliseconds.
   * @default 60 000, or 300 000 if moto has to be downloaded first (uv, pipx, Docker)
   */
  readonly deadlineMs?: number;
  /** How long a process may take to end after SIGTERM, in milliseconds. @default 5000 */
  readonly graceMs?: number;
  /** Environment that is read, and passed to the emulator. @default `process.env` */
  readonly env?: NodeJS.ProcessEnv;
  /** Receives a progress line for people. @default no lines */
  readonly notify?: (line: string) => void;
}

export const DEFAULT_GRACE_MS = 5_000;
/**
 * How long our own emulator may leave every probe unanswered before it is replaced. The new emulator is empty, and
 * whatever another run deploys to the old one is lost: so one that works is given more time.
 */
const PATIENCE_MS = 15_000;
const PATIENCE_WITH_BUSY_MS = 180_000;
const PROBE_MS = 5_000;
const DEADLINE_MS = 60_000;
const DOWNLOAD_DEADLINE_MS = 300_000;

/**
 * Returns an emulator that answers: the one that `AWS_ENDPOINT_URL` names, else the one that this workspace already
 * runs, else a new one. It outlives the caller. If several callers run at once, one of them starts it and all get it.
 *
 * Throws `EmulatorUnreachable` (`AWS_ENDPOINT_URL` does not answer), `MissingPrerequisites` (no way to
 * run moto here), `PortInUse`, `PortUnusable`, `InvalidPort`, `EmulatorDied`, `EmulatorTimeout`,
 * `EmulatorLocked`.
 */
export async function ensureEmulator(options: EnsureEmulatorOptions): Promise<Emulator> {
  const { env = process.env, graceMs = DEFAULT_GRACE_MS, notify = () => undefined } = options;
  const named = env['AWS_ENDPOINT_URL'];
  if (named) return useNamed(named);

  const port = choosePort(options.port, env);
  const paths = statePaths(options);
  await mkdir(paths.directory, { recursive: true });

  const waitMs = (options.deadlineMs ?? DOWNLOAD_DEADLINE_MS) + PATIENCE_WITH_BUSY_MS + graceMs;
  const own = {
    waitMs,
    busy: emulatorLocked(paths.lock, waitMs),
    onAbandoned: endAbandonedStart(paths, graceMs),
  };
  return withLock(paths.lock, own, async (lock) => {
    const running = await reuse(paths, graceMs, notify);
    if (running) return running;
    // Two workspaces may use the same port. Without this lock, one workspace would take the other's emulator for its
    // own, while its own start is about to fail with "address in use".
    const portLock = join(tmpdir(), `bulkhead-emulator-${process.getuid?.() ?? 0}-${port}.lock`);
    return withLock(portLock, { waitMs, busy: emulatorLocked(portLock, waitMs) }, () =>
      start(options, { paths, port, env, graceMs, notify, lock }),
    );
  });
}

async function useNamed(named: string): Promise<Emulator> {
  const endpoint = named.replace(/\/+$/, '');
  const result = URL.canParse(endpoint) ? await probeEmulator(endpoint, PROBE_MS) : 'not a URL';
  if (result === 'answers') return { endpoint, managed: false, started: false };
  const seen = {
    unreachable: 'nothing answers there',
    hanging: `the server there did not reply within ${PROBE_MS / 1000} s`,
    foreign: 'the server there is not an AWS emulator',
    'not a URL': 'it is not a URL',
  }[result];
  throw new BulkheadError('EmulatorUnreachable', `AWS_ENDPOINT_URL is set to ${endpoint}, but ${seen}.`, {
    next: 'start that emulator, or `unset AWS_ENDPOINT_URL` to let Bulkhead start one',
  });
}

async function reuse(
  paths: StatePaths,
  graceMs: number,
  notify: (line: string) => void,
): Promise<Emulator | undefined> {
  const state = await readState(paths);
  if (state && (await isAlive(state))) {
    if (await answersInTime(state)) return managed(state, paths, false);
    notify(`The emulator (pid ${state.pid}) runs but does not answer; it is replaced by an empty one.`);
    await terminateGroup(state.pid, graceMs);
  }
  await removeState(paths);
  return undefined;
}

async function answersInTime(state: EmulatorState): Promise<boolean> {
  const start = Date.now();
  let end = start + PATIENCE_MS;
  if (await emulatorAnswers(state.endpoint, PROBE_MS)) return true;
  const work = new ProcessWork(state.pid);
  await work.begin();
  for (;;) {
    if (await emulatorAnswers(state.endpoint, PROBE_MS)) return true;
    await sleep(200);
    if (!(await isAlive(state))) return false;
    if (Date.now() < end) continue;
    if (Date.now() > start + PATIENCE_WITH_BUSY_MS || !(await work.hasWorked())) return false;
    end = Date.now() + PATIENCE_MS;
  }
}

interface StartContext {
  readonly paths: StatePaths;
  readonly port: number;
  readonly env: NodeJS.ProcessEnv;
  readonly graceMs: number;
  readonly notify: (line: string) => void;
  readonly lock: HeldLock;
}

async function start(options: EnsureEmulatorOptions, context: StartContext): Promise<Emulator> {
  const { paths, port, env, graceMs, notify, lock } = context;
  await requireFreePort(port);
  const source = await findMoto(env);
  if (!source) throw missingEmulator();

  const downloads = source.type !== 'moto_server';
  notify(
    `Starting the emulator on port ${port} with ${source.program}${downloads ? ' (downloads moto first)' : ''}`,
  );
  const state = await launchMoto({
    source,
    port,
    instanceId: randomUUID(),
    cwd: options.workspaceRoot,
    env,
    logFile: paths.log,
    deadlineMs: options.deadlineMs ?? (downloads ? DOWNLOAD_DEADLINE_MS : DEADLINE_MS),
    graceMs,
    onSpawn: (identity) => lock.entrust(identity),
  });
  writeState(paths, state);
  return managed(state, paths, true);
}

function managed(state: EmulatorState, paths: StatePaths, started: boolean): Emulator {
  const { endpoint, pid, instanceId } = state;
  return { endpoint, managed: true, started, pid, instanceId, logFile: paths.log };
}
