import { parseEnvironment, presetNames } from '@bulkhead/config';
import fc from 'fast-check';
import { foulText } from './foul-text';

/** A file that somebody might name as an environment. */
export interface GeneratedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

type Path = readonly string[];

/** A file as people write it: a name, a preset, an account, and a setting or two of their own. */
const definition = fc
  .record({
    name: fc.constantFrom('qa', 'stage-1', 'x'),
    preset: fc.constantFrom(...presetNames),
    account: fc.constant('123456789012'),
    protected: fc.option(fc.boolean(), { nil: undefined }),
    costCentre: fc.option(fc.constantFrom('CC 1', 'team@acme'), { nil: undefined }),
  })
  .map((value) => JSON.parse(JSON.stringify(value)) as object);

/** The same with everything written out. */
const complete = fc
  .constantFrom(...presetNames)
  .map((preset) => ({ name: 'qa', preset, account: '123456789012' }))
  .map((value) => JSON.parse(JSON.stringify(parseEnvironment(value, 'generated'))) as object);

const anything = fc.oneof(
  foulText,
  fc.jsonValue({ maxDepth: 4 }),
  fc.constantFrom<unknown>(null, true, -1, 0, 1.5, 1e21, 2 ** 53, [], {}, [[[[]]]], { type: 'x' }),
  fc.array(foulText, { maxLength: 5 }),
  fc
    .constantFrom('10.0.0.0/24', 'us-east-1')
    .chain((text) => fc.constantFrom(10, 3_000).map((n) => Array(n).fill(text))),
  fc
    .integer({ min: 1, max: 500 })
    .map((count) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, i]))),
);

/** The same with one part replaced, removed or added. */
const changed = fc
  .tuple(
    fc.oneof(definition, complete),
    fc.array(fc.tuple(fc.nat(), fc.constantFrom('replace', 'remove', 'add'), foulText, anything), {
      minLength: 1,
      maxLength: 4,
    }),
  )
  .map(([whole, changes]) =>
    changes.reduce((value, [at, how, key, other]) => {
      const paths = pathsIn(value);
      return change(value, paths[at % paths.length] ?? [], how, key, other);
    }, whole as unknown),
  );

const text = fc.oneof(
  { weight: 1, arbitrary: definition.map((value) => JSON.stringify(value, null, 2)) },
  { weight: 4, arbitrary: changed.map((value) => JSON.stringify(value) ?? 'undefined') },
  { weight: 1, arbitrary: fc.json({ maxDepth: 6 }) },
  { weight: 1, arbitrary: foulText },
  {
    weight: 3,
    arbitrary: fc
      .tuple(
        fc.oneof(definition, complete),
        fc.nat(),
        fc.constantFrom('insert', 'cut', 'drop', 'double'),
        foulText,
      )
      .map(([value, at, how, foul]) => spoil(JSON.stringify(value, null, 2), at, how, foul)),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('[', '{"a":', '{"a":[', '[{"a":'), fc.constantFrom(10, 65, 20_000, 100_000))
      .map(([open, times]) => open.repeat(times)),
  },
);

const bytes = fc.oneof(
  { weight: 8, arbitrary: text.map((value) => Buffer.from(value)) },
  { weight: 1, arbitrary: text.map((value) => Buffer.from(`\ufeff${value}`)) },
  { weight: 1, arbitrary: text.map((value) => Buffer.from(`\ufeff${value}`, 'utf16le')) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 2_000 }) },
);

/** Files of all kinds: good ones, ones with a few faults, and files that are no environment at all. */
export const environmentFile: fc.Arbitrary<GeneratedFile> = fc.record({
  name: fc.constantFrom(
    'qa.json',
    'my qa.json',
    "it's.json",
    '$(id).json',
    'a\nb.json',
    '\u001b[2J.json',
    'é.json',
  ),
  bytes,
});

function pathsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => pathsIn(inner, [...path, key]))];
}

function change(value: unknown, path: Path, how: string, key: string, other: unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined || typeof value !== 'object' || value === null) {
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return how === 'add' && isObject ? { ...value, ...Object.fromEntries([[key, other]]) } : other;
  }
  const entries = Object.entries(value).flatMap(([name, inner]) => {
    if (name !== first) return [[name, inner]];
    return rest.length === 0 && how === 'remove' ? [] : [[name, change(inner, rest, how, key, other)]];
  });
  return Array.isArray(value) ? entries.map(([, inner]) => inner as unknown) : Object.fromEntries(entries);
}

function spoil(text: string, at: number, how: string, foul: string): string {
  const place = at % (text.length + 1);
  if (how === 'cut') return text.slice(0, place);
  if (how === 'drop') return text.slice(0, place) + text.slice(place + 1);
  if (how === 'insert') return text.slice(0, place) + foul.slice(0, 100) + text.slice(place);
  const lines = text.split('\n');
  const line = at % lines.length;
  return [...lines.slice(0, line + 1), `${lines[line]?.replace(/,?$/, ',')}`, ...lines.slice(line + 1)].join(
    '\n',
  );
}
