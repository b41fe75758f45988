import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync } from 'node:fs';
import { join } from 'node:path';
import { type LockedProvider } from './locked-provider';
import { openPipe } from './pipe';

/** The program, compiled, where this file is source code too. */
const program = join(__dirname, '../dist/front-program.js');

/** A front that does not answer after this time will not come. A provider has 30 s to listen. */
const startMs = 60_000;

/**
 * Starts the program in a session of its own, without a parent process. The shell of a job in the background would get
 * no standard input, but for a copy.
 */
const launcher = 'exec 3<&0; "$@" <&3 3<&- &';

/** What a front is asked for. */
export interface FrontRequest {
  readonly locked: LockedProvider;
  /** The types that Terraform is told of, such as `aws_vpc`. */
  readonly types: readonly string[];
  /** Absolute path of the folder where schemas are kept. */
  readonly schemas: string;
}

/** A front that outlives this process. */
export interface DetachedFront {
  /** The value of `TF_REATTACH_PROVIDERS`. */
  readonly reattach: string;
  /**
   * File descriptor of this process: the front ends when no process has it any more. Terraform's starter hands it to the
   * shell that waits for Terraform, and lets go of it.
   */
  readonly lifeline: number;
  /** Closes the lifeline in this process, if that was not done before. */
  letGo(): void;
}

/**
 * Starts provider processes with a front that serve a Terraform which outlives this process.
 *
 * @param variables of Terraform, which the provider would get from it
 * @throws Error if the provider does not listen
 */
export async function startDetachedFront(
  request: FrontRequest,
  variables: NodeJS.ProcessEnv,
): Promise<DetachedFront> {
  const pipe = openPipe();
  const letGo = once(() => closeSync(pipe.write));
  try {
    const line = await firstLine(launch(pipe.read, request, variables));
    if (!line.startsWith('{')) throw new Error(line || 'the front ended before it listened');
    return { reattach: line, lifeline: pipe.write, letGo };
  } catch (error) {
    letGo();
    throw error;
  } finally {
    closeSync(pipe.read);
  }
}

function launch(lifeline: number, request: FrontRequest, variables: NodeJS.ProcessEnv): ChildProcess {
  return spawn('/bin/sh', ['-c', launcher, 'front', process.execPath, program, JSON.stringify(request)], {
    env: variables,
    detached: true,
    stdio: [lifeline, 'pipe', 'ignore'],
  });
}

/** The work, for the first call alone. */
function once(work: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) work();
    isDone = true;
  };
}

/** What a program prints first; empty if it ends before. */
function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const end = (settle: () => void) => {
      clearTimeout(timer);
      child.stdout?.destroy();
      settle();
    };
    const timer = setTimeout(
      () => end(() => reject(new Error(`the front did not listen within ${startMs / 1000} s`))),
      startMs,
    );
    const answer = () => end(() => resolve(text.split('\n')[0] ?? ''));
    child.on('error', (error) => end(() => reject(error)));
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes('\n')) answer();
    });
    child.stdout?.on('close', answer);
  });
}
