import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { schemaType } from './schema-comments';
import { type Setting, settingsOf } from './settings';

const source = `
import { z } from ${JSON.stringify(require.resolve('zod'))};

/** How big it is, in GiB. */
const size = z.int().min(1).max(64);
/** Kept for so many days. @default for ever */
const days = z.int().min(1).optional();
const common = {
  /** Its name. @change it is made anew */
  name: z.string('a name').regex(/^[a-z]+$/, 'a name'),
  size,
};
const small = z.strictObject({ type: z.literal('small'), ...common, /** Shared by others. */ shared: z.boolean().default(false) });
const large = z.strictObject({ type: z.literal('large'), ...common, disk: size.optional(), days }).superRefine(() => undefined);
export const schema = z.strictObject({
  /** What stores. */
  store: z.discriminatedUnion('type', [small, large]).optional(),
  /** Where it is. */
  places: z.array(z.strictObject({ zone: z.enum(['a', 'b']) })).min(2),
  mute: z.number(),
  refused: z.undefined('none here').optional(),
});
`;
const folder = mkdtempSync(join(tmpdir(), 'bulkhead-reference-'));
afterAll(() => rmSync(folder, { recursive: true }));

let settings: Setting[];
beforeAll(() => {
  const file = join(folder, 'schema.ts');
  writeFileSync(file, source);
  const { schema } = require(file) as { schema: Parameters<typeof settingsOf>[0] };
  settings = settingsOf(schema, schemaType(file, 'schema'));
});

const find = (path: string) => settings.filter((setting) => setting.path.join('.') === path);

test('every setting is listed once, in the order of the source, and a key that is only refused is left out', () => {
  expect(settings.map(({ path }) => path.join('.'))).toEqual([
    'store',
    'store.type',
    'store.name',
    'store.size',
    'store.shared',
    'store.disk',
    'store.days',
    'places',
    'places.[].zone',
    'mute',
  ]);
});

test('the comment of a setting is above the key, else above the constant of its schema', () => {
  expect(find('store')[0]?.comment).toEqual({ text: 'What stores.' });
  expect(find('store.name')[0]?.comment).toEqual({ text: 'Its name.', change: 'it is made anew' });
  expect(find('store.size')[0]?.comment).toEqual({ text: 'How big it is, in GiB.' });
  expect(find('store.disk')[0]?.comment).toEqual({ text: 'How big it is, in GiB.' });
  expect(find('store.days')[0]?.comment).toEqual({
    text: 'Kept for so many days.',
    default: 'for ever',
  });
  expect(find('mute')[0]?.comment).toEqual({ text: '' });
});

test('a setting of some members of a union names them; a setting of all members names none', () => {
  expect(find('store.shared')).toMatchObject([{ types: ['small'] }]);
  expect(find('store.disk')).toMatchObject([{ types: ['large'] }]);
  expect(find('store.name')).toHaveLength(1);
  expect(find('store.name')[0]).not.toHaveProperty('types');
  expect(find('store.type')).toMatchObject([{ allowed: '`small`, `large`', optional: false }]);
});

test('optional settings and their defaults', () => {
  expect(find('store')).toMatchObject([{ optional: true, allowed: '' }]);
  expect(find('store.shared')).toMatchObject([{ optional: true, default: false }]);
  expect(find('mute')).toMatchObject([{ optional: false }]);
});

test('the allowed values: values, ranges, the messages of the schema', () => {
  expect(find('store.name')).toMatchObject([{ allowed: 'a name' }]);
  expect(find('store.size')).toMatchObject([{ allowed: 'whole number, 1 to 64' }]);
  expect(find('places')).toMatchObject([{ allowed: 'a list (at least 2)' }]);
  expect(find('places.[].zone')).toMatchObject([{ allowed: '`a`, `b`' }]);
});

test('an error names a source that does not export the schema', () => {
  expect(() => schemaType(join(folder, 'schema.ts'), 'other')).toThrow('exports no other');
});
