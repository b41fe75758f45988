import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Linter, type Rule } from 'eslint';
import { parser } from 'typescript-eslint';

const { rooms, roomOrder } = jest.requireActual<{ rooms: readonly string[]; roomOrder: Rule.RuleModule }>(
  '../eslint-rooms.cjs',
);

/** The messages of the rule about code in a file, by its path in `src`. */
function said(file: string, code: string): string[] {
  const found = new Linter().verify(
    code,
    [
      {
        files: ['**/*.ts'],
        languageOptions: { parser: parser as Linter.Parser },
        plugins: { stacks: { rules: { 'room-order': roomOrder } } },
        rules: { 'stacks/room-order': 'error' },
      },
    ],
    { filename: join(__dirname, file) },
  );
  return found.map(({ message }) => message);
}

test.each([
  ['an import', "import { deploy } from '../actions/deploy';"],
  ['an import of a type', "import { type Run } from '../run/run';"],
  ['an import that waits', "const run = import('../run/run.js');"],
  ['a type that is imported in place', "type Run = import('../run/run').Run;"],
  ['an export of all', "export * from '../run/run';"],
  ['an export of one', "export { openRun } from '../run/run';"],
])('%s of a room above is refused', (_, code) => {
  expect(said('records/record.ts', code)).toEqual([
    expect.stringMatching(/^"records" stands below "(actions|run)" in/),
  ]);
});

test.each([
  ['a room below', 'records/record.ts', '../engines/engine'],
  ['the same room', 'engines/cdk/cdk-engine.ts', '../engine'],
  ['a room below, from a folder of a room', 'engines/cdk/cdk-engine.ts', '../../retries/s3-client'],
  ['what is in no room, from there', 'plugin.ts', './plugin/verbs'],
  ['a package', 'records/record.ts', 'zod'],
  ['any room, from a spec', 'records/record.spec.ts', '../actions/deploy'],
  ['any room, from what specs share', 'records/test-records.ts', '../test-aws/test-aws'],
])('%s may be imported', (_, file, path) => {
  expect(said(file, `import { one } from '${path}';`)).toEqual([]);
});

test('a room is not confused with a folder of the same name in another room', () => {
  expect(said('engines/cdk/cdk-engine.ts', "import { one } from '../run/one';")).toEqual([]);
  expect(said('engines/cdk/cdk-engine.ts', "import { one } from '../../run/one';")).toHaveLength(1);
});

test('a room without a place, or for specs alone, is refused', () => {
  expect(said('annex/one.ts', "import { one } from '../engines/engine';")).toEqual([
    'The room "annex" has no place yet: give it one in tools/stacks/eslint-rooms.cjs.',
  ]);
  expect(said('records/record.ts', "import { one } from '../annex/one';")).toHaveLength(1);
  expect(said('records/record.ts', "import { one } from '../test-aws/test-aws';")).toEqual([
    '"test-aws" is for specs alone.',
  ]);
});

test('files in no room stand above all rooms', () => {
  expect(said('executors/batch.ts', "import { one } from '../plugin';")).toEqual([
    expect.stringContaining('"executors" stands below "src"'),
  ]);
});

test('each room has one place', () => {
  expect(new Set(rooms).size).toBe(rooms.length);
});

test('the map in the README has every room, in the right order', () => {
  const map = readFileSync(join(__dirname, '../README.md'), 'utf8');

  expect([...map.matchAll(/^\| `([\w-]+)` /gm)].map(([, room]) => room)).toEqual(rooms);
});
