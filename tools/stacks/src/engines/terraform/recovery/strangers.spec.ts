import { type Environment } from '@bulkhead/config';
import { testInstance } from '../../../workspace/test-instances';
import { type EngineRequest } from '../../engine';
import { refuseStrangers } from './strangers';
import { tagsOfObjects } from './tagged-objects';

jest.mock('./tagged-objects');
beforeEach(() => jest.mocked(tagsOfObjects).mockResolvedValue(new Map()));

const request: EngineRequest = {
  workspaceRoot: '/none',
  environment: { name: 'prod' } as Environment,
  environmentOption: '--environment=envs/prod.json',
  instance: testInstance('network/vpc@primary'),
  synthesized: {} as EngineRequest['synthesized'],
  signal: new AbortController().signal,
  unfinished: false,
  progress: () => undefined,
};

/** What to do about a role of another stack, in an environment. */
async function nextOf(environment: string): Promise<string> {
  const tags = {
    'bulkhead:environment': environment,
    'bulkhead:app': 'database',
    'bulkhead:stack': 'relational',
  };
  const stranger = { address: 'aws_iam_role.a', importId: 'a', tags, leadsTo: {} };
  const folder = { importCommand: () => 'import', otherRegions: new Map<string, string>() };
  return refuseStrangers([stranger], folder, request).then(
    () => '',
    ({ next }: { next: string }) => next,
  );
}

test('the owner is destroyed in the environment as the user named it, where it is of the same', async () => {
  const next = await nextOf('prod');

  expect(next).toContain('npx nx run database:destroy --environment=envs/prod.json,');
  expect(next).toContain('npx nx run-many -t destroy --environment=envs/prod.json --orphans');
});

test('the owner is destroyed in its own environment where that is another one, by its name', async () => {
  const next = await nextOf('dev');

  expect(next).toContain('npx nx run database:destroy -c dev,');
  expect(next).toContain('npx nx run-many -t destroy -c dev --orphans');
});
