import {
  EMULATOR_PIECE,
  INSTALL_EMULATOR,
  INSTALL_NODE,
  INSTALL_TERRAFORM,
  missingPrerequisites,
  type InstallHint,
} from './install-hints';
import { findMoto, MOTO_VERSION } from './moto-commands';
import { motoVersion } from './moto-version';
import { findTerraform, TERRAFORM_VARIABLE } from './find-terraform';
import { isAtLeast } from './version-order';

const MINIMUM_NODE = '20.19.0';
const MINIMUM_MOTO = '5.0.0';

/** A prerequisite that a command can ask for. */
export type PrerequisiteName = 'node' | 'terraform' | 'emulator';

export interface Prerequisite {
  readonly name: PrerequisiteName;
  /** Name of the prerequisite for people. */
  readonly title: string;
  /** Absolute path of the program, or the URL of a running emulator. `undefined` if there is none. */
  readonly found?: string;
  /** Its version, if it can be found out without starting the emulator. */
  readonly version?: string;
  readonly ok: boolean;
  /** The problem, if it is not ok. */
  readonly problem?: string;
  readonly install: readonly InstallHint[];
}

export interface PrerequisiteOptions {
  /** Environment to search. @default `process.env` */
  readonly env?: NodeJS.ProcessEnv;
  /** Version of Node to check. @default the running one */
  readonly nodeVersion?: string;
}

/**
 * Looks for each of `needs` on this machine and returns the results in that order: Node 20.19 or later, Terraform or
 * OpenTofu 1.11 or later, a way to run the emulator. Starts and installs nothing. Never throws.
 */
export function checkPrerequisites(
  needs: readonly PrerequisiteName[] = ['node', 'terraform', 'emulator'],
  options: PrerequisiteOptions = {},
): Promise<Prerequisite[]> {
  const { env = process.env, nodeVersion = process.versions.node } = options;
  return Promise.all(
    needs.map((name) => {
      switch (name) {
        case 'node':
          return checkNode(nodeVersion);
        case 'terraform':
          return checkTerraform(env);
        case 'emulator':
          return checkEmulator(env);
      }
    }),
  );
}

/**
 * Returns the results of `checkPrerequisites`. Throws one `MissingPrerequisites` that names everything missing or too
 * old, each with the commands that install it.
 */
export async function requirePrerequisites(
  needs?: readonly PrerequisiteName[],
  options?: PrerequisiteOptions,
): Promise<Prerequisite[]> {
  const found = await checkPrerequisites(needs, options);
  const missing = found.filter(({ ok }) => !ok);
  if (missing.length === 0) return found;
  throw missingPrerequisites(missing.map((piece) => ({ ...piece, problem: piece.problem ?? 'not found' })));
}

/** One line for people: what was found, where, and in which version. */
export function describePrerequisite({ title, found, version, problem }: Prerequisite): string {
  return problem ? `${title}: ${problem}` : `${title}: ${version ?? 'version unknown'} (${found})`;
}

function checkNode(version: string): Prerequisite {
  const ok = isAtLeast(version, MINIMUM_NODE);
  return {
    name: 'node',
    title: 'Node.js 20.19 or later',
    found: process.execPath,
    version,
    ok,
    ...(!ok && { problem: `this is ${version}` }),
    install: INSTALL_NODE,
  };
}

async function checkTerraform(env: NodeJS.ProcessEnv): Promise<Prerequisite> {
  const terraform = await findTerraform(env);
  const wanted = {
    name: 'terraform',
    title: 'Terraform or OpenTofu 1.11 or later',
    install: INSTALL_TERRAFORM,
  } as const;
  if (!terraform) {
    const named = env[TERRAFORM_VARIABLE];
    const problem = named
      ? `${TERRAFORM_VARIABLE} is set to '${named}', but there is no such program`
      : 'neither terraform nor tofu is on PATH';
    return { ...wanted, ok: false, problem };
  }
  const { path, version, ok } = terraform;
  const problem = version ? `${path} is ${version}` : `${path} does not print its version`;
  return { ...wanted, found: path, version, ok, ...(!ok && { problem }) };
}

async function checkEmulator(env: NodeJS.ProcessEnv): Promise<Prerequisite> {
  const wanted = { name: 'emulator', title: EMULATOR_PIECE.title, install: INSTALL_EMULATOR } as const;
  const named = env['AWS_ENDPOINT_URL'];
  if (named) return { ...wanted, found: named, ok: true };

  const source = await findMoto(env);
  if (!source) return { ...wanted, ok: false, problem: EMULATOR_PIECE.problem };
  const version = await motoVersion(source, env);
  const ok = version === undefined || isAtLeast(version, MINIMUM_MOTO);
  const problem = `${source.program} is moto ${version}, but 5 is needed (tested with ${MOTO_VERSION})`;
  return { ...wanted, found: source.program, version, ok, ...(!ok && { problem }) };
}
