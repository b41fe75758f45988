import { readFile, realpath } from 'node:fs/promises';
import { findOnPath } from './find-on-path';
import { MOTO_VERSION, type MotoSource } from './moto-commands';
import { runCommand } from './run-command';

const TIMEOUT_MS = 10_000;

/**
 * The version of moto that a source would run, or `undefined` if it cannot be found out. `moto_server` has no option
 * that prints it, so the Python of its first line is asked.
 */
export async function motoVersion(source: MotoSource, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  if (source.type !== 'moto_server') return MOTO_VERSION;
  const python = await pythonOf(source.program, env);
  if (!python) return undefined;
  const code = 'from importlib.metadata import version; print(version("moto"))';
  const asked = await runCommand(python, ['-c', code], env, TIMEOUT_MS);
  return asked.ok ? asked.stdout.trim() : undefined;
}

async function pythonOf(script: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const own = await interpreter(script);
  if (own?.includes('python')) return own;
  // pyenv replaces each program with a shell script, and knows the real program.
  const pyenv = findOnPath('pyenv', env);
  if (!pyenv || !script.includes('pyenv')) return undefined;
  const which = await runCommand(pyenv, ['which', 'moto_server'], env, TIMEOUT_MS);
  const behind = which.ok ? await interpreter(which.stdout.trim()) : undefined;
  return behind?.includes('python') ? behind : undefined;
}

async function interpreter(script: string): Promise<string | undefined> {
  const text = await realpath(script)
    .then((path) => readFile(path, 'utf8'))
    .catch(() => '');
  return /^#!\s*(\/\S+)\s*$/m.exec(text.slice(0, 512))?.[1];
}
