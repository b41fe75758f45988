import { type ParameterUse } from '@bulkhead/stack';
import { Refusal } from '@bulkhead/errors';
import { type DeployRecord } from './record';
import { testRecord, testRecords } from './test-records';
import { type StackInstance } from '../workspace/stack-instance';
import { testInstance } from '../workspace/test-instances';
import {
  type CodeOfToday,
  contractBreaks,
  describeBreak,
  type PublisherBefore,
  requireUnbroken,
} from './contract-break';

const stack = (app: string, region = 'us-east-1') => testInstance(`${app}/main@primary`, { region });
const network = { ...stack('network'), publishes: ['network'] };
const vpcId = '/bulkhead/local/network/vpcId';
const today: CodeOfToday = { environmentOption: '-c qa', reads: () => undefined };

/** Checks what the network would publish against the records. */
const check = (published: ParameterUse[], known: [StackInstance, DeployRecord][]) => {
  const records = testRecords(...known);
  requireUnbroken(network, records.get(network), published, records.others(network), today);
};
const uses = (...patterns: string[]): ParameterUse[] =>
  patterns.map((pattern) => ({ contract: 'network', key: 'vpcId', path: vpcId, kind: 'string', pattern }));
const publishedBefore: [StackInstance, DeployRecord] = [
  network,
  testRecord({ published: { [vpcId]: '^vpc$' } }),
];
const reader = (app: string, region?: string): [StackInstance, DeployRecord] => [
  stack(app, region),
  testRecord({ consumed: { [vpcId]: 'vpc' } }),
];

test.each<[string, ParameterUse[], [StackInstance, DeployRecord][]]>([
  ['is published as before', uses('^vpc$'), [publishedBefore, reader('database')]],
  ['goes, and nobody reads it', [], [publishedBefore, [stack('database'), testRecord({})]]],
  [
    'goes, and is read in another region only, where another stack publishes it',
    [],
    [publishedBefore, reader('database', 'us-west-2')],
  ],
  ['is new', uses('^vpc$'), [[network, testRecord({})], reader('database')]],
  ['is published for the first time', uses('^vpc$'), []],
])('a parameter that %s breaks nothing', (_, published, records) => {
  expect(() => check(published, records)).not.toThrow();
});

test('a parameter that is removed while stacks read it is refused, with its readers and the way to do it', () => {
  const records = [publishedBefore, reader('database'), reader('app-platform')];

  expect(() => check([], records)).toThrow(
    expect.objectContaining({
      code: 'ContractBreak',
      message: expect.stringMatching(
        /vpcId would be removed; read by database\/main@primary, app-platform\/main@primary\nExpand: [^]*\nMigrate: [^]*\nContract: /,
      ),
    }),
  );
});

test('a removed parameter is missed by a reader in another region', () => {
  const elsewhere: [StackInstance, DeployRecord] = [
    stack('replication', 'us-west-2'),
    testRecord({ consumed: { [`us-east-1:${vpcId}`]: 'vpc' } }),
  ];

  expect(() => check([], [publishedBefore, elsewhere])).toThrow(
    expect.objectContaining({ message: expect.stringContaining('read by replication/main@primary') }),
  );
});

test('a parameter that would get another pattern while stacks read it is refused', () => {
  const records = [publishedBefore, reader('database')];

  expect(() => check(uses('^id$'), records)).toThrow(
    expect.objectContaining({
      message: expect.stringContaining(`${vpcId} would have to match ^id$ instead of ^vpc$`),
    }),
  );
});

describe('if nobody knows what a stack reads, because its record cannot be read', () => {
  const unreadable = new Refusal('UnreadableRecord', 'It is cut off.');
  const records = () => {
    const known = testRecords(publishedBefore);
    known.unreadable.set(stack('database'), unreadable);
    return known;
  };

  test('no parameter may be removed', () => {
    expect(() => requireUnbroken(network, publishedBefore[1], [], records().others(network), today)).toThrow(
      unreadable,
    );
  });

  test('a stack without changed parameters is deployed', () => {
    const published = uses('^vpc$');

    expect(() =>
      requireUnbroken(network, publishedBefore[1], published, records().others(network), today),
    ).not.toThrow();
  });
});

test('a stack that is in no configuration any more protects what it reads', () => {
  const known = testRecords(publishedBefore);
  const of = { environment: 'qa', role: 'primary', app: 'app-platform', stack: 'service' } as const;
  known.orphans.push({ of, region: network.region, record: testRecord({ consumed: { [vpcId]: 'vpc' } }) });

  expect(() => requireUnbroken(network, publishedBefore[1], [], known.others(network), today)).toThrow(
    expect.objectContaining({ message: expect.stringContaining('read by app-platform/service@primary') }),
  );
});

test.each<[string, CodeOfToday['reads'], string | RegExp]>([
  [
    'no longer reads it, as that of an earlier commit: the readers go first',
    () => false,
    'npx nx run-many -t deploy -p database,app-platform -c qa, whose code no longer reads it; then the same command again',
  ],
  [
    'reads it in one of them: it has to stay',
    (consumer) => consumer.startsWith('database'),
    /^put the parameter back/,
  ],
  [
    'is not known: both ways are named',
    () => undefined,
    /^put the parameter back.*npx nx run-many -t deploy -p database,app-platform -c qa$/,
  ],
])('if the code of the readers %s', (_, reads, next) => {
  const known = testRecords(publishedBefore, reader('database'), reader('app-platform'));

  expect(() =>
    requireUnbroken(network, publishedBefore[1], [], known.others(network), { ...today, reads }),
  ).toThrow(expect.objectContaining({ next: typeof next === 'string' ? next : expect.stringMatching(next) }));
});

describe('with the known exchanges of stacks', () => {
  const database = stack('database');
  const known = new Map([
    [network, testRecord({ published: { [vpcId]: '^vpc$', '/unread': '.' } })],
    [database, testRecord({ consumed: { [vpcId]: 'vpc' } })],
  ]);

  test('a removed parameter with readers is a break, in words with its readers', () => {
    const breaks = contractBreaks(network, [], known);

    expect(breaks).toEqual([{ path: vpcId, what: 'would be removed', consumers: [database] }]);
    expect(breaks.map(describeBreak)).toEqual([`${vpcId} would be removed; read by database/main@primary`]);
  });

  test('a parameter that stays is no break, nor is one of a stack that nothing is known of', () => {
    expect(contractBreaks(network, uses('^vpc$'), known)).toEqual([]);
    expect(contractBreaks(stack('storage'), [], known)).toEqual([]);
  });
});

describe('a stack without a record', () => {
  const unwritten = testRecord({ outcome: 'failed' });
  const others = (...known: [StackInstance, DeployRecord][]) => testRecords(...known).others();
  const unreadable = new Refusal('UnreadableRecord', 'It is cut off.');
  const withUnreadable = () => {
    const known = testRecords();
    known.unreadable.set(stack('database'), unreadable);
    return known.others();
  };

  test.each<[string, PublisherBefore]>([
    ['and that nothing is known to stand of', undefined],
    ['though it stands', 'lost'],
    ['but what a recovery made of nothing', unwritten],
  ])('%s keeps the parameters of its contract that a deployed reader reads', (_, before) => {
    expect(() => requireUnbroken(network, before, [], others(reader('database')), today)).toThrow(
      expect.objectContaining({
        code: 'ContractBreak',
        message: expect.stringContaining(`${vpcId} would be removed; read by database/main@primary`),
      }),
    );
  });

  test.each<[string, ParameterUse[], [StackInstance, DeployRecord][]]>([
    ['it publishes', uses('^vpc$'), [reader('database')]],
    ['another stack is recorded to publish', [], [reader('database'), [stack('other'), publishedBefore[1]]]],
    ['is read of another region', [], [reader('database', 'us-west-2')]],
    [
      'is of no contract of its own',
      [],
      [[stack('database'), testRecord({ consumed: { '/bulkhead/local/certificates/arn': 'x' } })]],
    ],
  ])('removes nothing that %s', (_, published, known) => {
    expect(() => requireUnbroken(network, 'lost', published, others(...known), today)).not.toThrow();
  });

  test.each<[string, PublisherBefore]>([
    ['though it stands', 'lost'],
    ['but what a recovery made of nothing', unwritten],
  ])('%s waits for a reader whose record cannot be read', (_, before) => {
    expect(() => requireUnbroken(network, before, uses('^vpc$'), withUnreadable(), today)).toThrow(
      unreadable,
    );
  });

  test.each<[string, PublisherBefore, string[]]>([
    ['that was never deployed', undefined, ['network']],
    ['that publishes nothing', 'lost', []],
  ])('%s waits for nobody', (_, before, publishes) => {
    const publisher = { ...network, publishes };

    expect(() => requireUnbroken(publisher, before, [], withUnreadable(), today)).not.toThrow();
  });
});

test('an app with several readers is named once in the command that deploys them', () => {
  const other = testInstance('database/cache@primary');
  const known = testRecords(publishedBefore, reader('database'), [
    other,
    testRecord({ consumed: { [vpcId]: 'vpc' } }),
  ]);

  expect(() =>
    requireUnbroken(network, publishedBefore[1], [], known.others(network), { ...today, reads: () => false }),
  ).toThrow(expect.objectContaining({ next: expect.stringContaining('-p database -c qa,') }));
});

test.each([
  ['UnrecordedStack', false],
  ['UnreadableRecord', true],
])(
  "if the publisher's record was lost, a reader of which only %s is known is in the way: %s",
  (code, isInTheWay) => {
    const unknown = { ...stack('database'), record: new Refusal(code, 'nobody knows', {}) };
    const required = () => requireUnbroken(network, 'lost', uses('^vpc$'), [unknown], today);

    if (isInTheWay) expect(required).toThrow(expect.objectContaining({ code }));
    else expect(required).not.toThrow();
  },
);
