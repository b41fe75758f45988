import { readdirSync } from 'node:fs';
import { basename, sep } from 'node:path';
import * as contracts from './index';
import { contract, listParameter, parameter, parseManifest, valueProblem } from './index';

const id = parameter(/x-\d+/, 'An id');
const ids = listParameter(/x-\d+/, 'Ids');

test.each<
  [string, { kind: 'string' | 'list'; pattern: RegExp }, string, number | undefined, string | undefined]
>([
  ['a match', id, 'x-1', undefined, undefined],
  ['a match with something before it', id, 'ax-1', undefined, '"ax-1" does not match'],
  ['a match with something after it', id, 'x-1\ny', undefined, 'does not match'],
  ['a list', ids, 'x-1,x-2', undefined, undefined],
  ['a list of the length needed', ids, 'x-1,x-2', 2, undefined],
  ['a list that is too short', ids, 'x-1', 2, 'has 1 items, not 2'],
  ['a list with a wrong item', ids, 'x-1,y', undefined, 'item "y" does not match'],
  ['an empty list', ids, '', undefined, 'item "" does not match'],
])('%s', (_, definition, value, length, problem) => {
  const found = valueProblem(definition, value, length);
  if (problem === undefined) expect(found).toBeUndefined();
  else expect(found).toContain(problem);
});

test('a value that does not match is shortened, and control characters are escaped', () => {
  expect(valueProblem(id, `\u001b[31m\n\u202e${'x'.repeat(1_000)}`)).toMatch(
    /^"\\x1b\[31m\\n\\u\{202e\}x{193}… \(1007 characters\)" does not match /,
  );
  expect(valueProblem(ids, 'x-1,\u0007')).toContain('item "\\x07" does not match');
});

test('alternatives are matched as a whole', () => {
  expect(parameter(/a|b/, '').pattern.test('ax')).toBe(false);
});

test.each(['Network', 'net_work', '', '-a', 'a--b', '_record'])(
  '"%s" is not allowed as the name of a contract',
  (name) => {
    expect(() => contract(name, { id })).toThrow(RangeError);
  },
);

test('a key that is not a word is refused', () => {
  expect(() => contract('a', { 'b-c': id })).toThrow('Not a key of contract "a": "b-c"');
});

test('every contract has a file of its name in the folder of an app, and is exported', () => {
  const files = readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.includes(sep))
    .map((file) => basename(file, '.ts'));
  const names = Object.values(contracts).flatMap((value) => (typeof value === 'object' ? [value.name] : []));

  expect(names.sort()).toEqual(files.sort());
});

describe('manifest', () => {
  const stacks = { vpc: { engine: 'cdktf', regions: ['primary'], publishes: ['network'] } };

  test('a project without stacks is not an app', () => {
    expect(parseManifest({ name: 'naming' }, 'libs/naming/project.json')).toBeUndefined();
  });

  test('missing lists are empty', () => {
    const manifest = parseManifest(
      { name: 'network', metadata: { owner: '@acme/network', stacks } },
      'p.json',
    );
    expect(manifest?.stacks['vpc']).toMatchObject({ consumes: [], publishes: ['network'] });
  });

  test('a wrong manifest names its file and the path in it', () => {
    const wrong = { name: 'network', metadata: { stacks: { vpc: { ...stacks.vpc, engine: 'pulumi' } } } };

    expect(() => parseManifest(wrong, 'apps/network/project.json')).toThrow(
      expect.objectContaining({
        code: 'InvalidManifest',
        message: expect.stringMatching(
          /apps\/network\/project\.json[^]*metadata\.owner[^]*metadata\.stacks\.vpc\.engine/,
        ),
      }),
    );
  });
});
