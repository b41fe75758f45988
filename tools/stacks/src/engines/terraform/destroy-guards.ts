import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '@bulkhead/stack';
import { configurationFile } from './configuration-file';

interface Configuration {
  readonly resource?: Record<string, Record<string, { lifecycle?: { prevent_destroy?: boolean } }>>;
}

/** The resources, as `<type>.<name>`, that have `prevent_destroy` in the configuration of a folder. */
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
 * Runs `work` while `prevent_destroy` is removed from the configuration in the folder. With `prevent_destroy`,
 * Terraform refuses to plan at all, so that nobody could see or allow the changes. The caller must ask for approval
 * before it destroys a guarded resource.
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

/** Removes `prevent_destroy` from the configuration in a folder that never destroys anything. */
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
