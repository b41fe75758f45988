import fc from 'fast-check';
import { canonicalJson } from './canonical-json';

/** The same value with the keys of every object in another order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reversed(inner)]),
  );
}

test('the order of keys makes no difference, at any depth', () =>
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(canonicalJson(reversed(value))).toBe(canonicalJson(value));
    }),
  ));

test('what is read back is what was written', () =>
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      // JSON does not distinguish 0 and -0.
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  ));

test('the order of an array makes a difference', () => {
  expect(canonicalJson([1, 2])).not.toBe(canonicalJson([2, 1]));
});

test('the text is for people too: sorted keys, indented, with a line feed at the end', () => {
  expect(canonicalJson({ b: [1], a: { d: null, c: undefined, B: 'x' } })).toBe(
    '{\n  "a": {\n    "B": "x",\n    "d": null\n  },\n  "b": [\n    1\n  ]\n}\n',
  );
});
