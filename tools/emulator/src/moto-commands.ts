import { findOnPath } from './find-on-path';
import { LOOPBACK_HOST } from './emulator-port';
import { runCommand } from './run-command';

/** The version that all statements of the repository about the emulator were checked with. */
export const MOTO_VERSION = '5.2.1';

const REQUIREMENT = `moto[server]==${MOTO_VERSION}`;
const IMAGE = `motoserver/moto:${MOTO_VERSION}`;
/**
 * Settings of the emulator itself. A variable of the same name in the caller's environment wins. Without the first one,
 * attaching an AWS managed policy fails: "does not exist or is not attachable". Without the second one, a certificate is
 * issued after a minute, although nobody looks for its records.
 */
export const MOTO_SETTINGS: Readonly<Record<string, string>> = {
  MOTO_IAM_LOAD_MANAGED_POLICIES: 'true',
  MOTO_ACM_VALIDATION_WAIT: '0',
};

/** How long `docker info` may take. A Docker engine that is still starting answers late. */
const DOCKER_TIMEOUT_MS = 10_000;

/** One way to run moto on this machine. */
export interface MotoSource {
  readonly type: 'moto_server' | 'uvx' | 'pipx' | 'docker';
  /** Absolute path of the program. */
  readonly program: string;
}

export interface MotoCommand {
  readonly program: string;
  readonly args: readonly string[];
  /** Name of the container, for Docker. */
  readonly container?: string;
}

/**
 * The first way to run moto that this machine offers: `moto_server` on PATH, uv, pipx, or a Docker engine that answers.
 * `undefined` if there is none.
 */
export async function findMoto(env: NodeJS.ProcessEnv): Promise<MotoSource | undefined> {
  for (const type of ['moto_server', 'uvx', 'pipx'] as const) {
    const program = findOnPath(type, env);
    if (program) return { type, program };
  }
  const docker = findOnPath('docker', env);
  return docker && (await dockerAnswers(docker, env)) ? { type: 'docker', program: docker } : undefined;
}

/**
 * The command that serves moto on the loopback port `port`. `instanceId` names the container, which outlives the
 * process.
 */
export function motoCommand(source: MotoSource, port: number, instanceId: string): MotoCommand {
  const { program } = source;
  const serve = ['-H', LOOPBACK_HOST, '-p', String(port)];
  switch (source.type) {
    case 'moto_server':
      return { program, args: serve };
    case 'uvx':
      return { program, args: ['--from', REQUIREMENT, 'moto_server', ...serve] };
    case 'pipx':
      return { program, args: ['run', '--spec', REQUIREMENT, 'moto_server', ...serve] };
    case 'docker': {
      const container = `bulkhead-emulator-${instanceId}`;
      const publish = `${LOOPBACK_HOST}:${port}:5000`;
      const settings = Object.keys(MOTO_SETTINGS).flatMap((name) => ['-e', name]);
      return {
        program,
        args: ['run', '--rm', '--name', container, '-p', publish, ...settings, IMAGE],
        container,
      };
    }
  }
}

/** Removes a container that may have outlived its `docker run`. Does nothing if there is no such container. */
export async function removeContainer(container: string, env: NodeJS.ProcessEnv): Promise<void> {
  await runCommand('docker', ['rm', '--force', container], env, 30_000);
}

async function dockerAnswers(docker: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  const info = await runCommand(docker, ['info', '--format', '{{.ServerVersion}}'], env, DOCKER_TIMEOUT_MS);
  return info.ok && info.stdout.trim() !== '';
}
