import { parseEnvironment } from '@bulkhead/config';
import { stackId } from '@bulkhead/stack/stack-id';
import { type EngineState, type FoundState, type StackName, type StateKeeper } from '../engines/engine-state';
import { testInstance } from '../workspace/test-instances';
import { StateAgreement } from './state-agreement';
import { testRecord } from './test-records';

/** The kept states, by name, and the last states of stacks that are gone. */
let kept: Map<string, FoundState>;
let last: Map<string, EngineState>;
/** The calls of the keeper, in order. */
let asked: string[];
/** The error of a listing. @default none */
let outage: Error | undefined;

const keeper: StateKeeper = {
  nameOf: (_, stack) => stackId(stack),
  async list({ region }) {
    asked.push(`list ${region}`);
    if (outage) throw outage;
    return new Map(
      [...kept].map(([name, found]) => [
        name,
        found.is === 'kept'
          ? found.state.type === 'terraform'
            ? found.state.mark
            : found.state.stackId
          : '',
      ]),
    );
  },
  async read(_, stack) {
    asked.push(`read ${stackId(stack)}`);
    return kept.get(stackId(stack)) ?? { is: 'missing' };
  },
  stacksOf: async (_, names) =>
    names.map((name): StackName => {
      const { app, stack, role } = testInstance(name);
      return { app, stack, role };
    }),
  lastKept: async (_, stack) => last.get(stackId(stack)),
};
const mockKeeperOf = async () => keeper;
jest.mock('../engines/state-keepers', () => ({ stateKeeperOf: () => mockKeeperOf() }));

const vpc = testInstance('network/vpc@primary');
const heir = testInstance('network/main@primary');
const terraform = (serial: number, over: object = {}) =>
  ({ type: 'terraform', lineage: 'a', serial, mark: `mark ${serial}`, resources: 3, ...over }) as const;
const keeps = (state: EngineState, { id } = vpc) => kept.set(id, { is: 'kept', state });

let agreement: StateAgreement;
beforeEach(() => {
  [kept, last, asked, outage] = [new Map(), new Map(), [], undefined];
  agreement = new StateAgreement({
    workspaceRoot: '/none',
    environment: parseEnvironment({ name: 'qa', preset: 'saas', account: '123456789012' }, 'qa.json'),
    options: { environment: 'qa.json' },
  });
});

const recover = 'npx nx run network:recover --environment=qa.json --stack=vpc --role=primary';

describe('a stack with a record', () => {
  const record = testRecord({ state: terraform(4) });

  test('agrees by the mark of the list, and nothing is read', async () => {
    keeps(terraform(4));

    await expect(agreement.require(vpc, record)).resolves.toBeUndefined();
    expect(asked).toEqual(['list us-east-1']);
  });

  test('is read if the mark is another one, and agrees if the state continues the record', async () => {
    keeps(terraform(6));

    await expect(agreement.require(vpc, record)).resolves.toBeUndefined();
    expect(asked).toEqual(['list us-east-1', 'read network/vpc@primary']);
  });

  test.each<[string, FoundState, string]>([
    ['missing', { is: 'missing' }, 'there is no state'],
    ['broken', { is: 'broken', why: 'it is cut off' }, 'cut off'],
    ['of an earlier time', { is: 'kept', state: terraform(2) }, 'of an earlier time, of serial 2'],
    ['another one', { is: 'kept', state: terraform(9, { lineage: 'b' }) }, 'of lineage b and not a'],
  ])('is refused if its state is %s, with the way to recover it', async (_, found, why) => {
    kept.set(vpc.id, found);

    await expect(agreement.require(vpc, record)).rejects.toMatchObject({
      code: 'StateMismatch',
      message: expect.stringContaining(why),
      next: recover,
    });
  });

  test('is refused if its manifest names another engine now', async () => {
    const switched = testInstance(vpc.id, { engine: 'cdk' });

    await expect(agreement.require(switched, { ...record, engine: 'cdktf' })).rejects.toMatchObject({
      code: 'EngineSwitched',
      next: expect.stringContaining('--environment=qa.json --orphans=network/vpc@primary'),
    });
    expect(asked).toEqual([]);
  });
});

test('a stack that was recorded without its state, and has none, is refused', async () => {
  await expect(agreement.require(vpc, testRecord())).rejects.toMatchObject({
    code: 'StateMismatch',
    message: expect.stringMatching(/^What Terraform knows of network\/vpc@primary in us-east-1 is not/),
  });
});

test('a stack of the engine that its record names agrees', async () => {
  keeps(terraform(4));
  const record = testRecord({ engine: 'cdktf', state: terraform(4) });

  await expect(agreement.require(vpc, record)).resolves.toBeUndefined();
});

describe('a stack of CloudFormation', () => {
  const service = testInstance('network/vpc@primary', { engine: 'cdk' });
  const stack = (stackId: string) => ({ type: 'cloudformation', stackId, resources: 3 }) as const;
  const record = testRecord({ engine: 'cdk', state: stack('arn:1') });

  test('agrees by its ARN, and nothing is read', async () => {
    keeps(stack('arn:1'));

    await expect(agreement.require(service, record)).resolves.toBeUndefined();
    expect(asked).toEqual(['list us-east-1']);
  });

  test('is refused if it was made again', async () => {
    keeps(stack('arn:2'));

    await expect(agreement.require(service, record)).rejects.toMatchObject({
      code: 'StateMismatch',
      message: expect.stringMatching(/^What CloudFormation knows of/),
    });
  });

  test('that was deleted does not belong to another stack', async () => {
    last.set(vpc.id, stack('arn:1'));
    keeps(stack('arn:1'), heir);

    await expect(agreement.require(service, undefined)).rejects.toMatchObject({ code: 'StateMismatch' });
  });

  test('is not deployed by Terraform, and the refusal says what would happen', async () => {
    await expect(agreement.require(vpc, record)).rejects.toMatchObject({
      message: [
        'network/vpc@primary was deployed by CloudFormation, and its manifest says "engine": "cdktf".',
        'Nothing was touched: Terraform would make a second of everything.',
        'To keep what it holds, put the engine back in the manifest.',
      ].join('\n'),
    });
  });
});

describe('a stack without a record', () => {
  test('is refused if the state of another stack cannot be read, and if it is CloudFormation’s', async () => {
    last.set(vpc.id, terraform(7));
    kept.set(heir.id, { is: 'broken', why: 'it is cut off' });
    await expect(agreement.require(vpc, undefined)).rejects.toMatchObject({ code: 'StateMismatch' });

    keeps({ type: 'cloudformation', stackId: 'arn:1', resources: 3 }, heir);
    await expect(agreement.require(vpc, undefined)).rejects.toMatchObject({ code: 'StateMismatch' });
  });

  test('is allowed if an engine keeps something under its name, or never kept anything', async () => {
    await expect(agreement.require(vpc, undefined)).resolves.toBeUndefined();
    agreement.lookAgain(vpc);
    keeps(terraform(1, { lineage: 'b' }));
    last.set(vpc.id, terraform(7));
    await expect(agreement.require(vpc, undefined)).resolves.toBeUndefined();
  });

  test('is refused if its last state had resources', async () => {
    last.set(vpc.id, terraform(7));

    await expect(agreement.require(vpc, undefined)).rejects.toMatchObject({
      code: 'StateMismatch',
      message: expect.stringContaining('the last state had 3 resources'),
      next: recover,
    });
  });

  test('is allowed if its last state had none', async () => {
    last.set(vpc.id, terraform(7, { resources: 0 }));

    await expect(agreement.require(vpc, undefined)).resolves.toBeUndefined();
  });

  test('is allowed if its last state belongs to another stack now, and to no other', async () => {
    last.set(vpc.id, terraform(7));
    keeps(terraform(8, { lineage: 'b' }), heir);
    await expect(agreement.require(vpc, undefined)).rejects.toMatchObject({ code: 'StateMismatch' });

    keeps(terraform(8), heir);
    await expect(agreement.require(vpc, undefined)).resolves.toBeUndefined();
  });
});

test.each<[string, FoundState | undefined, boolean]>([
  ['nothing', undefined, false],
  ['a state that was emptied', { is: 'kept', state: terraform(4, { resources: 0 }) }, false],
  ['a state with resources', { is: 'kept', state: terraform(4) }, true],
  ['what cannot be read, and may hold anything', { is: 'broken', why: 'it is cut off' }, true],
])('with %s, whether anything is kept is said to be %s', async (_, found, expected) => {
  if (found) kept.set(vpc.id, found);

  expect(await agreement.keeps(vpc)).toBe(expected);
  expect(asked.includes('read network/vpc@primary')).toBe(found !== undefined);
});

test('the state to record is read, not listed, and is empty if it cannot be read', async () => {
  expect(await agreement.stateOf(vpc)).toBeUndefined();
  kept.set(vpc.id, { is: 'broken', why: 'it is cut off' });
  expect(await agreement.stateOf(vpc)).toBeUndefined();
  keeps(terraform(5));
  expect(await agreement.stateOf(vpc)).toEqual(terraform(5));
  expect(asked).not.toContain('list us-east-1');
});

describe('a region', () => {
  test('is listed once for all of its stacks, and again if somebody changed the states', async () => {
    agreement.lookAhead([vpc, heir]);
    await new Promise(setImmediate);
    expect(asked).toEqual(['list us-east-1']);
    await agreement.keeps(vpc);
    await agreement.keeps(heir);
    expect(asked).toEqual(['list us-east-1']);

    agreement.lookAgain(vpc);
    await agreement.keeps(vpc);
    expect(asked).toEqual(['list us-east-1', 'list us-east-1']);
  });

  test('is listed again alone, and for each engine', async () => {
    const inDr = testInstance('network/vpc@dr');
    for (const instance of [vpc, inDr, testInstance(vpc.id, { engine: 'cdk' })])
      await agreement.keeps(instance);
    asked = [];
    agreement.lookAgain(vpc);
    for (const instance of [vpc, inDr]) await agreement.keeps(instance);
    expect(asked).toEqual(['list us-east-1']);

    agreement.lookAgain(inDr);
    await agreement.keeps(testInstance(vpc.id, { engine: 'cdk' }));
    expect(asked).toEqual(['list us-east-1']);
  });

  test('that did not answer is asked again by the next stack', async () => {
    keeps(terraform(4));
    outage = new Error('503');
    agreement.lookAhead([vpc]);
    await expect(agreement.keeps(vpc)).rejects.toBe(outage);

    outage = undefined;
    expect(await agreement.keeps(vpc)).toBe(true);
  });

  test('has stacks that nobody knows', async () => {
    keeps(terraform(4));
    keeps(terraform(4), heir);

    expect(await agreement.unknownIn('us-east-1', 'cdktf', [vpc])).toEqual([
      { app: 'network', stack: 'main', role: 'primary' },
    ]);
  });
});
