import { parseEnvironment, presetNames, productionOf } from '@bulkhead/config';
import { presetValues } from './preset-values';
import { settingsPages } from './settings-pages';
import { type Setting } from './settings';

const presets = new Map(
  presetNames.map((name) => [name, parseEnvironment(productionOf(name), name)] as const),
);
const setting = (path: string, over: Partial<Setting> = {}): Setting => ({
  path: path.split('.'),
  comment: { text: 'What it is.' },
  allowed: 'anything',
  optional: false,
  ...over,
});
const relational = 'apps.database.relational';

test('a value that all presets give has no presets beside it, other values name their presets', () => {
  expect(presetValues(setting('dataClassification'), presets)).toBe('`phi`');
  const values = presetValues(setting(`${relational}.type`), presets);
  for (const [name, { apps }] of presets)
    expect(values).toMatch(new RegExp(`\`${apps.database?.relational?.type}\` \\([^)]*\\b${name}\\b`));
});

test('a setting of some members of a union counts the presets that have one of them', () => {
  const provisioned = [...presets].filter(
    ([, { apps }]) => apps.database?.relational?.type === 'aurora-provisioned',
  );
  const values = presetValues(
    setting(`${relational}.instanceClass`, { types: ['aurora-provisioned'] }),
    presets,
  );

  expect(provisioned.length).toBeGreaterThan(0);
  for (const [name] of presets)
    expect(values.includes(name)).toBe(provisioned.some(([each]) => each === name));
});

test.each([
  ['holds others', setting(relational, { allowed: '' })],
  ['is of the elements of a list', setting('regions.primary.availabilityZones.[].name')],
  ['no preset gives', setting('apps.network.transit.amazonSideAsn')],
])('a setting that %s has no preset values', (_, each) => {
  expect(presetValues(each, presets)).toBe('');
});

test('each app has a page, with a table for each stack and its presets; all other settings share a page', () => {
  const pages = settingsPages(
    [
      setting('protected', { comment: { text: 'Whether it is kept.', change: 'nothing' } }),
      setting('apps.network', { allowed: '' }),
      setting('apps.network.vpc', { allowed: '' }),
      setting('apps.network.vpc.natGateways', { optional: true, default: 1, types: ['big'] }),
      setting('apps.network.transit', { allowed: '', comment: { text: 'A gateway.' } }),
    ],
    presets,
  );

  expect(pages.map(({ file }) => file)).toEqual([
    'docs/reference/settings/environment.md',
    'docs/reference/settings/network.md',
  ]);
  expect(pages[0]?.text).toContain('| `protected` | Whether it is kept. | anything | `true` | nothing |');
  expect(pages[1]?.text).toContain('## `vpc`\n\n`apps.network.vpc`, in every preset. What it is.\n');
  expect(pages[1]?.text).toContain('| `natGateways` (big) | What it is. | anything. Left out: `1` |');
  expect(pages[1]?.text).toContain('`apps.network.transit`, in no preset. A gateway.\n\nIt has no settings');
});

test('a setting without a comment is refused, with its path', () => {
  const mute = setting('apps.network.vpc.natGateways', { comment: { text: '' } });

  expect(() => settingsPages([mute], presets)).toThrow(
    expect.objectContaining({
      code: 'UndocumentedSetting',
      message: expect.stringContaining('apps.network.vpc.natGateways') as string,
    }),
  );
  expect(() => settingsPages([{ ...mute, allowed: '' }, setting('apps.network.vpc')], presets)).not.toThrow();
});

test('an address in a comment becomes a link, and a bar breaks no table', () => {
  const text = 'As AWS says: https://docs.aws.amazon.com/x.html, with a | b.';
  const [page] = settingsPages([setting('protected', { comment: { text } })], presets);

  expect(page?.text).toContain('As AWS says: ([source](https://docs.aws.amazon.com/x.html)), with a \\| b.');
});
