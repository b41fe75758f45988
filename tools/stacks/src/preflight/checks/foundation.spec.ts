import { Refusal } from '@bulkhead/errors';
import { planned, sceneOf } from '../test-scene';
import { foundationCheck } from './foundation';

test('each missing thing in a region is found once, with all stacks that need it', async () => {
  const stacks = ['network/vpc@primary', 'database/relational@primary', 'app/web@primary'].map((id) =>
    planned(id),
  );
  const lacking = async ({ app }: { app: string }) =>
    app === 'app' ? undefined : 'the bucket b in us-east-1';

  expect(await foundationCheck.find(sceneOf(stacks, {}, { lacking }))).toEqual({
    findings: [
      {
        stacks: ['network/vpc@primary', 'database/relational@primary'],
        problem: 'the bucket b in us-east-1 is missing',
        next: 'npx nx run bulkhead:bootstrap -c qa',
      },
    ],
    notes: [],
  });
});

test('a refusal is found with its next step, an unknown fact is a note, and the others are checked', async () => {
  const stacks = ['network/vpc@primary', 'database/relational@primary', 'app/web@primary', 'app/api@primary'];
  const lacking = async ({ id }: { id: string }) => {
    if (id === 'database/relational@primary') throw new Error('no answer');
    if (id === 'app/api@primary') return 'the bucket c';
    throw new Refusal('ForeignBucket', 'The bucket b is of another account.', { next: 'edit the prefix' });
  };
  const scene = sceneOf(
    stacks.map((id) => planned(id)),
    {},
    { lacking },
  );
  const { findings, notes } = await foundationCheck.find(scene);

  expect(findings).toEqual([
    {
      stacks: ['network/vpc@primary', 'app/web@primary'],
      problem: 'The bucket b is of another account',
      next: 'edit the prefix',
    },
    {
      stacks: ['app/api@primary'],
      problem: 'the bucket c is missing',
      next: 'npx nx run bulkhead:bootstrap -c qa',
    },
  ]);
  expect(notes).toHaveLength(1);
  expect(JSON.stringify(notes)).toContain('what database/relational@primary stands on');
});
