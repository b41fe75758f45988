import { spawn } from 'node:child_process';

export interface ProcessCall {
  /** Program: a path, or a name on the PATH of `variables`. */
  readonly command: string;
  readonly arguments: readonly string[];
  /** Working directory. */
  readonly directory: string;
  /** The whole environment of the process. */
  readonly variables: NodeJS.ProcessEnv;
  /** Exit codes that count as success. @default only 0 */
  readonly expected?: readonly number[];
}

/**
 * Runs a process to its end.
 *
 * @returns its exit code
 * @throws Error with everything it printed, if it ends with an unexpected code
 */
export function runProcess({
  command,
  arguments: args,
  directory,
  variables,
  expected = [0],
}: ProcessCall): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: directory,
      env: variables,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let printed = '';
    const take = (chunk: Buffer) => (printed += chunk.toString());
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', reject);
    child.on('close', (code) => {
      if (code !== null && expected.includes(code)) return resolve(code);
      reject(new Error(`${command} ${args.join(' ')} ended with code ${code}:\n${printed}`));
    });
  });
}
