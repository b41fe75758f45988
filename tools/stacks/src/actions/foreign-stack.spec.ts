import './test-mocked-world';
import { type Run } from '../run/run';
import { type RunResult } from '../run/run-result';
import { testInstance } from '../workspace/test-instances';
import { deploy } from './deploy';
import { destroy } from './destroy';
import { beginWorld, testRun, type TestWorld } from './test-world';

jest.mock(
  '../engines/cdk/carried-tags',
  () => jest.requireActual<Record<string, object>>('./test-world')['mockedOwnership'],
);

const service = testInstance('app-platform/service@primary', { engine: 'cdk' });
const state = {
  type: 'cloudformation',
  stackId: 'arn:aws:cloudformation:stack/service/1',
  resources: 3,
} as const;

let world: TestWorld;
beforeEach(() => {
  world = beginWorld();
  world.places.set(service.id, { region: service.region, engine: 'cdk' });
  world.kept.set(service.id, { is: 'kept', state });
});

const verbs: Readonly<Record<string, (run: Run) => Promise<RunResult>>> = { deploy, destroy };

test.each(Object.keys(verbs))(
  '%s does not touch a CloudFormation stack that has the name of an unrecorded one, and not its tags',
  async (verb) => {
    world.carriesTags = false;
    const { run } = testRun([service]);

    const { stacks } = (await verbs[verb]?.(run)) ?? {};

    expect(stacks).toEqual([
      expect.objectContaining({ outcome: 'refused', reason: expect.stringContaining('(ForeignStack)') }),
    ]);
    expect(stacks?.[0]?.reason).toContain(`${state.stackId} has the name of ${service.id} and not its tags`);
    expect(world.asked).toEqual([]);
    expect(world.recorded(service)).toBeUndefined();
  },
);

test.each(Object.keys(verbs))(
  '%s goes on with a stack of its own that a killed run did not record',
  async (verb) => {
    const { run } = testRun([service]);

    await verbs[verb]?.(run);

    expect(world.asked).toEqual([`${verb} ${service.id}`]);
  },
);
