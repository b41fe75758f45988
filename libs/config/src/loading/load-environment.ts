import { join, resolve } from 'node:path';
import { types } from 'node:util';
import { BulkheadError, shellWord, visibleText } from '@bulkhead/errors';
import { nearest } from '@bulkhead/errors/input';
import { parseEnvironment } from '../definition/define-environment';
import { type Environment } from '../definition/environment-schema';
import { requireOwnDomain } from './distinct-domains';
import { EnvironmentFolder } from './environment-folder';
import { readStrictJson, type StrictJson } from './strict-json';

/** Maximum size of an environment file in bytes. A file with all settings has a tenth of this size. */
const largestFile = 65_536;

/** The environments of this repository. */
const kept = new EnvironmentFolder(join(__dirname, '../environments'), 'libs/config/src/environments');

/**
 * Names of the environments of this repository, in the order of promotion.
 *
 * @throws BulkheadError `InvalidPromotion`, or `InvalidEnvironment` for a file that exports none
 */
export function environmentNames(): readonly string[] {
  return kept.promoted();
}

/**
 * Loads the environment that a user named.
 *
 * @param reference a name from `environmentNames`, or the path of a JSON file (it ends in `.json`)
 * @param directory base of a relative path
 * @throws BulkheadError `UnknownEnvironment`, `UnreadableEnvironment` or `InvalidEnvironment`
 */
export function loadEnvironment(reference: string, directory: string): Environment {
  if (reference.endsWith('.json')) return readEnvironment(reference, directory);
  if (kept.has(reference)) return withOwnDomain(keptEnvironment(reference), kept.sourceOf(reference));
  const names = kept.names();
  const meant = nearest(reference, names) ?? (names.includes('local') ? 'local' : names[0]);
  throw new BulkheadError(
    'UnknownEnvironment',
    `There is no environment "${visibleText(reference)}"; allowed: ${names.join(', ')}, or the path of a .json file.`,
    { next: `write --environment=${meant}` },
  );
}

function keptEnvironment(name: string): Environment {
  return parseEnvironment({ name, ...kept.read(name).definition }, kept.sourceOf(name));
}

function readEnvironment(reference: string, directory: string): Environment {
  const file = visibleText(reference);
  let read: StrictJson;
  try {
    read = readStrictJson(resolve(directory, reference), largestFile);
  } catch (cause) {
    throw new BulkheadError(
      'UnreadableEnvironment',
      `The environment file ${file} cannot be read: ${reasonOf(cause)}`,
      {
        next: 'check the path; it starts at the directory in which you run nx',
        cause,
      },
    );
  }
  if ('problem' in read) {
    throw new BulkheadError(
      'UnreadableEnvironment',
      `${file} is not JSON that can be read: ${read.problem}`,
      {
        next: `correct ${shellWord(reference)}`,
      },
    );
  }
  const environment = parseEnvironment(read.value, reference);
  if (!kept.has(environment.name)) return withOwnDomain(environment, reference);
  throw new BulkheadError(
    'InvalidEnvironment',
    `${file} is named "${environment.name}", which is an environment of this repository; a file must not replace it.`,
    { next: `give it another name, or deploy the one of the repository: -c ${environment.name}` },
  );
}

function withOwnDomain(environment: Environment, source: string): Environment {
  const others = () => kept.names().filter((name) => name !== environment.name);
  requireOwnDomain(
    environment,
    source,
    () => new Map(others().map((name) => [kept.sourceOf(name), kept.read(name).definition])),
  );
  return environment;
}

function reasonOf(cause: unknown): string {
  return visibleText(types.isNativeError(cause) ? cause.message : String(cause));
}
