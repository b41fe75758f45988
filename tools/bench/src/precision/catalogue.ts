import { type Category, type CodeChange, type ValueChange } from './change';
import { comments } from './changes/comments';
import { dependencies } from './changes/dependencies';
import { documents } from './changes/documents';
import { libEdits } from './changes/lib-edits';
import { refactorings } from './changes/refactorings';
import { settings } from './changes/settings';
import { tests } from './changes/tests';
import { values } from './changes/values';

/** Changes that people commit, by kind. */
export const codeChanges: readonly Category<CodeChange>[] = [
  { name: 'comments', changes: comments },
  { name: 'refactorings', changes: refactorings },
  { name: 'edits of libs', changes: libEdits },
  { name: 'dependencies', changes: dependencies },
  { name: 'documents', changes: documents },
  { name: 'tests', changes: tests },
  { name: 'settings', changes: settings },
];

/** Changes that somebody else makes to the parameters. */
export const valueChanges: readonly Category<ValueChange>[] = [
  { name: 'values written by others', changes: values },
];

/** The categories, with only the named changes. */
export function only<Change extends { readonly title: string }>(
  categories: readonly Category<Change>[],
  titles: readonly string[],
): Category<Change>[] {
  return categories
    .map(({ name, changes }) => ({ name, changes: changes.filter(({ title }) => titles.includes(title)) }))
    .filter(({ changes }) => changes.length > 0);
}
