import { withoutComments } from './terraform-json';

test.each([
  [{ '//': { metadata: 1 }, a: 1 }, { a: 1 }],
  [{ a: { b: { '//': 1, c: null } } }, { a: { b: { c: null } } }],
  [{ a: [{ '//': 1, b: 2 }, '//'] }, { a: [{ b: 2 }, '//'] }],
  ['//', '//'],
  [{ 'a//b': 1 }, { 'a//b': 1 }],
])('%j is %j', (written, expected) => {
  expect(withoutComments(written)).toEqual(expected);
});
