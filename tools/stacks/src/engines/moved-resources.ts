import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '@bulkhead/errors';
import { type ResourceChange } from './resource-change';
import { configurationFile } from './terraform/configuration-file';

/** Whether a stack has `moved` blocks: the state may know these resources by another address. */
export function hasMoves(directory: string): boolean {
  const file = join(directory, configurationFile);
  return existsSync(file) && 'moved' in (JSON.parse(readFileSync(file, 'utf8')) as object);
}

/**
 * Checks that a deploy replaces or destroys no resource that it also moves to another address. Both addresses mean the
 * same object, which is in use and keeps its name. Terraform would write the move into the state, fail to delete the
 * object, and fail again in every later run.
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
      `${subject} would ${lost.map(({ action }) => action)[0]} resources that it also moves to another address:`,
      ...lost.map(({ resource, movedFrom, attributes }) => {
        const forcing = attributes
          .filter(({ forcesReplacement }) => forcesReplacement)
          .map(({ path }) => path);
        const because = forcing.length > 0 ? `, because of ${forcing.join(', ')}` : '';
        return `  ${resource}, so far ${movedFrom}${because}`;
      }),
      'AWS does not delete what is in use, and the state would already have the new address. Nothing was touched.',
    ].join('\n'),
    {
      next: 'put back the setting that forces it, such as the major version, and deploy; then change the setting and deploy again',
    },
  );
}
