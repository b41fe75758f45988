import { parseManifest, parseReference } from './manifest';

test.each([
  ['database', { contract: 'database' }],
  ['database@primary', { contract: 'database', role: 'primary' }],
  ['cache?', { contract: 'cache', optional: true }],
  ['cache@dr?', { contract: 'cache', role: 'dr', optional: true }],
])('the reference %s is %j', (reference, parts) => {
  expect(parseReference(reference)).toEqual(parts);
});

test.each(['?', 'cache?@dr', 'cache@nowhere', 'Cache'])(
  'a manifest with the reference %s is refused, with the file and the place in it',
  (reference) => {
    const stacks = { main: { engine: 'cdk', regions: ['primary'], consumes: [reference] } };
    const project = { name: 'web', metadata: { owner: '@acme/web', stacks } };

    expect(() => parseManifest(project, 'apps/web/project.json')).toThrow(
      expect.objectContaining({
        code: 'InvalidManifest',
        message: expect.stringMatching(/apps\/web\/project\.json[^]*metadata\.stacks\.main\.consumes\.0/),
      }),
    );
  },
);

test('a stack may publish a contract in some environments only', () => {
  const stacks = { main: { engine: 'cdk', regions: ['primary'], publishes: ['cache?'] } };
  const manifest = parseManifest({ name: 'web', metadata: { owner: '@acme/web', stacks } }, 'project.json');

  expect(manifest?.stacks['main']?.publishes).toEqual(['cache?']);
});

test.each([
  [undefined, []],
  ['vpc', ['vpc']],
  [
    ['core', 'network/vpc'],
    ['core', 'network/vpc'],
  ],
])('formerly %j gives the former names %j', (formerly, names) => {
  const stacks = { main: { engine: 'cdktf', regions: ['primary'], formerly } };
  const manifest = parseManifest({ name: 'web', metadata: { owner: '@acme/web', stacks } }, 'project.json');

  expect(manifest?.stacks['main']?.formerly).toEqual(names);
});

test.each(['', 'Vpc', 'a/b/c', 'network/vpc@dr'])(
  '%j is not allowed as a former name of a stack',
  (formerly) => {
    const stacks = { main: { engine: 'cdktf', regions: ['primary'], formerly } };

    expect(() =>
      parseManifest({ name: 'web', metadata: { owner: '@acme/web', stacks } }, 'project.json'),
    ).toThrow(
      expect.objectContaining({
        code: 'InvalidManifest',
        message: expect.stringContaining('metadata.stacks.main.formerly: the former name'),
      }),
    );
  },
);
