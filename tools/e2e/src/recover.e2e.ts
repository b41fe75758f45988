import { DeleteParameterCommand, GetParameterCommand, PutParameterCommand } from '@aws-sdk/client-ssm';
import { DeleteStackCommand, ListStacksCommand } from '@aws-sdk/client-cloudformation';
import { type WorkspaceCopy } from '@bulkhead/workspace-copy';
import { type AwsClients } from './aws-clients';
import { type Inventory, inventory } from './inventory';
import { StateObject } from './state-objects';
import { unexplainedDifferences } from './terraform-plan';
import { withCopy } from './with-copy';

/**
 * What is kept of each stack of `saas`, or what is recorded of it, is lost; what the tool prints then is run as it is
 * printed, and afterwards there is what there was: nothing doubled, nothing lost. The tests build on each other.
 */
let copy: WorkspaceCopy;
let aws: AwsClients;

withCopy((...opened) => ([copy, aws] = opened));

const vpc = 'network/vpc';
const database = 'database/relational';
const service = 'app-platform/service';
const states = () => ({
  [vpc]: new StateObject(aws, 'network', 'vpc'),
  [database]: new StateObject(aws, 'database', 'relational'),
});

let deployed: Inventory;
let text: string;

const verbs = ['diff', 'drift', 'destroy', 'deploy'] as const;

/** Runs a verb over all stacks; returns the outcome of each. */
async function outcomesOf(verb: (typeof verbs)[number]): Promise<Record<string, string>> {
  ({ text } = await copy.nx(`run-many -t ${verb} -c local`));
  return copy.outcomes();
}

/** The commands that the last run named as the next ones, as they are printed. */
const printed = () => [
  ...new Set([...text.matchAll(/next: npx nx (run \S+:recover .*)$/gm)].map(([, command]) => command ?? '')),
];

/** Runs what the last run named as the next command of each stack, and notes what that says. */
async function runPrinted(): Promise<string[]> {
  const commands = printed();
  const outcomes: string[] = [];
  for (const command of commands) {
    ({ text } = await copy.nx(command));
    outcomes.push(
      ...copy.report().map(({ app, stack, outcome, reason }) => `${app}/${stack} ${outcome}: ${reason}`),
    );
  }
  return outcomes.sort();
}

const isRefused = (stacks: string[]) => Object.fromEntries(stacks.map((stack) => [stack, 'refused']));

test('the platform is deployed', async () => {
  await copy.succeed('run-many -t deploy -c local');
  deployed = await inventory(aws);

  expect(deployed.vpcs).toEqual(['10.0.0.0/16']);
  expect(deployed.databaseClusters).toHaveLength(1);
});

describe.each<[string, () => Promise<void>]>([
  [
    'lost, and emptied',
    async () => {
      const { [vpc]: first, [database]: second } = states();
      await first?.delete();
      const state = await second!.read();
      await second?.write({ ...state, serial: state.serial + 5, resources: [] });
    },
  ],
  [
    'of an earlier time, and of another lineage',
    async () => {
      const { [vpc]: first, [database]: second } = states();
      await first?.write(await first.earlier());
      await second?.write({ ...(await second.read()), lineage: 'another' });
    },
  ],
])('a state that is %s', (_, lose) => {
  beforeAll(lose);

  test.each(verbs)('is touched by no %s', async (verb) => {
    expect(await outcomesOf(verb)).toMatchObject(isRefused([vpc, database]));
    expect(printed().length).toBe(2);
    expect(await inventory(aws)).toEqual(deployed);
  });

  test('is put back by the command that is printed, and then nothing is left to deploy', async () => {
    const said = await runPrinted();

    expect(said).toEqual([
      expect.stringMatching(/^database\/relational recovered: put back version \S+ of the state/),
      expect.stringMatching(/^network\/vpc recovered: put back version \S+ of the state/),
    ]);
    expect(await outcomesOf('deploy')).toEqual({
      [vpc]: 'unchanged',
      [database]: 'unchanged',
      [service]: 'unchanged',
    });
    expect(await inventory(aws)).toEqual(deployed);
  });
});

test('states that are gone with all their versions are made of what AWS has', async () => {
  for (const state of Object.values(states())) await state.deleteVersions();
  expect(await outcomesOf('deploy')).toMatchObject(isRefused([vpc, database]));
  const said = await runPrinted();

  expect(said).toEqual([
    expect.stringMatching(
      /^database\/relational recovered: adopted what AWS has: \d+ resources, over an empty state$/,
    ),
    expect.stringMatching(
      /^network\/vpc recovered: adopted what AWS has: \d+ resources, over an empty state$/,
    ),
  ]);
  expect(await inventory(aws)).toEqual(deployed);
});

test('the deploy after it creates nothing that was there, and leaves nothing to do', async () => {
  expect(await outcomesOf('deploy')).toEqual({
    [vpc]: 'deployed',
    [database]: 'deployed',
    [service]: 'unchanged',
  });
  expect(await inventory(aws)).toEqual(deployed);
  expect(await unexplainedDifferences(copy, 'network', 'vpc')).toEqual([]);
  expect(await unexplainedDifferences(copy, 'database', 'relational')).toEqual([]);
});

describe('records', () => {
  const place = (stack: string) => `/bulkhead/local/_record/primary/${stack}`;
  const read = async (stack: string) =>
    (await aws.ssm.send(new GetParameterCommand({ Name: place(stack) }))).Parameter?.Value ?? '';
  const write = (stack: string, Value: string) =>
    aws.ssm.send(new PutParameterCommand({ Name: place(stack), Value, Type: 'String', Overwrite: true }));

  test('that are cut, of another stack or newer are refused by every verb, and nothing is touched', async () => {
    await write(vpc, (await read(vpc)).slice(0, 100));
    const ofService = await read(service);
    await write(database, ofService);
    await write(service, ofService.replace('"version":2', '"version":9'));

    for (const verb of verbs) {
      const outcomes = await outcomesOf(verb);
      expect(Object.values(outcomes)).toContain('refused');
      expect(Object.values(outcomes).filter((outcome) => !['refused', 'skipped'].includes(outcome))).toEqual(
        [],
      );
    }
    expect(await inventory(aws)).toEqual(deployed);
  });

  test('are taken up again by the commands that are printed', async () => {
    await outcomesOf('diff');
    expect(await runPrinted()).toEqual([
      expect.stringMatching(
        /^app-platform\/service refused: The record of \S+ is kept as it is: it is of version 9/,
      ),
      expect.stringMatching(/^database\/relational recovered: takes up the record of/),
      expect.stringMatching(/^network\/vpc recovered: takes up the record of/),
    ]);
    await copy.succeed('run app-platform:recover -c local --stack=service --role=primary --overwriteRecord');
    expect(await outcomesOf('deploy')).toMatchObject({ [vpc]: 'unchanged', [database]: 'unchanged' });
    expect(await inventory(aws)).toEqual(deployed);
  });

  test('that are gone are written anew by the next deploy, which touches nothing else', async () => {
    for (const stack of [vpc, database, service])
      await aws.ssm.send(new DeleteParameterCommand({ Name: place(stack) }));
    expect(await outcomesOf('drift')).not.toContain('done');
    expect(text).toContain('its record is gone');

    await outcomesOf('deploy');
    expect(
      copy.report().map(({ outcome, resources: { added, destroyed } }) => [outcome, added, destroyed]),
    ).toEqual(Array(3).fill(['deployed', 0, 0]));
    expect(await inventory(aws)).toEqual(deployed);
  });
});

test('a CloudFormation stack that is gone is made anew only once somebody has said that it is forgotten', async () => {
  const { StackSummaries = [] } = await aws.cloudformation.send(
    new ListStacksCommand({ StackStatusFilter: ['CREATE_COMPLETE', 'UPDATE_COMPLETE'] }),
  );
  const stack = StackSummaries.find(({ StackName = '' }) => StackName.includes('service'));
  await aws.cloudformation.send(new DeleteStackCommand({ StackName: stack?.StackName }));
  expect(await outcomesOf('deploy')).toEqual({
    [vpc]: 'unchanged',
    [database]: 'unchanged',
    [service]: 'refused',
  });
  const [refused] = await runPrinted();

  expect(refused).toMatch(/^app-platform\/service refused: CloudFormation has no stack of/);
  await copy.succeed('run app-platform:recover -c local --stack=service --role=primary --forget');
  expect(await outcomesOf('deploy')).toMatchObject({ [service]: 'deployed' });
  expect(await inventory(aws)).toEqual(deployed);
});
