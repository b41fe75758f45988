import { linkSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { testFolder } from '../test-folder';
import { writeAtomically } from './write-atomically';

test('a file is written with its folders, and nothing beside it', () => {
  const root = testFolder();
  writeAtomically(join(root, 'dist/runs/latest.json'), 'text');

  expect(readFileSync(join(root, 'dist/runs/latest.json'), 'utf8')).toBe('text');
  expect(readdirSync(join(root, 'dist/runs'))).toEqual(['latest.json']);
});

test('who has the old file open keeps reading the old text', () => {
  const root = testFolder({ file: 'old' });
  linkSync(join(root, 'file'), join(root, 'opened'));
  writeAtomically(join(root, 'file'), 'new');

  expect(readFileSync(join(root, 'file'), 'utf8')).toBe('new');
  expect(readFileSync(join(root, 'opened'), 'utf8')).toBe('old');
});

test('where it cannot be written the old file stays', () => {
  const root = testFolder({ 'folder/file': 'old' });

  expect(() => writeAtomically(join(root, 'folder'), 'new')).toThrow();
  expect(readFileSync(join(root, 'folder/file'), 'utf8')).toBe('old');
});
