import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from '@bulkhead/emulator';
import { type DetachedFront } from '@bulkhead/standing-provider';
import { wasInterrupted } from '../interruption';
import { terraformVariables } from '../../surroundings/engine-variables';
import { applyFiles, clearApplyFiles, identifyApply, readExitCode, type StartedApply } from './apply-files';
import { type ExitCode, graceMs, type TerraformCall, type TerraformRunner } from './terraform-cli';

/** Time between two reads of the journal. */
const pollMs = 100;

/** Nx ends a run a few seconds after Ctrl-C; Terraform may take longer, and continues alone. */
const interruptedGraceMs = 3_000;

/**
 * Starts a program in a session of its own, without a parent process. Its pid is in a file before it runs, its output
 * is in the journal, and its exit code is in a file. The files contain values, so that only this user can read them. Nx
 * ends all processes of a task when the task ends, and a terminal ends its whole process group. A Terraform that gets
 * two interrupts gives up without saving its state, and a killed one loses what it has created since its last save.
 */
const launcher = `
  umask 077
  (
    sh -c '
      echo "$$ $0" >${applyFiles.pid}.part
      mv ${applyFiles.pid}.part ${applyFiles.pid}
      exec "$@"
    ' "$$" "$@" 3>&- >${applyFiles.journal} 2>&1 </dev/null &
    wait "$!"
    echo "$?" >${applyFiles.exit}.part
    mv ${applyFiles.exit}.part ${applyFiles.exit}
  ) &
`;

/**
 * Runs Terraform so that it outlives this process and every signal to this process. An abort asks Terraform to stop. If
 * the run itself was interrupted, does not wait until Terraform has stopped.
 */
export const runDetached: TerraformRunner = detachedWith(undefined);

/**
 * The same with a front of Terraform's provider, which ends when Terraform has ended: a further call starts its own
 * provider.
 *
 * @param front @default Terraform starts its own provider
 */
export function detachedWith(front: DetachedFront | undefined): TerraformRunner {
  let left = front;
  return async (call, onLine) => {
    const own = left;
    left = undefined;
    return followApply(await launch(call, own), call, onLine);
  };
}

/** Follows a detached Terraform to its end, from the first line of its output. */
export async function followApply(
  apply: StartedApply,
  { directory, signal }: { readonly directory: string; readonly signal: AbortSignal },
  onLine: (line: string) => void,
): Promise<ExitCode> {
  const journal = new JournalReader(join(directory, applyFiles.journal), onLine);
  let stopAt: number | undefined;
  try {
    for (;;) {
      const alive = await isAlive(apply);
      const code = readExitCode(directory);
      journal.read();
      if (code !== undefined) return code;
      if (!alive) return await exitCodeOfTheDead(directory);
      if (signal.aborted && stopAt === undefined) {
        process.kill(apply.pid, 'SIGTERM');
        stopAt = Date.now() + (wasInterrupted(signal) ? interruptedGraceMs : graceMs);
      }
      if (stopAt !== undefined && Date.now() > stopAt) {
        // An interrupted run lets Terraform save its state; the next run waits for it.
        if (!wasInterrupted(signal)) killGroup(apply.group);
        return null;
      }
      await sleep(pollMs);
    }
  } finally {
    journal.close();
  }
}

/** Kills a Terraform, its provider and the shell that waits for it. */
function killGroup(group: number): void {
  try {
    process.kill(-group, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** The shell that waits for Terraform writes the exit code a moment after Terraform has ended. */
async function exitCodeOfTheDead(directory: string): Promise<ExitCode> {
  await sleep(5 * pollMs);
  return readExitCode(directory) ?? null;
}

async function launch(
  { binary, arguments: args, directory }: TerraformCall,
  front: DetachedFront | undefined,
): Promise<StartedApply> {
  clearApplyFiles(directory);
  const shell = spawn('/bin/sh', ['-c', launcher, 'terraform', binary, ...args], {
    cwd: directory,
    env: { ...terraformVariables(process.env), ...(front && { TF_REATTACH_PROVIDERS: front.reattach }) },
    detached: true,
    // The shell that waits for Terraform has the last copy of the lifeline.
    stdio: ['ignore', 'ignore', 'ignore', front?.lifeline ?? 'ignore'],
  });
  try {
    await new Promise<void>((resolve, reject) => {
      shell.on('error', reject);
      // The inner shell, which waits for Terraform, continues.
      shell.on('exit', () => resolve());
    });
  } finally {
    front?.letGo();
  }
  return identifyApply(directory);
}

/** Reads a growing file line by line. */
class JournalReader {
  private descriptor: number | undefined;
  private readonly decoder = new StringDecoder('utf8');
  private readonly buffer = Buffer.alloc(65_536);
  private rest = '';

  constructor(
    private readonly file: string,
    private readonly onLine: (line: string) => void,
  ) {}

  /** Passes on the lines that were completed since the last call. */
  read(): void {
    if (this.descriptor === undefined && !existsSync(this.file)) return;
    this.descriptor ??= openSync(this.file, 'r');
    for (let length; (length = readSync(this.descriptor, this.buffer)) > 0;) {
      const lines = (this.rest + this.decoder.write(this.buffer.subarray(0, length))).split('\n');
      this.rest = lines.pop() ?? '';
      for (const line of lines) this.onLine(line);
    }
  }

  close(): void {
    if (this.descriptor !== undefined) closeSync(this.descriptor);
  }
}
