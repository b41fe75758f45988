import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeChanges, only, valueChanges } from './catalogue';

const root = join(__dirname, '../../../..');
const committed = codeChanges.flatMap(({ changes }) => changes);

test('there are enough changes of each kind', () => {
  const all = [...codeChanges, ...valueChanges];

  expect(all.flatMap(({ changes }) => [...changes]).length).toBeGreaterThanOrEqual(60);
  for (const { changes } of all) expect(changes.length).toBeGreaterThanOrEqual(5);
});

test('each title names only one change', () => {
  const titles = committed.map(({ title }) => title);

  expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
});

test.each(committed.map(({ title, edits }) => [title, edits] as const))(
  '"%s" can be applied to the current workspace',
  (_, edits) => {
    const changed = edits.filter(({ file, apply }) => {
      const before = existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : '';
      return apply(before) !== before;
    });

    expect(changed).not.toEqual([]);
  },
);

test('changes can be picked by name', () => {
  expect(only(codeChanges, ['a comment in a contract', 'who pays'])).toEqual([
    { name: 'comments', changes: [expect.objectContaining({ title: 'a comment in a contract' })] },
    { name: 'settings', changes: [expect.objectContaining({ title: 'who pays' })] },
  ]);
});
