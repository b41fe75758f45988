import { resolve } from 'node:path';
import { types } from 'node:util';
import { BulkheadError, shellWord, visibleText } from '@bulkhead/errors';
import { nearest } from '@bulkhead/errors/input';
import { parseEnvironment } from './define-environment';
import { type Environment } from './environment-schema';
import { readStrictJson, type StrictJson } from './strict-json';

/** Bytes of an environment file; one that sets everything there is has a tenth of them. */
const largestFile = 65_536;

/** The environments kept in this repository; a file of the same name is in `environments/`. */
const environments: Record<string, () => Environment> = {
  local: () => (require('./environments/local') as typeof import('./environments/local')).local,
  'local-patient-data': () =>
    (require('./environments/local-patient-data') as typeof import('./environments/local-patient-data'))
      .localPatientData,
  'local-web': () =>
    (require('./environments/local-web') as typeof import('./environments/local-web')).localWeb,
  'local-hipaa-dr': () =>
    (require('./environments/local-hipaa-dr') as typeof import('./environments/local-hipaa-dr')).localHipaaDr,
  'local-ecs-ec2': () =>
    (require('./environments/local-ecs-ec2') as typeof import('./environments/local-ecs-ec2')).localEcsEc2,
  dev: () => (require('./environments/dev') as typeof import('./environments/dev')).dev,
  prod: () => (require('./environments/prod') as typeof import('./environments/prod')).prod,
};

/** Names of the environments kept in this repository, in the order they are promoted. */
export const environmentNames: readonly string[] = Object.keys(environments);

/**
 * The environment that a user named.
 *
 * @param reference a name from `environmentNames`, or the path of a JSON file (it ends in `.json`)
 * @param directory what a relative path starts from
 * @throws BulkheadError `UnknownEnvironment`, `UnreadableEnvironment` or `InvalidEnvironment`
 */
export function loadEnvironment(reference: string, directory: string): Environment {
  if (reference.endsWith('.json')) return readEnvironment(reference, directory);

  const environment = Object.hasOwn(environments, reference) ? environments[reference] : undefined;
  if (environment) return environment();
  const meant = nearest(reference, environmentNames) ?? environmentNames[0];
  throw new BulkheadError(
    'UnknownEnvironment',
    `There is no environment "${visibleText(reference)}"; allowed: ${environmentNames.join(', ')}, or the path of a .json file.`,
    { next: `write ${meant} in its place` },
  );
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
        next: 'check the path; it is taken from the directory you run nx in',
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
  if (!environmentNames.includes(environment.name)) return environment;
  throw new BulkheadError(
    'InvalidEnvironment',
    `${file} is named "${environment.name}", which is an environment of this repository; a file must not stand in for it.`,
    { next: `give it another name, or deploy the one of the repository: -c ${environment.name}` },
  );
}

function reasonOf(cause: unknown): string {
  return visibleText(types.isNativeError(cause) ? cause.message : String(cause));
}
