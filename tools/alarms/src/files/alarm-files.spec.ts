import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readAlarmFiles } from './alarm-files';

/** Reads the folders of the apps `api` and `web`. A text is the content of a file; anything else becomes JSON. */
function read(files: Readonly<Record<string, unknown>>) {
  const root = mkdtempSync(join(tmpdir(), 'alarm-files-'));
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return readAlarmFiles(root, ['apps/api', 'apps/web', 'apps/none']);
}

const scenario = {
  name: 'slow',
  title: 'It is slow',
  series: [{ namespace: 'App', metric: 'Latency', values: '1' }],
  expect: [{ alarm: '*slow*', states: { '1m': 'OK' } }],
};
const metric = { namespace: 'App', name: 'Latency', dimensions: [], reason: 'The service writes it.' };
const leftOut = { metric: 'AWS/S3 4xxErrors', reason: 'Nobody pays for request metrics.' };

test('every app has scenarios, metrics of its own and reasons, by convention', () => {
  const files = read({
    'apps/api/alarms/slow.json': scenario,
    'apps/api/alarms/README.md': '# Not read',
    'apps/web/alarms/several.json': [
      { ...scenario, name: 'one' },
      { ...scenario, name: 'two', in: ['primary', 'dr'] },
    ],
    'apps/web/alarms/custom-metrics.json': [metric],
    'apps/web/alarms/left-out.json': [leftOut, { ...leftOut, in: ['dr'] }],
    'apps/other/alarms/slow.json': { no: 'app that is asked for' },
  });

  expect(files.scenarios.map(({ name, file }) => `${file} ${name}`)).toEqual([
    'apps/api/alarms/slow.json slow',
    'apps/web/alarms/several.json one',
    'apps/web/alarms/several.json two-primary',
    'apps/web/alarms/several.json two-dr',
  ]);
  expect(files.customMetrics).toEqual([{ ...metric, file: 'apps/web/alarms/custom-metrics.json' }]);
  expect(files.leftOut.map((each) => each.in)).toEqual([undefined, ['dr']]);
});

test('without a folder there is nothing', () => {
  expect(read({})).toEqual({ scenarios: [], customMetrics: [], leftOut: [] });
});

test.each<[string, Readonly<Record<string, unknown>>, RegExp]>([
  ['no JSON', { 'apps/api/alarms/slow.json': '{' }, /^apps\/api\/alarms\/slow\.json: 1:\d+: /],
  [
    'a key twice',
    { 'apps/api/alarms/slow.json': '{ "name": "a", "name": "b" }' },
    /slow\.json: 1:\d+: .*name/,
  ],
  [
    'no scenario',
    { 'apps/api/alarms/slow.json': { name: 'slow' } },
    /slow\.json is no scenario:\n {2}title: /,
  ],
  [
    'no scenario in a list',
    { 'apps/api/alarms/slow.json': [scenario, { ...scenario, name: 'other', serie: [] }] },
    /slow\.json: 1, other, is no scenario:\n {2}the scenario: .*serie/,
  ],
  [
    'a metric without a reason',
    { 'apps/api/alarms/custom-metrics.json': [{ ...metric, reason: ' no ' }] },
    /custom-metrics\.json: 0\.reason: says too little/,
  ],
  [
    'an unknown key of a metric',
    { 'apps/api/alarms/custom-metrics.json': [{ ...metric, period: 60 }] },
    /custom-metrics\.json: 0: .*period/,
  ],
  [
    'a reason for no metric',
    { 'apps/api/alarms/left-out.json': [{ ...leftOut, metric: '4xxErrors' }] },
    /left-out\.json: 0\.metric: is no namespace and metric/,
  ],
  ['no list of reasons', { 'apps/api/alarms/left-out.json': leftOut }, /left-out\.json: the list: /],
  [
    'a name twice',
    { 'apps/api/alarms/slow.json': scenario, 'apps/web/alarms/slow.json': scenario },
    /^apps\/web\/alarms\/slow\.json: scenario slow is also in apps\/api\/alarms\/slow\.json$/,
  ],
  [
    'a metric twice',
    { 'apps/api/alarms/custom-metrics.json': [metric, metric] },
    /custom-metrics\.json: App Latency .*is also in/,
  ],
  [
    'a reason twice',
    { 'apps/api/alarms/left-out.json': [leftOut, leftOut] },
    /left-out\.json: AWS\/S3 4xxErrors in all regions is also in/,
  ],
])('%s is refused', (_, files, message) => {
  expect(() => read(files)).toThrow(message);
  expect(() => read(files)).toThrow(
    expect.objectContaining({
      code: 'UnreadableAlarmFile',
      next: expect.stringContaining('tools/alarms/README.md'),
    }),
  );
});

test('everything that is wrong is said at once', () => {
  const files = {
    'apps/api/alarms/slow.json': '{',
    'apps/api/alarms/custom-metrics.json': [{ ...metric, reason: '' }],
  };

  expect(() => read(files)).toThrow(/custom-metrics\.json: .*\n.*slow\.json: /);
});
