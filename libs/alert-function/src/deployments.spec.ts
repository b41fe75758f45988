import { deploymentLines, parseDeployment, recordsPath } from './deployments';

const path = `${recordsPath('test')}/primary/network/vpc`;
const parse = (record: unknown, name = path) =>
  parseDeployment('test', name, typeof record === 'string' ? record : JSON.stringify(record));
const record = { version: 2, outcome: 'deployed', at: '2026-11-24T11:40:00.000Z' };
const commit = '0a1b2c3d4e5f60718293a4b5c6d7e8f901234567';
const deployed = (stack: string, at: string, over: object = {}) => {
  const found = parse({ ...record, at, ...over }, `${recordsPath('test')}/primary/network/${stack}`);
  if (!found || found === 'unreadable') throw new Error(stack);
  return found;
};

test('a record says when, from which commit, how long and with which outcome a stack was deployed', () => {
  expect(parse({ ...record, by: { caller: 'ada', commit, clean: false, tool: '1' }, seconds: 90 })).toEqual({
    role: 'primary',
    app: 'network',
    stack: 'vpc',
    outcome: 'deployed',
    at: new Date('2026-11-24T11:40:00.000Z'),
    commit,
    isClean: false,
    seconds: 90,
  });
});

test.each([
  ['a part of a record', `${path}/0a1b2c3d4e5f-1`],
  ['the list of regions', `${recordsPath('test')}/_regions`],
  ['a record of another environment', '/bulkhead/prod/_record/primary/network/vpc'],
  ['a published value', '/bulkhead/test/network/vpcId'],
])('%s is no record', (_, name) => {
  expect(parse(record, name)).toBeUndefined();
});

test.each<[string, unknown]>([
  ['no JSON', 'x'],
  ['another version', { ...record, version: 3 }],
  ['no version', { ...record, version: undefined }],
  ['another outcome', { ...record, outcome: 'done' }],
  ['a time without a zone', { ...record, at: '2026-11-24T11:40:00' }],
  ['null', null],
  ['fields of its prototype', '{"__proto__":{"version":2,"outcome":"deployed","at":"2026-11-24T11:40:00Z"}}'],
])('a record with %s is not readable', (_, text) => {
  expect(parse(text)).toBe('unreadable');
});

test('a field that is not valid is absent', () => {
  expect(parse({ ...record, by: { commit: 'main; rm', clean: 'yes' }, seconds: -1 })).toMatchObject({
    commit: undefined,
    isClean: undefined,
    seconds: undefined,
  });
});

test('P2.7: the last three deployments are named, the newest first', () => {
  const deployments = [
    deployed('old', '2026-11-20T00:00:00Z'),
    deployed('vpc', '2026-11-24T11:40:00Z', { by: { commit, clean: false } }),
    deployed('transit', '2026-11-24T11:50:00Z', { outcome: 'failed', by: { commit } }),
    deployed('edge', '2026-11-23T00:00:00Z', { outcome: 'deploying' }),
  ];

  expect(deploymentLines({ deployments, unreadable: 2 })).toEqual([
    'Deployed last, by the records of Bulkhead in this region:',
    '  2026-11-24T11:50:00Z  network/transit@primary  failed  commit 0a1b2c3d4e5f',
    '  2026-11-24T11:40:00Z  network/vpc@primary  deployed  commit 0a1b2c3d4e5f with changed files',
    '  2026-11-23T00:00:00Z  network/edge@primary  deploying  commit not recorded',
    '  Not readable: 2 more.',
  ]);
});

test('P2.7: no record and no answer are said to be so', () => {
  expect(deploymentLines({ deployments: [], unreadable: 0 })).toEqual([expect.any(String), '  nothing']);
  expect(deploymentLines({ failure: 'SSM is away.' })).toEqual([
    'What Bulkhead deployed last is not known: SSM is away.',
  ]);
});
