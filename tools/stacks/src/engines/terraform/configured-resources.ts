import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configurationFile } from './configuration-file';

/** A resource of the configuration. */
export interface ConfiguredResource {
  readonly type: string;
  readonly name: string;
  /** The provider, such as `aws.dr`, if it is not the default one. @default the default provider of the type */
  readonly provider?: string;
}

/** The resources of the configuration in a folder. */
export function configuredResources(directory: string): ConfiguredResource[] {
  const { resource: types = {} } = JSON.parse(readFileSync(join(directory, configurationFile), 'utf8')) as {
    resource?: Record<string, Record<string, { provider?: string }>>;
  };
  return Object.entries(types).flatMap(([type, resources]) =>
    Object.entries(resources).map(([name, { provider }]) => ({ type, name, ...(provider && { provider }) })),
  );
}
