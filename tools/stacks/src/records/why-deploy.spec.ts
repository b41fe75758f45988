import { type DeployRecord } from './record';
import { testRecord } from './test-records';
import { alteredValues, type Cause, cause, describeCauses, type Fingerprint, whyDeploy } from './why-deploy';

const wanted: Fingerprint = { files: { 'cdk.tf.json': 'a' }, consumed: { '/vpc': 'vpc-1' } };
const record = (over: Partial<DeployRecord>) => testRecord({ ...wanted, ...over });
const differs = (file: string): Cause => ({ type: 'file-differs', file });
const changed = (path: string, from?: string, to?: string): Cause => ({
  type: 'parameter-changed',
  path,
  from,
  to,
});

test('an unchanged stack is not deployed again', () => {
  expect(whyDeploy(record({ published: { '/x': '.*' } }), wanted)).toEqual([]);
});

test.each<[string, DeployRecord | undefined, Cause[], string]>([
  ['never deployed', undefined, [{ type: 'never-deployed' }], 'never deployed'],
  [
    'failed, although nothing changed',
    record({ outcome: 'failed' }),
    [{ type: 'last-deploy-failed' }],
    'the last deploy failed',
  ],
  [
    'unfinished, although nothing changed',
    record({ outcome: 'deploying' }),
    [{ type: 'last-deploy-unfinished' }],
    'the last deploy did not finish',
  ],
  [
    'half destroyed, although nothing changed',
    record({ outcome: 'destroying' }),
    [{ type: 'destroy-unfinished' }],
    'a destroy did not finish',
  ],
  [
    'with another file',
    record({ files: { 'cdk.tf.json': 'b' } }),
    [differs('cdk.tf.json')],
    'cdk.tf.json differs',
  ],
  ['without a file', record({ files: {} }), [differs('cdk.tf.json')], 'cdk.tf.json differs'],
  [
    'with a file that is gone',
    record({ files: { ...wanted.files, 'asset.js': 'x' } }),
    [differs('asset.js')],
    'asset.js differs',
  ],
  [
    'with another value',
    record({ consumed: { '/vpc': 'vpc-0' } }),
    [changed('/vpc', 'vpc-0', 'vpc-1')],
    '/vpc changed from vpc-0 to vpc-1',
  ],
  [
    'without a value',
    record({ consumed: {} }),
    [changed('/vpc', undefined, 'vpc-1')],
    '/vpc changed from (not read) to vpc-1',
  ],
  [
    'with a value that is no longer read',
    record({ consumed: { ...wanted.consumed, '/a': '1' } }),
    [changed('/a', '1')],
    '/a changed from 1 to (not read)',
  ],
  [
    'with both different',
    record({ files: { 'cdk.tf.json': 'b' }, consumed: { '/vpc': 'vpc-0' } }),
    [differs('cdk.tf.json'), changed('/vpc', 'vpc-0', 'vpc-1')],
    'cdk.tf.json differs; /vpc changed from vpc-0 to vpc-1',
  ],
])('a stack that was deployed %s is deployed', (_, before, causes, words) => {
  const found = whyDeploy(before, wanted);

  expect(found).toEqual(causes);
  expect(found.every((one) => cause.safeParse(one).success)).toBe(true);
  expect(describeCauses(found)).toBe(words);
});

describe('a parameter that was published', () => {
  const published = testRecord({
    ...wanted,
    published: { '/id': '^id-[0-9]$' },
    publishedValues: { '/id': 'id-1' },
  });
  const now = (...entries: [string, string | undefined][]) => ({ ...wanted, publishedNow: new Map(entries) });

  test.each<[string, Fingerprint, Cause[]]>([
    ['is as it was', now(['/id', 'id-1']), []],
    ['was not looked at', wanted, []],
    ['is no longer published by the code', now(['/other', 'x']), []],
    ['has another value that keeps the contract', now(['/id', 'id-2']), []],
    ['was broken', now(['/id', 'x']), [{ type: 'published-changed', path: '/id', from: 'id-1', to: 'x' }]],
    [
      'was deleted',
      now(['/id', undefined]),
      [{ type: 'published-changed', path: '/id', from: 'id-1', to: undefined }],
    ],
  ])('and that %s', (_, fingerprint, causes) => {
    expect(whyDeploy(published, fingerprint)).toEqual(causes);
  });
});

test.each<[Cause, string]>([
  [{ type: 'forced' }, 'forced'],
  [
    { type: 'published-changed', path: '/id', from: 'id-1', to: 'x' },
    '/id was changed from id-1 to x by somebody else',
  ],
  [{ type: 'published-changed', path: '/id', from: 'id-1' }, '/id was deleted by somebody else'],
])('%j is %s in words', (one, words) => {
  expect(describeCauses([one])).toBe(words);
});

describe('parameters that somebody else has changed', () => {
  const altered = (
    published: Record<string, string>,
    values: Record<string, string>,
    now: [string, string?][],
  ) => [
    ...alteredValues(
      { published, publishedValues: values },
      { publishedNow: new Map(now.map(([a, b]) => [a, b])) },
    ),
  ];

  test('are listed in the order of the paths, with the published values', () => {
    const pattern = '^[0-9]$';
    const published = { '/b': pattern, '/a': pattern };

    expect(altered(published, { '/b': '2', '/a': '1' }, [['/a'], ['/b', 'x']])).toEqual([
      ['/a', '1'],
      ['/b', '2'],
    ]);
  });

  test('may be lists, which keep their contract item by item', () => {
    expect(altered({ '/ids': '^id-[0-9]$' }, { '/ids': 'id-1' }, [['/ids', 'id-1,id-2']])).toEqual([]);
    expect(altered({ '/ids': '^id-[0-9]$' }, { '/ids': 'id-1' }, [['/ids', 'id-1,x']])).toEqual([
      ['/ids', 'id-1'],
    ]);
  });

  test('do not exist for a stack that was never deployed', () => {
    expect(alteredValues(undefined, { publishedNow: new Map([['/a', 'x']]) })).toEqual(new Map());
  });
});

test('changed files and parameters are listed in order', () => {
  const before = record({ files: { b: '1', a: '1' }, consumed: { '/b': '1', '/a': '1' } });

  expect(describeCauses(whyDeploy(before, { files: {}, consumed: {} }))).toBe(
    'a differs; b differs; /a changed from 1 to (not read); /b changed from 1 to (not read)',
  );
});
