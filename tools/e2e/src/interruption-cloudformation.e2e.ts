import { type WorkspaceCopy } from '@bulkhead/workspace-copy';
import { type AwsClients } from './aws-clients';
import { deployUntil, emptied } from './interrupting';
import { type Inventory, inventory } from './inventory';
import { publishDatabase, publishNetwork } from './published-by-hand';
import { tried } from './sample';
import { withCopy } from './with-copy';

/** A deploy by CloudFormation is ended at any moment, and the next one comes to the same as an undisturbed one. */
let copy: WorkspaceCopy;
let aws: AwsClients;

withCopy(async (...opened) => {
  [copy, aws] = opened;
  await copy.succeed('run emulator:start');
});
beforeEach(async () => {
  await emptied(copy);
  await publishDatabase(aws, await publishNetwork(aws));
});

const service = 'run app-platform:deploy -c local';
let undisturbed: Inventory;

test('a deploy that nothing happens to is what all others are held against', async () => {
  await copy.succeed(service);
  undisturbed = await inventory(aws);

  expect(undisturbed.taskDefinitions).toHaveLength(1);
  expect(undisturbed).toMatchObject({ services: [expect.stringContaining('ACTIVE')] });
});

test.each(tried([0, 50, 100, 200, 300, 400, 500, 600, 700, 800, 1000, 1200], 2, 20_261_129))(
  'the tool is killed %i ms after it began to deploy, and the next run comes to the same',
  async (milliseconds) => {
    await deployUntil(
      copy,
      service,
      (text) => text.includes('deploying:'),
      (kill) => void setTimeout(() => kill('SIGKILL'), milliseconds),
    );
    await copy.succeed(service);

    expect(await inventory(aws)).toEqual(undisturbed);
  },
);
