import { DeleteStackCommand, ListStacksCommand } from '@aws-sdk/client-cloudformation';
import { DeleteParameterCommand, GetParameterCommand, PutParameterCommand } from '@aws-sdk/client-ssm';
import { type WorkspaceCopy } from '@bulkhead/workspace-copy';
import { type AwsClients } from './aws-clients';
import { type Inventory, inventory } from './inventory';
import { StateObject } from './state-objects';
import { unexplainedDifferences } from './terraform-plan';
import { withCopy } from './with-copy';
import { triedOf } from './sample';

/**
 * What is kept of each stack of `saas`, or what is recorded of it, is lost; what the tool prints then is run as it is
 * printed, and afterwards there is what there was: nothing doubled, nothing lost. The tests build on each other.
 */
let copy: WorkspaceCopy;
let aws: AwsClients;
let ofVpc: StateObject;
let ofDatabase: StateObject;

withCopy((...opened) => {
  [copy, aws] = opened;
  ofVpc = new StateObject(aws, 'network', 'vpc');
  ofDatabase = new StateObject(aws, 'database', 'relational');
});

const vpc = 'network/vpc';
const database = 'database/relational';
const service = 'app-platform/service';
const all = (outcome: string) => ({ [vpc]: outcome, [database]: outcome, [service]: outcome });

let deployed: Inventory;
/** What the last command printed. */
let text: string;

/** Runs a verb over all stacks; returns the outcome of each. */
async function outcomesOf(verb: string): Promise<Record<string, string>> {
  ({ text } = await copy.nx(`run-many -t ${verb} -c local`));
  return copy.outcomes();
}

/** The commands that bring a stack back, as the last command printed them. */
function printed(): string[] {
  const commands = [...text.matchAll(/npx nx (run \S+:recover -c .*)$/gm)].map(
    ([, command]) => command ?? '',
  );
  return [...new Set(commands)].sort();
}

/** Runs a command that was printed, as it was; returns what became of each stack, with the first line of the reason. */
async function run(command: string): Promise<string[]> {
  ({ text } = await copy.nx(command));
  return copy
    .report()
    .map(({ app, stack, outcome, reason }) => `${app}/${stack} ${outcome}: ${reason.split('\n')[0]}`);
}

async function runEach(commands: readonly string[]): Promise<string[]> {
  const said: string[] = [];
  for (const command of commands) said.push(...(await run(command)));
  return said;
}

/** What stands in AWS. States and records are what is harmed, and looked at by themselves. */
async function standing() {
  const { objects, parameterValues, ...rest } = await inventory(aws);
  return {
    ...rest,
    objects: objects.filter((key) => !key.endsWith('.tfstate')),
    parameterValues: parameterValues.filter((line) => !line.includes('/_record/')),
  };
}

test('the platform is deployed', async () => {
  await copy.succeed('run-many -t deploy -c local');
  deployed = await standing();

  expect(deployed.vpcs).toEqual(['10.0.0.0/16']);
  expect(deployed.databaseClusters).toHaveLength(1);
});

/** Each harms the states of both stacks that have one. */
const harms: [string, () => Promise<void>][] = [
  [
    'lost, and emptied',
    async () => {
      await ofVpc.delete();
      const state = await ofDatabase.read();
      await ofDatabase.write({ ...state, serial: state.serial + 5, resources: [] });
    },
  ],
  [
    'of an earlier time, and of another lineage',
    async () => {
      const state = await ofVpc.read();
      await ofVpc.write({ ...state, serial: state.serial - 1, resources: state.resources.slice(0, 20) });
      await ofDatabase.write({ ...(await ofDatabase.read()), lineage: 'another' });
    },
  ],
];

describe.each(triedOf(harms, 1, 20_261_201))('a state that is %s', (_, harm) => {
  test('is touched by no deploy, drift or diff', async () => {
    await harm();

    expect(await outcomesOf('deploy')).toEqual({
      [vpc]: 'refused',
      [database]: 'skipped',
      [service]: 'skipped',
    });
    expect(await outcomesOf('drift')).toMatchObject({ [vpc]: 'refused', [database]: 'refused' });
    expect(await outcomesOf('diff')).toMatchObject({ [vpc]: 'refused', [database]: 'refused' });
    expect(await standing()).toEqual(deployed);
  });

  test('is put back by the command that is printed, and then nothing is left to deploy', async () => {
    const said = await runEach(printed());

    expect(said).toEqual([
      expect.stringMatching(/^database\/relational recovered: put back version \S+ of the state/),
      expect.stringMatching(/^network\/vpc recovered: put back version \S+ of the state/),
    ]);
    expect(await outcomesOf('deploy')).toEqual(all('unchanged'));
    expect(await standing()).toEqual(deployed);
  });
});

test('states that are gone with all their versions are made of what AWS has', async () => {
  await ofVpc.deleteVersions();
  await ofDatabase.deleteVersions();
  expect(await outcomesOf('diff')).toMatchObject({ [vpc]: 'refused', [database]: 'refused' });
  const said = await runEach(printed());

  expect(said).toEqual([
    expect.stringMatching(
      /^database\/relational recovered: adopted what AWS has: \d+ resources, over an empty state$/,
    ),
    expect.stringMatching(
      /^network\/vpc recovered: adopted what AWS has: \d+ resources, over an empty state$/,
    ),
  ]);
  expect(await standing()).toEqual(deployed);
});

test('the deploy after it makes nothing a second time, and leaves nothing to do', async () => {
  expect(await outcomesOf('deploy')).toEqual({ ...all('deployed'), [service]: 'unchanged' });
  expect(await standing()).toEqual(deployed);
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

    // Each says itself what is wrong with its record, and what mends it.
    expect(await outcomesOf('deploy')).toEqual(all('refused'));
    expect(await outcomesOf('destroy')).toEqual(all('refused'));
    expect(await outcomesOf('drift')).toEqual(all('refused'));
    expect(await outcomesOf('diff')).toEqual(all('refused'));
    expect(await standing()).toEqual(deployed);
  });

  test('are taken up again by the commands that are printed', async () => {
    const commit = /"commit":"([0-9a-f]+)"/.exec(await read(service))?.[1];
    expect(text).toContain(`git checkout ${commit}`);
    expect(printed()[0]).toMatch(/^run app-platform:recover .* --overwriteRecord$/);

    expect(await runEach(printed())).toEqual([
      expect.stringMatching(/^app-platform\/service recovered: takes up the record of/),
      expect.stringMatching(/^database\/relational recovered: takes up the record of/),
      expect.stringMatching(/^network\/vpc recovered: takes up the record of/),
    ]);
    expect(await outcomesOf('deploy')).toMatchObject({ [vpc]: 'unchanged', [database]: 'unchanged' });
    expect(await standing()).toEqual(deployed);
  });

  test('that are gone are written anew by the next deploy, which makes nothing', async () => {
    for (const stack of [vpc, database, service])
      await aws.ssm.send(new DeleteParameterCommand({ Name: place(stack) }));
    await outcomesOf('drift');
    expect(text).toContain('its record is gone');
    await outcomesOf('deploy');

    expect(
      copy.report().map(({ outcome, resources: { added, destroyed } }) => [outcome, added, destroyed]),
    ).toEqual(Array(3).fill(['deployed', 0, 0]));
    expect(await standing()).toEqual(deployed);
  });
});

test('a CloudFormation stack that is gone is made anew only once somebody has said that it is forgotten', async () => {
  const { StackSummaries = [] } = await aws.cloudformation.send(
    new ListStacksCommand({ StackStatusFilter: ['CREATE_COMPLETE', 'UPDATE_COMPLETE'] }),
  );
  const stack = StackSummaries.find(({ StackName = '' }) => StackName.includes('service'));
  await aws.cloudformation.send(new DeleteStackCommand({ StackName: stack?.StackName }));
  expect(await outcomesOf('deploy')).toEqual({ ...all('unchanged'), [service]: 'refused' });
  const [refused] = await runEach(printed());

  expect(refused).toMatch(/^app-platform\/service refused: CloudFormation has no stack of/);
  const [forget = ''] = printed();
  expect(forget).toContain('--forget');
  await run(forget);
  expect(await outcomesOf('deploy')).toEqual({ ...all('unchanged'), [service]: 'deployed' });
  // Of a stack that is deleted the emulator keeps some things, which are there twice then: nothing of another kind is.
  const now = await standing();
  const { taskDefinitions, targetGroups, securityGroupRules } = now;
  for (const [kept, before] of [
    [taskDefinitions, deployed.taskDefinitions],
    [targetGroups, deployed.targetGroups],
    [securityGroupRules, deployed.securityGroupRules],
  ] as const)
    expect(new Set(kept)).toEqual(new Set(before));
  expect({ ...now, taskDefinitions: [], targetGroups: [], securityGroupRules: [] }).toEqual({
    ...deployed,
    taskDefinitions: [],
    targetGroups: [],
    securityGroupRules: [],
  });
});

test('destroy leaves a stack whose state is lost, and takes it once it is back', async () => {
  await ofDatabase.delete();
  expect(await outcomesOf('destroy')).toEqual({
    [service]: 'destroyed',
    [database]: 'refused',
    [vpc]: 'skipped',
  });
  expect((await standing()).databaseClusters).toEqual(deployed.databaseClusters);
  await runEach(printed());

  expect(await outcomesOf('destroy')).toEqual({
    [service]: 'unchanged',
    [database]: 'destroyed',
    [vpc]: 'destroyed',
  });
  expect(await standing()).toMatchObject({ vpcs: [], databaseClusters: [], parameters: [] });
});
