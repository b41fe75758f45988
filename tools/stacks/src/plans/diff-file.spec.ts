import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { testFolder } from '../test-folder';
import { artifactsOf, diffPaths, discardDiff, keptFolder, readDiffFile, writeDiffFile } from './diff-file';
import { testStackDiff } from './test-diffs';

const written = () => {
  const path = join(testFolder(), 'qa.json');
  const diff = writeDiffFile(path, {
    version: 1,
    environment: 'qa',
    account: '123456789012',
    at: '2026-01-01T00:00:00.000Z',
    stacks: [testStackDiff('network/vpc@primary')],
    orphans: [],
  });
  return { path, diff };
};

test('a diff is read back as it was written', () => {
  const { path, diff } = written();

  expect(readDiffFile(path, 'qa.json', 'diff again')).toEqual(diff);
});

test('white space is no edit', () => {
  const { path, diff } = written();
  writeFileSync(path, JSON.stringify(diff));

  expect(readDiffFile(path, 'qa.json', 'diff again')).toEqual(diff);
});

test.each<[string, (text: string) => string, RegExp]>([
  ['empty', () => '', /it is not JSON/],
  ['cut off', (text) => text.slice(0, 200), /it is not JSON/],
  [
    'of two equal keys',
    (text) => text.replace('"version": 1', '"version": 1, "version": 1'),
    /2:17: the key "version"/,
  ],
  ['of brackets', () => '['.repeat(100_000), /more than 64 brackets/],
  ['of faults only', () => `{"stacks":[${Array(9_000).fill(0).join()}]}`, /\nand \d+ more lines\n/],
  ['something else', () => '{"stacks":[]}', /version/],
  ['of another version', (text) => text.replace('"version": 1', '"version": 2'), /version/],
  ['without its stacks', (text) => text.replace(/"stacks": \[[^]*\],\n/, ''), /stacks/],
  ['of an outcome that nobody knows', (text) => text.replace('"planned"', '"fine"'), /stacks\[0\]\.outcome/],
  ['edited', (text) => text.replace('123456789012', '210987654321'), /it was edited/],
])('a file that is %s is refused', (_, spoil, why) => {
  const { path } = written();
  writeFileSync(path, spoil(readFileSync(path, 'utf8')));

  expect(() => readDiffFile(path, 'qa.json', 'diff again')).toThrow(
    expect.objectContaining({ code: 'PlanInvalid', message: expect.stringMatching(why), next: 'diff again' }),
  );
});

test.each([
  [
    'is not there',
    (folder: string) => join(folder, 'none.json'),
    /^The plan qa\.json is not there\.$/,
    'ENOENT',
  ],
  ['is a folder', (folder: string) => folder, /^The plan qa\.json cannot be read: EISDIR/, 'EISDIR'],
])('a file that %s is missing', (_, path, message, code) => {
  expect(() => readDiffFile(path(testFolder()), 'qa.json', 'diff again')).toThrow(
    expect.objectContaining({
      code: 'PlanMissing',
      message: expect.stringMatching(message),
      next: 'diff again',
      cause: expect.objectContaining({ code }),
    }),
  );
});

test('what belongs to a diff is beside it, each stack in a folder of its own', () => {
  const { json, artifacts } = diffPaths('qa');
  const { role, app, stack } = testStackDiff('network/vpc@primary');

  expect(artifactsOf(`/workspace/${json}`, 'qa')).toBe(`/workspace/${artifacts}`);
  expect(keptFolder(artifacts, { role, app, stack })).toBe('dist/diff/qa/primary/network/vpc');
});

test('a diff can be made where there was none', () => {
  const root = testFolder();
  discardDiff(root, 'qa');

  expect(existsSync(join(root, diffPaths('qa').artifacts))).toBe(true);
});

test('a new diff finds no files of an older diff of its environment', () => {
  const root = testFolder({
    'dist/diff/qa.json': '{}',
    'dist/diff/qa.md': '',
    'dist/diff/qa/primary/network/vpc/plan.bin': '',
    'dist/diff/dev.json': '{}',
  });
  discardDiff(root, 'qa');
  const { json, markdown, artifacts } = diffPaths('qa');

  expect([json, markdown, `${artifacts}/primary`].map((path) => existsSync(join(root, path)))).toEqual([
    false,
    false,
    false,
  ]);
  expect((statSync(join(root, artifacts)).mode & 0o777).toString(8)).toBe('700');
  expect(existsSync(join(root, 'dist/diff/dev.json'))).toBe(true);
});
