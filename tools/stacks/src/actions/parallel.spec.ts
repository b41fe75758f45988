import { setTimeout as delay } from 'node:timers/promises';
import { evaluate } from '@bulkhead/policy';
import { type Engine } from '../engines/engine';
import { type Verb, verbs } from '../plugin/verbs';
import { type Run } from '../run/run';
import { type Synthesized } from '../synthesis/synthesize';
import { testFolder } from '../test-folder';
import { drawn } from '../workspace/test-instances';
import { type StackInstance } from '../workspace/stack-instance';
import { deploy } from './deploy';
import { destroy } from './destroy';
import { drift } from './drift';
import { diff } from './diff';
import { recover } from './recover';
import { synth } from './synth';
import { beginWorld, testRun } from './test-world';
import { validate } from './validate';

/** Work of one kind. Counts how much is under way and the most at once; each piece takes a moment. */
class Work {
  most = 0;
  private now = 0;

  async piece<T>(result: T): Promise<T> {
    this.most = Math.max(this.most, ++this.now);
    // Longer than the gap between two pieces, on a busy machine too.
    await delay(150);
    this.now--;
    return result;
  }
}
let engineWork: Work;
let synthesisWork: Work;
beforeEach(() => {
  engineWork = new Work();
  synthesisWork = new Work();
});

const counts = { added: 1, changed: 0, destroyed: 1 };
const mockEngine: Engine = {
  validate: () => engineWork.piece(undefined),
  diff: () => engineWork.piece({ changes: [] }),
  deploy: () => engineWork.piece(counts),
  destroy: () => engineWork.piece(counts),
  drift: () => engineWork.piece({ checked: 1, drifted: [], unchecked: [], gone: false }),
};
const mockSynthesized = () =>
  synthesisWork.piece({
    publishes: [],
    consumes: [],
    directory: mockDirectory,
  } as Partial<Synthesized> as Synthesized);
const mockDirectory = testFolder();

jest.mock('../engines/engines', () => ({ engineOf: async () => mockEngine }));
function mockWorld(part: string) {
  return jest.requireActual<Record<string, object>>('./test-world')[part];
}
jest.mock('../drift/additions/stack-additions', () => mockWorld('mockedAdditions'));
jest.mock('../engines/state-keepers', () => mockWorld('mockedKeepers'));
jest.mock('../foundation/foundation', () => mockWorld('mockedFoundation'));
jest.mock('../run/target', () => mockWorld('mockedTarget'));
jest.mock('../parameters/parameter-store', () => mockWorld('mockedStore'));
jest.mock('../policy/judge-environment', () => ({ judgeEnvironment: async () => mockReport }));
const mockReport = evaluate({
  environment: { name: 'qa', account: '123456789012', protected: false, target: 'emulator', stacks: [] },
  rules: [],
  nag: { rules: [], results: [] },
  suppressions: [],
  today: '2026-01-01',
});
jest.mock('../synthesis/synthesize', () => ({
  synthesize: () => mockSynthesized(),
  readSynthesized: () => ({ publishes: [], consumes: [], directory: mockDirectory }),
}));

const actions = { synth, validate, diff, deploy, destroy, drift, recover } satisfies Partial<
  Record<Verb, (run: Run) => Promise<unknown>>
>;

/** A run in which every stack has a record that is a reason to deploy, and something to destroy and to compare. */
const runOver = (instances: StackInstance[], parallel: number) => {
  const world = beginWorld();
  for (const instance of instances) world.record(instance, { outcome: 'failed' });
  const { run, output } = testRun(instances);
  return { run: { ...run, parallel }, output };
};

test('every verb is tested', () => {
  expect(Object.keys(actions).sort()).toEqual([...verbs].sort());
});

test.each(Object.keys(actions).flatMap((verb) => [1, 2, 3].map((parallel) => [verb, parallel] as const)))(
  '%s works on as many stacks at once as --parallel=%i says',
  async (verb, parallel) => {
    const { run } = runOver(drawn('A, B, C, D, E'), parallel);
    await actions[verb as keyof typeof actions](run);

    expect(synthesisWork.most).toBe(parallel);
    expect(engineWork.most).toBe(['synth', 'recover'].includes(verb) ? 0 : parallel);
  },
);

test.each<[keyof typeof actions, string[]]>([
  ['deploy', ['A', 'B', 'C']],
  ['destroy', ['C', 'B', 'A']],
])('%s goes through A -> B -> C as %j, and says which stacks each waits for', async (verb, expected) => {
  const { run, output } = runOver(drawn('A -> B -> C'), 3);
  await actions[verb](run);
  const ended = output.events.filter(({ type }) => type === 'finished').map(({ instance }) => instance.app);
  const waits = output.events.flatMap((event) =>
    event.type === 'waiting' ? [[event.instance.app, event.before.length]] : [],
  );

  expect(ended).toEqual(expected);
  expect(Object.fromEntries(waits)).toEqual(Object.fromEntries(expected.map((app, index) => [app, index])));
});
