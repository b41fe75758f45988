import { documentIn, marksAnything, pathText } from './json-values';

test.each([
  [['ingress', 0, 'cidr_blocks', 1], 'ingress[0].cidr_blocks[1]'],
  [['tags', 'Name'], 'tags.Name'],
  [['tags', 'bulkhead:app'], 'tags["bulkhead:app"]'],
  [['tags', 'a.b'], 'tags["a.b"]'],
])('the path %j reads as it is written in code: %s', (path, text) => {
  expect(pathText(path)).toBe(text);
});

test.each([
  [' {"a":1}', { a: 1 }],
  ['[1]', [1]],
  ['{a', undefined],
  ['1', undefined],
  ['text', undefined],
  [{ a: 1 }, undefined],
])('the document in %j is %j', (value, document) => {
  expect(documentIn(value)).toEqual(document);
});

test.each([
  [true, true],
  [false, false],
  [undefined, false],
  [{ a: [{ b: true }] }, true],
  [{ a: [{ b: false }] }, false],
  [{ a: false, b: true }, true],
])('that %j marks anything is %s', (marks, marked) => {
  expect(marksAnything(marks)).toBe(marked);
});
