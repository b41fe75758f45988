import { quotedRows } from './quoted-rows';

const rowsOfTests = (source: string) => quotedRows(source).tests.map(({ rows }) => rows);

test.each<[string, string, string[][]]>([
  ['a test', `test('P1.5: the cache fails over', () => {});`, [['P1.5']]],
  ['a test with its other name', `it('P1.5: the cache fails over', () => {});`, [['P1.5']]],
  ['a test of two rows', `test('P1.5, P3.10: it is encrypted', () => {});`, [['P1.5', 'P3.10']]],
  ['a table of cases', `test.each([['a'], ['b']])('P1.5: %s', () => {});`, [['P1.5']]],
  ['a table with types', `test.each<[string]>([['a']])('P1.5: %s', () => {});`, [['P1.5']]],
  ['a table in a template', 'test.each`a\n${1}`("P1.5: $a", () => {});', [['P1.5']]],
  ['a name that is composed', 'test(`P1.5: ${name} and ` + "P1.6", () => {});', [['P1.5', 'P1.6']]],
  ['a test that is expected to fail', `test.failing('P1.5: later', () => {});`, [['P1.5']]],
  [
    'the name of a group',
    `describe('P1.5', () => { test('a', f); test('P1.6', f); });`,
    [['P1.5'], ['P1.5', 'P1.6']],
  ],
  [
    'a group of groups',
    `describe('P1.5', () => { describe.each([1])('%s', () => { it('a', f); }); });`,
    [['P1.5']],
  ],
  ['tests within other code', `if (x) for (const y of z) test('P1.5', f);`, [['P1.5']]],
])('%s counts', (_, source, rows) => {
  expect(rowsOfTests(source)).toEqual(rows);
});

test.each([
  ['a comment', `// P1.5\ntest('a', () => {});`],
  ['an expected value', `test('a', () => { expect(rows).toEqual(['P1.5']); });`],
  ['a case of a table', `test.each([['P1.5: a']])('%s', () => {});`],
  ['another call', `omit('P1.5'); tested.test('P1.5'); suite.describe('P1.5', f);`],
  ['a part of a word', `test('XP1.5 and P1.5a', () => {});`],
  ['a test that is skipped', `test.skip('P1.5: a', () => {});`],
  ['a test that is not written yet', `test.todo('P1.5: a');`],
  ['a table that is skipped', `test.skip.each([1])('P1.5: %s', () => {});`],
  ['a test of a group that is skipped', `describe.skip('a', () => { test('P1.5', f); });`],
  ['a group without tests', `describe('P1.5', () => {});`],
])('%s does not', (_, source) => {
  expect(rowsOfTests(source)).toEqual([]);
});

test('a skipped test or group still quotes its row', () => {
  expect(quotedRows(`test.skip('P9.9', f); describe('P8.8', f);`).rows).toEqual(['P9.9', 'P8.8']);
});
