import { linkSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeAtomically } from './write-atomically';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'bulkhead-emulator-test-'));
});
afterEach(() => rmSync(root, { recursive: true }));

test('a file is written with its folders, and no other file is left', () => {
  writeAtomically(join(root, 'dist/runs/latest.json'), 'text');

  expect(readFileSync(join(root, 'dist/runs/latest.json'), 'utf8')).toBe('text');
  expect(readdirSync(join(root, 'dist/runs'))).toEqual(['latest.json']);
});

test('a reader that has the old file open keeps reading the old text', () => {
  writeFileSync(join(root, 'file'), 'old');
  linkSync(join(root, 'file'), join(root, 'opened'));
  writeAtomically(join(root, 'file'), 'new');

  expect(readFileSync(join(root, 'file'), 'utf8')).toBe('new');
  expect(readFileSync(join(root, 'opened'), 'utf8')).toBe('old');
});

test('if the file cannot be written, the old file stays', () => {
  mkdirSync(join(root, 'folder'));
  writeFileSync(join(root, 'folder/file'), 'old');

  expect(() => writeAtomically(join(root, 'folder'), 'new')).toThrow();
  expect(readFileSync(join(root, 'folder/file'), 'utf8')).toBe('old');
});
