import { join } from 'node:path';
import { environmentNames } from '@bulkhead/config';
import { testFolder } from '../test-folder';
import {
  type ContractSnapshot,
  readSnapshot,
  snapshotBreaks,
  snapshotOf,
  writeSnapshot,
} from './contract-snapshot';

const path = (key: string) => `/bulkhead/dev/network/${key}`;
const snapshot = (published: Record<string, string>, read: string[]): ContractSnapshot => ({
  dev: {
    'network/vpc@primary': { region: 'us-east-1', publishes: published, consumes: [] },
    'database/relational@primary': { region: 'us-east-1', publishes: {}, consumes: read },
    'database/relational@dr': { region: 'us-west-2', publishes: {}, consumes: [path('other')] },
  },
});
const committed = snapshot({ [path('vpcId')]: '^vpc$', [path('other')]: '^o$' }, [path('vpcId')]);

test.each<[string, ContractSnapshot, string[]]>([
  ['nothing changed', committed, []],
  [
    'a parameter is new',
    snapshot({ [path('vpcId')]: '^vpc$', [path('other')]: '^o$', [path('new')]: '^n$' }, []),
    [],
  ],
  ['one that nobody reads in its region goes', snapshot({ [path('vpcId')]: '^vpc$' }, []), []],
  [
    'one that a stack was last known to read goes',
    snapshot({ [path('other')]: '^o$' }, []),
    [`dev: ${path('vpcId')} would be removed; read by database/relational@primary`],
  ],
  [
    'one that a stack reads has another pattern',
    snapshot({ [path('vpcId')]: '^id$', [path('other')]: '^o$' }, [path('vpcId')]),
    [`dev: ${path('vpcId')} would have to match ^id$ instead of ^vpc$; read by database/relational@primary`],
  ],
  ['its environment goes with all of its stacks', {}, []],
  [
    'its stack goes',
    { dev: {} },
    [`dev: ${path('vpcId')} would be removed; read by database/relational@primary`],
  ],
])('if %s, the break is found', (_, current, breaks) => {
  expect(snapshotBreaks(committed, current)).toEqual(breaks);
});

test('a written snapshot is read back unchanged', () => {
  const root = testFolder({ 'libs/contracts/package.json': {} });
  expect(readSnapshot(root)).toEqual({});

  writeSnapshot(root, committed);
  expect(readSnapshot(root)).toEqual(committed);
});

test('a snapshot has what stacks publish and read', () => {
  const use = {
    contract: 'network',
    key: 'vpcId',
    path: path('vpcId'),
    kind: 'string',
    pattern: '^vpc$',
  } as const;
  const place = { role: 'primary', region: 'us-east-1' } as const;
  const stacks = [
    { app: 'network', stack: 'vpc', ...place, publishes: [use], consumes: [] },
    { app: 'database', stack: 'relational', ...place, publishes: [], consumes: [use] },
  ];

  expect(snapshotOf(new Map([['dev', stacks]]))).toEqual({
    dev: {
      'network/vpc@primary': {
        region: 'us-east-1',
        publishes: { [path('vpcId')]: '^vpc$' },
        consumes: [],
      },
      'database/relational@primary': { region: 'us-east-1', publishes: {}, consumes: [path('vpcId')] },
    },
  });
});

test('the repository has one, of every environment', () => {
  expect(Object.keys(readSnapshot(join(__dirname, '../../../..')))).toEqual([...environmentNames()].sort());
});

test.each([
  ['with the marks of a merge', '<<<<<<< HEAD\n{}\n=======\n{"dev": {}}\n>>>>>>> main\n', '1:1: '],
  ['with two equal keys', '{\n  "dev": {},\n  "dev": {}\n}', '3:3: the key "dev" is there already, at 2:3'],
  ['of something else', '{"dev": {"a/b@dr": {"region": 7}}}', 'dev.a/b@dr.region: '],
])('a snapshot %s is refused with the place and the remedy', (_, text, why) => {
  const root = testFolder({ 'libs/contracts/contracts.snapshot.json': text });

  expect(() => readSnapshot(root)).toThrow(
    expect.objectContaining({
      code: 'UnreadableSnapshot',
      message: expect.stringContaining(`libs/contracts/contracts.snapshot.json is no snapshot: ${why}`),
      next: 'git restore --source=HEAD libs/contracts/contracts.snapshot.json, then npx nx run bulkhead:update-contracts',
    }),
  );
});
