import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '@bulkhead/errors';
import { type ResourceChange } from './resource-change';
import { configurationFile } from './terraform/configuration-file';

/** Whether a stack has resources that a state may know by another address. */
export function hasMoves(directory: string): boolean {
  const file = join(directory, configurationFile);
  return existsSync(file) && 'moved' in (JSON.parse(readFileSync(file, 'utf8')) as object);
}

/**
 * Checks that a deploy replaces or destroys nothing that it moves to another address. A move says that both are the same
 * object, in use and of the same name: Terraform would write the move into the state, fail to delete what is in use, and
 * fail for ever after.
 *
 * @param subject the stack, for messages
 * @throws Refusal `MovedAndReplaced`, naming each resource and what to deploy first
 */
export function requireMovedKept(subject: string, changes: readonly ResourceChange[]): void {
  const lost = changes.filter(
    ({ action, movedFrom }) => movedFrom !== undefined && (action === 'replace' || action === 'destroy'),
  );
  if (lost.length === 0) return;
  throw new Refusal(
    'MovedAndReplaced',
    [
      `${subject} would ${lost.map(({ action }) => action)[0]} what it has just given another address:`,
      ...lost.map(({ resource, movedFrom, attributes }) => {
        const forcing = attributes
          .filter(({ forcesReplacement }) => forcesReplacement)
          .map(({ path }) => path);
        const because = forcing.length > 0 ? `, because of ${forcing.join(', ')}` : '';
        return `  ${resource}, so far ${movedFrom}${because}`;
      }),
      'AWS deletes nothing that is in use, and the state would have the new address by then. Nothing was touched.',
    ].join('\n'),
    {
      next: 'put back the setting that forces it, such as the major version, deploy, then change it and deploy again',
    },
  );
}
