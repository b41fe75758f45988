import { type Outcome, type WorkspaceCopy } from '@bulkhead/workspace-copy';
import { addedByHand, kindsAddedByHand } from './added-by-hand';
import { type AwsClients } from './aws-clients';
import { type DriftedStack } from './drifted-stack';
import { outcomesIn, type PresetDeployment } from './preset-deployment';

/** The preset that is added to: known when the tests run, not when they are defined. */
export interface AddedTo {
  readonly copy: () => WorkspaceCopy;
  readonly aws: () => AwsClients;
  readonly deployment: () => PresetDeployment;
}

/**
 * One of each kind is added to the stacks of a preset that is deployed and untouched, found, and removed again: what
 * was there before is there after it.
 */
export function additionTests({ copy, aws, deployment }: AddedTo): void {
  const kept = 'rule of a security group';
  let found: Outcome;
  let foundStacks: DriftedStack[];

  const additionsIn = (stacks: readonly DriftedStack[]) =>
    stacks.flatMap(({ resources }) =>
      resources.flatMap(({ addition, became }) => (addition ? [{ ...addition, became }] : [])),
    );
  const presetReport = () =>
    JSON.parse(copy().read(`dist/drift/${deployment().name}.json`)) as {
      drifted: boolean;
      stacks: DriftedStack[];
    };

  beforeAll(async () => {
    const outputs = deployment().outputs();
    const clients = aws();
    for (const { add } of addedByHand) {
      await add(clients, { name: deployment().name, output: (key) => outputs[key] ?? '' });
    }
    found = await deployment().run('drift');
    foundStacks = presetReport().stacks;
  });

  test('every one of them is found, and nothing else', () => {
    expect(kindsAddedByHand.length).toBeGreaterThanOrEqual(30);
    expect(
      additionsIn(foundStacks)
        .map(({ what }) => what)
        .sort(),
    ).toEqual([...kindsAddedByHand].sort());
    expect(outcomesIn(found)['app-platform/service@primary']).toBe('drifted');
    expect(found.code).not.toBe(0);
  });

  test('people read what was added to what, and the name of it', () => {
    expect(found.text).toMatch(
      / {2}\+ aws_security_group\.\S+ \(aws_security_group sg-\w+\)\n {6}rule of a security group: ingress tcp 5432 0\.0\.0\.0\/0\n {6}name: added-[0-9a-f]{10}\n/,
    );
    expect(found.text).toMatch(
      /next, to remove what was added: npx nx run database:drift \S+ --stack=relational --role=primary --revert --remove=added-/,
    );
    expect(found.text).toContain('not looked at for additions: AWS::ElasticLoadBalancingV2::TargetGroup');
  });

  test('a name that is of no addition is refused, and nothing is touched', async () => {
    const { code, text } = await copy().nx(
      `run database:drift --environment=${deployment().file} --stack=storage --revert --remove=added-0000000000`,
    );

    expect(text).toContain('No addition of the selected stacks is called added-0000000000');
    expect(code).not.toBe(0);
  });

  test('those that are named are removed, and the one that is not stays', async () => {
    const named = additionsIn(foundStacks).filter(({ what }) => what !== kept);
    const { text } = await copy().nx(
      `run-many -t drift --environment=${deployment().file} --exclude-task-dependencies --revert --remove=${named.map(({ name }) => name).join(',')}`,
    );
    const after = additionsIn(presetReport().stacks);

    expect(
      after
        .filter(({ became }) => became === 'removed')
        .map(({ name }) => name)
        .sort(),
    ).toEqual(named.map(({ name }) => name).sort());
    expect(
      after.filter(({ became }) => became !== 'removed').map(({ what, became }) => [what, became]),
    ).toEqual([[kept, 'left']]);
    expect(outcomesIn({ code: 0, text })).toMatchObject({
      'network/vpc@primary': 'done',
      'database/relational@primary': 'drifted',
      'app-platform/service@primary': 'unchecked',
    });
  });

  test('the printed command removes that one, and nothing is added any more', async () => {
    const printed =
      /to remove what was added: npx nx (run database:drift .*--stack=relational .*)$/m.exec(
        found.text,
      )?.[1] ?? '';
    const only = additionsIn(foundStacks).find(({ what }) => what === kept)?.name ?? '';
    const { text } = await copy().nx(printed.replace(/--remove=\S+/, `--remove=${only}`));
    const relational = presetReport().stacks.find(({ stack }) => stack === 'relational');

    expect(text).toContain('removed rule of a security group');
    expect(relational?.resources).toContainEqual(
      expect.objectContaining({ became: 'removed', addition: expect.objectContaining({ what: kept }) }),
    );
    expect((await deployment().run('drift')).text).not.toContain('name: added-');
  });
}
