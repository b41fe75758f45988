import { spawn } from 'node:child_process';
import { open } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { BulkheadError, shellWord } from '@bulkhead/errors';
import { emulatorAnswers } from './emulator-answers';
import { LOOPBACK_HOST, PORT_VARIABLE } from './emulator-port';
import { lastLogLines, type EmulatorState } from './emulator-state';
import {
  MOTO_SETTINGS,
  motoCommand,
  removeContainer,
  type MotoCommand,
  type MotoSource,
} from './moto-commands';
import { identifyProcess, isAlive, type ProcessIdentity } from './process-identity';
import { terminateGroup } from './terminate-group';

const POLL_MS = 100;
const PROBE_MS = 2_000;

export interface LaunchOptions {
  readonly source: MotoSource;
  readonly port: number;
  readonly instanceId: string;
  /** Working directory. Version managers choose their Python by it. */
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** File that receives stdout and stderr. It is emptied first. */
  readonly logFile: string;
  readonly deadlineMs: number;
  readonly graceMs: number;
  /** Called with the process as soon as it exists. */
  readonly onSpawn: (identity: ProcessIdentity) => Promise<void>;
}

/**
 * Starts moto in a process group of its own, which outlives this process, and waits until moto answers. Returns the
 * record that is needed to find and stop it. Throws `EmulatorDied` or `EmulatorTimeout` with the last lines of the log,
 * and then leaves no process running.
 */
export async function launchMoto(options: LaunchOptions): Promise<EmulatorState> {
  const { port, instanceId, logFile, deadlineMs, graceMs } = options;
  const endpoint = `http://${LOOPBACK_HOST}:${port}`;
  const command = motoCommand(options.source, port, instanceId);
  const startedAt = new Date();
  const launched = await spawnDetached(command, options);

  const abandon = async () => {
    if (launched.pid !== undefined) await terminateGroup(launched.pid, graceMs);
    if (command.container) await removeContainer(command.container, options.env);
  };
  const commandLine = [command.program, ...command.args];
  const died = async () =>
    new BulkheadError(
      'EmulatorDied',
      `The emulator ended before it answered: ${commandLine.join(' ')}\n${launched.problem ? `${launched.problem}\n` : ''}` +
        `The last lines of ${logFile}:\n${await lastLogLines(logFile)}`,
      { next: commandLine.map(shellWord).join(' ') },
    );

  try {
    const identity = launched.pid === undefined ? undefined : await identifyProcess(launched.pid);
    if (identity) await options.onSpawn(identity);

    const end = startedAt.getTime() + deadlineMs;
    for (;;) {
      const answered = await emulatorAnswers(endpoint, Math.max(1, Math.min(PROBE_MS, end - Date.now())));
      if (!identity || !(await isAlive(identity))) throw await died();
      if (answered) {
        const { container } = command;
        return {
          ...identity,
          port,
          endpoint,
          command: commandLine,
          startedAt: startedAt.toISOString(),
          instanceId,
          ...(container && { container }),
        };
      }
      if (Date.now() >= end) {
        throw new BulkheadError(
          'EmulatorTimeout',
          `The emulator did not answer at ${endpoint} within ${deadlineMs / 1000} s and was stopped: ` +
            `${commandLine.join(' ')}\nThe last lines of ${logFile}:\n${await lastLogLines(logFile)}`,
          { next: `${commandLine.map(shellWord).join(' ')}   # or another port with ${PORT_VARIABLE}` },
        );
      }
      await sleep(POLL_MS);
    }
  } catch (error) {
    await abandon();
    throw error;
  }
}

interface Launched {
  readonly pid?: number;
  /** Why the program could not be started. */
  readonly problem?: string;
}

/**
 * Starts the given program in a process group of its own, and ends. The emulator must not be a child of the process
 * that needs it, because Nx ends the whole process tree of a task together with the task.
 */
const launcher = `
  const [program, ...args] = process.argv.slice(1);
  const child = require('node:child_process').spawn(program, args, { detached: true, stdio: [0, 1, 2] });
  child.once('error', ({ message }) => process.send({ problem: message }));
  child.once('spawn', () => process.send({ pid: child.pid }, () => process.exit()));
`;

async function spawnDetached(command: MotoCommand, options: LaunchOptions): Promise<Launched> {
  const log = await open(options.logFile, 'w');
  try {
    const child = spawn(process.execPath, ['-e', launcher, command.program, ...command.args], {
      cwd: options.cwd,
      stdio: ['ignore', log.fd, log.fd, 'ipc'],
      // With buffering, the last lines of a killed process would be missing from its log.
      env: { ...MOTO_SETTINGS, PYTHONUNBUFFERED: '1', ...withoutAwsSettings(options.env) },
    });
    return await new Promise<Launched>((resolve) => {
      child.once('message', (launched) => resolve(launched as Launched));
      child.once('error', ({ message }) => resolve({ problem: message }));
      child.once('exit', () => resolve({ problem: 'its launcher ended' }));
    });
  } finally {
    await log.close();
  }
}

/** The emulator needs no credentials, and a profile that does not exist would stop its SDK. */
function withoutAwsSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('AWS_')));
}
