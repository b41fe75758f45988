import { testRun } from '../actions/test-world';
import { ParameterStore } from '../parameters/parameter-store';
import { budgetOf } from '../retries/retry-budget';
import { type Synthesized } from '../synthesis/synthesize';
import { withPlayedAws } from '../test-emulator';
import { testInstance } from '../workspace/test-instances';
import { type Check } from './check';
import { preflight } from './preflight';
import { preflightLines } from './preflight-lines';
import { PlayedServices } from './test-scene';

const home = testInstance('network/vpc@primary');
const away = testInstance('dr-region/network@dr');
const outcome = { publishes: [], consumes: [], directory: '/nowhere' } as unknown as Synthesized;
const stacks = new Map([home, away].map((instance) => [instance, outcome] as const));
const finds = (over: Partial<Check> = {}): Check => ({
  name: 'quotas',
  targets: ['aws', 'emulator'],
  find: async ({ stacks: here }) => ({
    findings: here.map(({ instance }) => ({
      stacks: [instance.id],
      problem: 'too many',
      next: 'ask for more',
    })),
    notes: [],
  }),
  ...over,
});
const looking = (checks: readonly Check[], patience = 5_000, over: object = {}, target = 'emulator') => {
  const { run } = testRun([home, away], [home, away], {}, { target });
  const request = {
    run: { ...run, ...over },
    caller: 'arn:aws:iam::123456789012:root',
    stacks,
    isRecorded: () => false,
    valuesOf: async () => new Map<string, string>(),
  };
  return preflight(request, { checks, patience, servicesOf: (region) => new PlayedServices({}, region) });
};

test('each region is checked by itself, and a finding has the check and the region', async () => {
  expect(await looking([finds()])).toEqual({
    findings: [
      {
        check: 'quotas',
        region: 'us-east-1',
        stacks: ['network/vpc@primary'],
        problem: 'too many',
        next: 'ask for more',
      },
      {
        check: 'quotas',
        region: 'us-west-2',
        stacks: ['dr-region/network@dr'],
        problem: 'too many',
        next: 'ask for more',
      },
    ],
    notes: [],
  });
});

test('a region that does not answer is a note, and the other one is checked all the same', async () => {
  const startedAt = Date.now();
  const check = finds({
    find: async (scene) =>
      scene.region === 'us-east-1' ? new Promise(() => undefined) : finds().find(scene),
  });
  const { findings, notes } = await looking([check], 300);

  expect(findings).toMatchObject([{ region: 'us-west-2' }]);
  expect(notes).toEqual(['us-east-1: not known: quotas (Error: no answer within 0.3 s)']);
  expect(Date.now() - startedAt).toBeLessThan(3_000);
});

test('a check that throws is unknown, and stops no other', async () => {
  const breaks = finds({
    name: 'permissions',
    find: () => Promise.reject(Object.assign(new Error('denied\nmore'), { name: 'AccessDenied' })),
  });
  const { findings, notes } = await looking([breaks, finds()]);

  expect(findings).toHaveLength(2);
  expect(notes).toEqual([
    'us-east-1: not known: permissions (AccessDenied: denied)',
    'us-west-2: not known: permissions (AccessDenied: denied)',
  ]);
});

test('facts that are unknown for one reason are one line', async () => {
  const why = 'AccessDenied: no';
  const notes = [{ what: 'quota A', why }, 'a zone', { what: 'quota B', why }, { what: 'quota A', why }];
  const silent = finds({ find: async () => ({ findings: [], notes }) });

  expect((await looking([silent])).notes.slice(0, 2)).toEqual([
    'us-east-1: not known: quota A; quota B (AccessDenied: no)',
    'us-east-1: a zone',
  ]);
});

test('a check without anything to ask makes no call', async () => {
  const find = jest.fn();
  await looking([finds({ targets: ['aws'], find })]);

  expect(find).not.toHaveBeenCalled();
});

test('an interrupted run gets no findings', async () => {
  const find = () => new Promise<never>(() => undefined);

  expect(await looking([finds({ find })], 5_000, { interrupted: AbortSignal.abort() })).toEqual({
    findings: [],
    notes: [],
  });
});

test('a stack that cannot be read is checked as far as possible', async () => {
  const { findings, notes } = await looking([finds()], 5_000, {}, 'aws');

  expect(findings).toHaveLength(2);
  expect(notes).toEqual([
    expect.stringMatching(
      /^not known: what network\/vpc@primary would have; what dr-region\/network@dr would have \(Error: ENOENT/,
    ),
  ]);
});

test.each([
  [{ findings: [], notes: [] }, []],
  [
    { findings: [], notes: ['us-east-1: not known: quotas'] },
    ['Preflight:', '  - us-east-1: not known: quotas'],
  ],
  [
    {
      findings: [
        { check: 'quotas', region: 'us-east-1', stacks: ['a/b@primary'], problem: 'too many', next: 'ask' },
      ],
      notes: ['n'],
    },
    [
      'Preflight: 1 found that a deploy would fail for',
      '  ! us-east-1: too many (a/b@primary)',
      '    next: ask',
      '  - n',
    ],
  ],
])('%j is printed as one list', (result, lines) => {
  expect(preflightLines(result)).toEqual(lines);
});

describe('where AWS is busy', () => {
  let asked: string[] = [];
  withPlayedAws((request, response) => {
    asked.push(request.headers.host ?? '');
    response.writeHead(400, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify({ __type: 'ThrottlingException', message: 'Rate exceeded' }));
  });
  beforeEach(() => (asked = []));

  test.each<[string, Check['find']]>([
    [
      'values, by the clients of the run',
      async ({ stacks: here, valuesOf }) => {
        const { instance } = here[0] as (typeof here)[0];
        await valuesOf(instance, ['/bulkhead/qa/certificates/arn']);
        return { findings: [], notes: [] };
      },
    ],
    [
      'what a region lacks',
      async ({ lacking }) => {
        await lacking({ ...home, engine: 'cdk' });
        return { findings: [], notes: [] };
      },
    ],
    [
      'quotas',
      async ({ services }) => {
        const { ListServicesCommand } = await import('@aws-sdk/client-service-quotas');
        await (await services.quotas()).send(new ListServicesCommand({}));
        return { findings: [], notes: [] };
      },
    ],
  ])('a lookup of %s leaves all retries to the deploy', async (_, find) => {
    const { run } = testRun([home], [home], {}, { target: 'emulator' });
    const store = new ParameterStore(home.region);
    const { notes } = await preflight(
      {
        run,
        caller: 'arn:aws:iam::123456789012:root',
        stacks: new Map([[home, outcome]]),
        isRecorded: () => false,
        valuesOf: (_instance, keys) => store.read(keys),
      },
      { checks: [finds({ find })] },
    );

    expect(notes).toEqual([expect.stringContaining('ThrottlingException')]);
    expect(asked).toHaveLength(2);
    expect(budgetOf(home.region).left).toBe(500);
  });
});
