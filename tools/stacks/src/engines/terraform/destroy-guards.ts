import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '@bulkhead/stack';
import { configurationFile } from './configuration-file';

interface Configuration {
  readonly resource?: Record<string, Record<string, { lifecycle?: { prevent_destroy?: boolean } }>>;
}

/** The resources, as `<type>.<name>`, of which the configuration in a folder says that they must not be destroyed. */
export function destroyGuards(directory: string): Set<string> {
  const { resource: types = {} } = JSON.parse(read(directory)) as Configuration;
  return new Set(
    Object.entries(types).flatMap(([type, resources]) =>
      Object.entries(resources).flatMap(([name, { lifecycle }]) =>
        lifecycle?.prevent_destroy ? [`${type}.${name}`] : [],
      ),
    ),
  );
}

/**
 * Works with a configuration whose `prevent_destroy` is taken out for so long, in the folder only: with it Terraform
 * refuses to plan at all, so that nobody could see or allow what a plan would do. Who uses it has to ask for approval of
 * what was guarded.
 */
export async function withoutDestroyGuards<T>(directory: string, work: () => Promise<T>): Promise<T> {
  const before = read(directory);
  removeDestroyGuards(directory);
  try {
    return await work();
  } finally {
    writeFileSync(fileIn(directory), before);
  }
}

/** Takes `prevent_destroy` out of the configuration in a folder from which nothing is ever destroyed. */
export function removeDestroyGuards(directory: string): void {
  const configuration = JSON.parse(read(directory)) as Configuration;
  for (const resources of Object.values(configuration.resource ?? {})) {
    for (const { lifecycle } of Object.values(resources)) delete lifecycle?.prevent_destroy;
  }
  writeFileSync(fileIn(directory), canonicalJson(configuration));
}

function read(directory: string): string {
  return readFileSync(fileIn(directory), 'utf8');
}

function fileIn(directory: string): string {
  return join(directory, configurationFile);
}
