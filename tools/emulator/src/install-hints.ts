import { BulkheadError } from '@bulkhead/errors';
import { MOTO_VERSION } from './moto-commands';

/** The command that installs something, by system. */
export interface InstallHint {
  readonly system: string;
  readonly command: string;
}

const MOTO = `pipx install 'moto[server]==${MOTO_VERSION}'`;

export const INSTALL_NODE: readonly InstallHint[] = [
  { system: 'nvm', command: 'nvm install 22 && nvm use 22' },
  {
    system: 'Debian/Ubuntu',
    command:
      'curl -fsSL https://deb.nodesource.com/setup_22.x | sudo -E bash - && sudo apt-get install -y nodejs',
  },
  { system: 'macOS', command: 'brew install node@22 && brew link --overwrite node@22' },
];

export const INSTALL_TERRAFORM: readonly InstallHint[] = [
  {
    system: 'Debian/Ubuntu',
    command:
      'curl -fsSL https://get.opentofu.org/install-opentofu.sh -o install-opentofu.sh && ' +
      'sh install-opentofu.sh --install-method deb',
  },
  { system: 'macOS', command: 'brew install hashicorp/tap/terraform' },
];

export const INSTALL_EMULATOR: readonly InstallHint[] = [
  { system: 'Debian/Ubuntu', command: `sudo apt-get install -y pipx && ${MOTO}` },
  { system: 'macOS', command: `brew install pipx && ${MOTO}` },
  { system: 'uv', command: `uv tool install 'moto[server]==${MOTO_VERSION}'` },
];

/** A prerequisite that is missing or too old, and how to install it. */
export interface MissingPiece {
  /** Name of the prerequisite for people. */
  readonly title: string;
  /** The problem that was found. */
  readonly problem: string;
  readonly install: readonly InstallHint[];
}

/** One error that names every missing prerequisite and the commands that install it. */
export function missingPrerequisites(pieces: readonly MissingPiece[]): BulkheadError {
  const lines = pieces.flatMap(({ title, problem, install }) => [
    `  - ${title}: ${problem}`,
    ...install.map(({ system, command }) => `      ${system}: ${command}`),
  ]);
  return new BulkheadError(
    'MissingPrerequisites',
    [`This machine lacks ${pieces.length === 1 ? 'one thing' : `${pieces.length} things`}:`, ...lines].join(
      '\n',
    ),
    { next: 'run one of the commands above for each, then repeat' },
  );
}

export const EMULATOR_PIECE: MissingPiece = {
  title: 'A local AWS (moto)',
  problem:
    'neither moto_server, uvx nor pipx is on PATH, no Docker engine answers, and AWS_ENDPOINT_URL is not set',
  install: INSTALL_EMULATOR,
};

export function missingEmulator(): BulkheadError {
  return missingPrerequisites([EMULATOR_PIECE]);
}
