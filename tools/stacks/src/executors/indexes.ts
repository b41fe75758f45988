import { describeError } from '@bulkhead/errors';
import { type ExecutorContext } from '@nx/devkit';
import { requireOwners } from '../app-folders/app-folders';
import { requireCurrentIndexes, updateIndexes } from '../app-folders/current-indexes';
import { filesOnDisk } from '../app-folders/workspace-files';
import { readCommandOptions } from './verb-options';

export interface IndexesOptions {
  /** Write the indexes. @default false */
  readonly update?: boolean;
}

/**
 * Checks that the index files match the folders of the apps, or updates them. This executor runs from its source: while
 * an index is stale, perhaps nothing can be built.
 */
export default function executor(
  given: IndexesOptions,
  { root }: ExecutorContext,
): Promise<{ success: boolean }> {
  try {
    const { update = false } = readCommandOptions('indexes', given);
    const files = filesOnDisk(root);
    requireOwners(files);
    if (update) {
      const written = updateIndexes(root);
      console.log(written.length > 0 ? `${written.join(', ')} written; commit it.` : 'Nothing has changed.');
    } else requireCurrentIndexes(files);
    return Promise.resolve({ success: true });
  } catch (error) {
    console.error(describeError(error));
    return Promise.resolve({ success: false });
  }
}
