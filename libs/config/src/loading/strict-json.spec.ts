import { parseStrictJson } from './strict-json';

const parse = (text: string | Uint8Array, largest = 100_000_000) =>
  parseStrictJson(typeof text === 'string' ? Buffer.from(text) : text, largest);

test('valid JSON is read', () => {
  const value = { a: [1, -2.5e3, null, true, 'x\ny'], b: { a: {} }, '': '' };

  expect(parse(JSON.stringify(value, null, 2))).toEqual({ value });
});

test('a byte-order mark is ignored', () => {
  expect(parse('\ufeff{ "a": 1 }')).toEqual({ value: { a: 1 } });
  expect(parse('\ufeff{ "a": }')).toEqual({ problem: '1:8: value expected, at "{ "a": ▸}"' });
});

test.each([
  [
    'two equal keys',
    '{\n  "a": true,\n  "b": 1,\n  "a": false\n}',
    '4:3: the key "a" is there already, at 2:3;',
  ],
  ['two equal keys below', '{"x": [{"a": 1, "a": 1}]}', '1:17: the key "a" is there already, at 1:9;'],
  ['two keys that are equal when read', '{"a": 1, "\\u0061": 2}', '1:10: the key "a" is there already'],
  ['a missing value', '{\n  "a": ,\n}', '2:8: value expected, at "  "a": ▸,"'],
  ['a comma at the end', '{\n  "a": 1,\n}', '3:1: '],
  ['a comment', '{ // why\n}', '1:3: invalid comment token'],
  ['single quotes', "{'a': 1}", '1:2: invalid symbol'],
  ['a text that does not end', '{"a": "b\n}', '1:7: unexpected end of string'],
  ['an end too early', '{"a": [1', '1:9: '],
  ['something after the end', '{} {}', '1:4: end of file expected'],
  ['nothing', '', '1:1: value expected'],
  ['a number out of range', '{"a": [1, -1e999]}', '1:11: a number out of range'],
  ['a control character', '{"a": "\u0007"}', '1:7: invalid character'],
])('%s is reported with its line and column', (_, text, problem) => {
  expect(parse(text)).toEqual({ problem: expect.stringContaining(problem) });
});

test('an excerpt is short, and control characters are escaped', () => {
  expect(parse(`{"${'x'.repeat(1_000_000)}": \u001b[31m}`)).toEqual({
    problem: expect.stringMatching(/^1:1000006: .{1,200}\\x1b\[31m}"$/),
  });
});

test.each(['[', '{"a":'])('a hundred thousand %s are reported, and do not crash the parser', (open) => {
  expect(parse(open.repeat(100_000))).toEqual({
    problem: expect.stringContaining('more than 64 brackets within each other'),
  });
});

test('a key such as __proto__ is a key like any other', () => {
  expect(parse('{"__proto__": 1, "constructor": 2}')).toEqual({
    value: JSON.parse('{"__proto__": 1, "constructor": 2}'),
  });
});

test('a file that is too large, or in another encoding, is reported', () => {
  expect(parse('[1, 2]', 5)).toEqual({ problem: 'it has 6 bytes, and at most 5 are read' });
  expect(parse(Buffer.from('\ufeff{}', 'utf16le'))).toEqual({
    problem: expect.stringContaining('not UTF-8'),
  });
});
