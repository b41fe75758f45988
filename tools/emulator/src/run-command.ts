import { execFile } from 'node:child_process';

export interface CommandOutcome {
  readonly ok: boolean;
  readonly stdout: string;
}

/**
 * Runs a short command to its end. Never throws: the result is `ok: false` if the command is missing, exits with an
 * error or is killed after `timeoutMs` milliseconds.
 */
export function runCommand(
  file: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  timeoutMs: number,
): Promise<CommandOutcome> {
  return new Promise((resolve) => {
    execFile(
      file,
      [...args],
      { env, timeout: timeoutMs, killSignal: 'SIGKILL', windowsHide: true },
      (error, stdout) => resolve({ ok: error === null, stdout }),
    );
  });
}
