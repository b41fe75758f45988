import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configurationFile } from './configuration-file';

/**
 * The types of the resources, data sources and ephemeral resources of a configuration, such as `aws_vpc`.
 *
 * @param directory folder of the configuration
 */
export function usedTypes(directory: string): ReadonlySet<string> {
  const { resource, data, ephemeral } = JSON.parse(
    readFileSync(join(directory, configurationFile), 'utf8'),
  ) as Partial<Record<'resource' | 'data' | 'ephemeral', object>>;
  return new Set([resource, data, ephemeral].flatMap((types) => Object.keys(types ?? {})));
}
