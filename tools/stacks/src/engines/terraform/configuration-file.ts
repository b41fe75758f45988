import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configurationFile } from '@bulkhead/standing-provider';

export { configurationFile };

/**
 * Whether the configuration in a folder has a resource of a type; false if there is no configuration, as for a stack of
 * another engine.
 *
 * @param type such as `aws_rds_global_cluster`
 */
export function hasResourceOfType(directory: string, type: string): boolean {
  const file = join(directory, configurationFile);
  return existsSync(file) && readFileSync(file, 'utf8').includes(`"${type}"`);
}
