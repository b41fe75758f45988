import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { page } from './page';
import { removeLeft, stalePages } from './stale-pages';

let root: string;
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'bulkhead-pages-'))));
afterEach(() => rmSync(root, { recursive: true }));
const write = ({ file, text }: { file: string; text: string }) => {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
};
const [one, two] = [page('one.md', 'One', ['1']), page('apps/two.md', 'Two', ['2'])];

test('correct pages are not stale', () => {
  write(one);
  write(two);

  expect(stalePages(root, [one, two])).toEqual({ changed: [], left: [] });
});

test('a missing page and a different page count as changed', () => {
  write({ ...one, text: 'something else' });

  expect(stalePages(root, [one, two])).toEqual({ changed: [one, two], left: [] });
});

test('a file that is no longer a page is removed', () => {
  write(one);
  write(two);
  const stale = stalePages(root, [one]);
  removeLeft(root, stale);

  expect(stale).toEqual({ changed: [], left: ['docs/reference/apps/two.md'] });
  expect(existsSync(join(root, 'docs/reference/apps/two.md'))).toBe(false);
  expect(stalePages(root, [one])).toEqual({ changed: [], left: [] });
});

test('a page names the command that makes it, and ends with one line break', () => {
  expect(one.text).toBe('<!-- Made by `npx nx run reference:update`. Do not edit. -->\n\n# One\n\n1\n');
});
