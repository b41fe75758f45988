import { execFile } from 'node:child_process';

export interface CommandOutcome {
  readonly ok: boolean;
  readonly stdout: string;
}

/**
 * Runs a short command to its end. Never throws: a command that is missing, exits with an error or is
 * killed after `timeoutMs` milliseconds is `ok: false`.
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
