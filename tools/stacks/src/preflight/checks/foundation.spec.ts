import { planned, sceneOf } from '../test-scene';
import { foundationCheck } from './foundation';

test('each thing that a region lacks is found once, with all stacks that stand on it', async () => {
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
