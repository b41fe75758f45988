import { mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { writeAtomically } from '@bulkhead/emulator/write-atomically';
import { BulkheadError, describeError } from '@bulkhead/errors';
import { readCommandLine } from '@bulkhead/errors/input';
import { updateCommand } from './page';
import { referencePages } from './reference-pages';
import { removeLeft, stalePages } from './stale-pages';

const workspaceRoot = resolve(__dirname, '../../..');

function main(): void {
  const { update = false } = readCommandLine('npx nx run reference:reference', process.argv.slice(2), {
    update: { type: 'boolean' },
  });
  const stale = stalePages(workspaceRoot, referencePages(workspaceRoot));
  const changed = stale.changed.map(({ file }) => file);
  const names = [...changed, ...stale.left];
  if (!update) {
    if (names.length === 0) return;
    throw new BulkheadError('StaleReference', `These pages differ from the code: ${names.join(', ')}.`, {
      next: updateCommand,
    });
  }
  for (const { file, text } of stale.changed) {
    mkdirSync(dirname(join(workspaceRoot, file)), { recursive: true });
    writeAtomically(join(workspaceRoot, file), text);
  }
  removeLeft(workspaceRoot, stale);
  if (changed.length > 0) console.log(`Written, please commit: ${changed.join(', ')}`);
  if (stale.left.length > 0) console.log(`Removed, please commit: ${stale.left.join(', ')}`);
  if (names.length === 0) console.log('Nothing has changed.');
}

try {
  main();
} catch (error) {
  console.error(describeError(error));
  process.exitCode = 1;
}
