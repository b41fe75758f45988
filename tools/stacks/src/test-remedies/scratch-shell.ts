import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { testFolder } from '../test-folder';

/** A program that a command line started. It has no effect outside of the spec. */
export interface StartedProgram {
  /** The program and its arguments, as the shell has read them. */
  readonly words: readonly string[];
  readonly variables: NodeJS.ProcessEnv;
}

/** Programs that a shell of these specs does not run, but notes. */
const noted = ['npx', 'npm', 'aws', 'terraform', 'tofu', 'ps', 'kill'];

/** Notes its arguments and variables: each ends with a zero byte. */
const script = `#!/bin/bash
count=$(ls -1 "$SCRATCH_NOTES" | wc -l)
printf '%s\\0' "\${0##*/}" "$@" >"$SCRATCH_NOTES/$(printf %03d "$count").words"
env -0 >"$SCRATCH_NOTES/$(printf %03d "$count").variables"
`;

/** A shell that reads a command line like the user's shell, but really runs only Git. */
export class ScratchShell {
  private readonly programs = testFolder();

  constructor(private readonly directory: string) {
    for (const name of noted) writeFileSync(join(this.programs, name), script, { mode: 0o755 });
  }

  /**
   * Lets Bash run a command line.
   *
   * @returns the programs that it started, in order
   * @throws the message of Bash or Git if it failed
   */
  run(line: string, variables: NodeJS.ProcessEnv): StartedProgram[] {
    const notes = join(testFolder(), 'notes');
    mkdirSync(notes);
    const { PATH } = process.env;
    const env = { ...variables, PATH: `${this.programs}:${PATH}`, SCRATCH_NOTES: notes };
    const { status, stderr } = spawnSync('bash', ['--norc', '-c', line], {
      stdio: ['ignore', 'pipe', 'pipe'],
      cwd: this.directory,
      env,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`${line}\nfails in a shell: ${stderr}`);
    const inNote = (name: string) => readFileSync(join(notes, name), 'utf8').split('\0').slice(0, -1);
    return readdirSync(notes)
      .filter((name) => name.endsWith('.words'))
      .sort()
      .map((name) => {
        const entries = inNote(name.replace('.words', '.variables')).map((text): [string, string] => {
          const at = text.indexOf('=');
          return [text.slice(0, at), text.slice(at + 1)];
        });
        const own = entries.filter(([key]) => key !== 'SCRATCH_NOTES');
        return { words: inNote(name), variables: { ...Object.fromEntries(own), PATH } };
      });
  }
}
