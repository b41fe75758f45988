import { statSync } from 'node:fs';
import { join } from 'node:path';
import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { type WorkspaceCopy } from '@bulkhead/workspace-copy';
import { z } from 'zod';
import { type AwsClients } from './aws-clients';
import { publish, publishDatabase } from './published-by-hand';
import { withCopy } from './with-copy';

/** What a diff says, and that a deploy of it does exactly that or nothing. The tests build on each other. */
let copy: WorkspaceCopy;
let aws: AwsClients;

withCopy((...opened) => ([copy, aws] = opened));

interface Change {
  readonly action: string;
  readonly resource: string;
  readonly type: string;
  readonly attributes: readonly {
    readonly path: string;
    readonly before: string | null;
    readonly after: string | null;
    readonly forcesReplacement: boolean;
  }[];
}
interface Diff {
  readonly stacks: readonly {
    readonly app: string;
    readonly outcome: string;
    readonly reason: string;
    readonly changes: readonly Change[];
    readonly awaits: readonly { readonly parameter: string; readonly publisher: string }[];
  }[];
}

const diffOf = (environment: string) => JSON.parse(copy.read(`dist/diff/${environment}.json`)) as Diff;
const stackOf = (environment: string, app: string) =>
  diffOf(environment).stacks.find((stack) => stack.app === app);
const schema = () =>
  z.fromJSONSchema(
    JSON.parse(copy.read('tools/stacks/schemas/diff.schema.json')) as Parameters<typeof z.fromJSONSchema>[0],
  );
const expectValid = (environment: string) =>
  expect(schema().safeParse(diffOf(environment)).error?.issues).toBeUndefined();
const publishPort = (port: string) => publish(aws, 'database/port', port);

const networkFile = 'libs/network/src/regional-network.ts';

describe('before anything is deployed', () => {
  test('a diff shows what would be added, and which stacks wait for values of which others', async () => {
    const { code, text } = await copy.nx('run-many -t diff -c local');
    const waiting = stackOf('local', 'app-platform');

    expect(code).toBe(0);
    expect(copy.outcomes()).toEqual({
      'network/vpc': 'done',
      'database/relational': 'deferred',
      'app-platform/service': 'deferred',
    });
    expect(stackOf('local', 'network')?.changes).toHaveLength(54);
    expect(new Set(stackOf('local', 'network')?.changes.map(({ action }) => action))).toEqual(
      new Set(['add']),
    );
    expect(new Set(waiting?.awaits.map(({ publisher }) => publisher))).toEqual(
      new Set(['network/vpc@primary', 'database/relational@primary']),
    );
    expect(text).toContain('waits for /bulkhead/local/network/vpcId of network/vpc@primary');
    expect(text).toContain('local: 54 to add (1 planned, 2 deferred)');
    expectValid('local');
  });

  test('the Markdown has a headline, a table and folded details', () => {
    const markdown = copy.read('dist/diff/local.md');

    expect(markdown).toMatch(/^## Diff of local: 54 to add\n/);
    expect(markdown).toContain('| `network/vpc@primary` | planned | 54 |  |  |  | never deployed |');
    expect(markdown).toContain('<details><summary>`network/vpc@primary`: 54 to add</summary>');
    expect(markdown).toMatch(/\| `database\/relational@primary` \| deferred \|.*which network\/vpc/);
    expect(markdown).not.toContain('CAUTION');
  });

  test('only the one who made it can read what Terraform planned', () => {
    const plan = statSync(join(copy.directory, 'dist/diff/local/primary/network/vpc/plan.bin'));

    expect((plan.mode & 0o777).toString(8)).toBe('600');
  });
});

describe('a plan that cannot be deployed', () => {
  test('since it was edited is refused, with the command that makes one', async () => {
    const edited = copy
      .read('dist/diff/local.json')
      .replace('"outcome": "deferred"', '"outcome": "unchanged"');
    copy.write('reviewed.json', edited);
    const { code, text } = await copy.nx('run-many -t deploy -c local --plan=reviewed.json');

    expect(code).not.toBe(0);
    expect(text).toContain('reviewed.json is not a plan that can be deployed: it was edited');
    expect(text).toContain('next: npx nx run-many -t diff -c local');
    expect(text).toContain('(PlanInvalid)');
  });

  test('since it is of another environment is refused', async () => {
    const { code, text } = await copy.nx('run-many -t deploy -c dev --plan=dist/diff/local.json');

    expect(code).not.toBe(0);
    expect(text).toContain('is of environment local in account 123456789012, not of dev');
    expect(text).toContain('(PlanStale)');
  });
});

describe('a plan that was reviewed', () => {
  test('is deployed, and what it could not say is refused', async () => {
    const { code, text } = await copy.nx('run-many -t deploy -c local --plan=dist/diff/local.json');

    expect(code).not.toBe(0);
    expect(copy.outcomes()).toEqual({
      'network/vpc': 'deployed',
      'database/relational': 'refused',
      'app-platform/service': 'skipped',
    });
    expect(copy.report()).toContainEqual(
      expect.objectContaining({ app: 'network', resources: { added: 54, changed: 0, destroyed: 0 } }),
    );
    expect(text).toContain('The plan does not say what a deploy of database/relational@primary would do');
    expect(text).toContain('(NotPlanned)');
  });

  test('that was deployed says so, and is not deployed twice', async () => {
    const text = await copy.succeed('run network:deploy -c local --plan=dist/diff/local.json');

    expect(copy.outcomes()).toEqual({ 'network/vpc': 'unchanged' });
    expect(text).toMatch(/what the plan would deploy is deployed, since \d{4}-/);
  });

  test('after a change of a setting is about the one resource that it concerns', async () => {
    copy.edit(networkFile, "'VPC flow logs'", "'Flow logs'");
    await copy.succeed('run network:diff -c local');

    expect(stackOf('local', 'network')).toMatchObject({
      outcome: 'planned',
      reason: 'cdk.tf.json differs',
      changes: [
        {
          action: 'change',
          type: 'aws_kms_key',
          attributes: [
            {
              path: 'description',
              before: 'VPC flow logs of Bulkhead environment local',
              after: 'Flow logs of Bulkhead environment local',
              forcesReplacement: false,
            },
          ],
        },
      ],
    });
  });

  test('is refused when somebody has touched what was kept of it', async () => {
    const kept = 'dist/diff/local/primary/network/vpc/synth/cdk.tf.json';
    const before = copy.read(kept);
    copy.write(kept, before.replace('"Flow logs of Bulkhead', '"Logs of Bulkhead'));
    const { code, text } = await copy.nx('run network:deploy -c local --plan=dist/diff/local.json');
    copy.write(kept, before);

    expect(code).not.toBe(0);
    expect(text).toContain('synth/cdk.tf.json of what was kept is not what it was');
  });

  test('is what is deployed, whatever the code says by then', async () => {
    copy.edit(networkFile, "'Flow logs'", "'Flows'");
    await copy.succeed('run network:deploy -c local --plan=dist/diff/local.json');

    expect(copy.report()).toEqual([
      expect.objectContaining({ outcome: 'deployed', resources: { added: 0, changed: 1, destroyed: 0 } }),
    ]);
    copy.edit(networkFile, "'Flows'", "'Flow logs'");
    await copy.succeed('run network:deploy -c local');
    expect(copy.outcomes()).toEqual({ 'network/vpc': 'unchanged' });
  });
});

describe('of a CDK stack', () => {
  const deployedPort = async () => {
    const { Stacks = [] } = await aws.cloudformation.send(
      new DescribeStacksCommand({ StackName: 'bulkhead-local-app-platform-service' }),
    );
    return Stacks[0]?.Parameters?.find(({ ParameterKey }) => ParameterKey === 'ConsumeDatabasePort')
      ?.ParameterValue;
  };

  beforeAll(async () => {
    await publishDatabase(aws, copy.outputs()['network.vpcId'] as string);
    await copy.succeed('run app-platform:deploy -c local');
  });

  test('a value that somebody has changed is seen in every resource that it is in', async () => {
    await publishPort('5433');
    await copy.succeed('run app-platform:diff -c local');
    const found = stackOf('local', 'app-platform');
    const attributes = found?.changes.flatMap((change) => change.attributes) ?? [];

    expect(found?.reason).toBe('/bulkhead/local/database/port changed from 5432 to 5433');
    expect(new Set(found?.changes.map(({ type }) => type))).toEqual(
      new Set([
        'AWS::EC2::SecurityGroup',
        'AWS::EC2::SecurityGroupIngress',
        'AWS::ECS::TaskDefinition',
        'AWS::ECS::Service',
      ]),
    );
    expect(attributes).toContainEqual({
      path: 'SecurityGroupEgress[1].FromPort',
      before: '5432',
      after: '5433',
      forcesReplacement: false,
    });
    expectValid('local');
  });

  test('a value that has changed since the diff is refused, with both values', async () => {
    await publishPort('5434');
    const { code, text } = await copy.nx('run app-platform:deploy -c local --plan=dist/diff/local.json');

    expect(code).not.toBe(0);
    expect(copy.outcomes()).toEqual({ 'app-platform/service': 'refused' });
    expect(text).toContain('/bulkhead/local/database/port changed from 5433 to 5434');
    expect(await deployedPort()).toBe('5432');
  });

  test('the plan is deployed once the value is what it was made with', async () => {
    await publishPort('5433');
    await copy.succeed('run app-platform:deploy -c local --plan=dist/diff/local.json');

    expect(copy.outcomes()).toEqual({ 'app-platform/service': 'deployed' });
    expect(await deployedPort()).toBe('5433');
  });
});

describe('in a protected environment', () => {
  const logGroups = async () => {
    const prefix = { logGroupNamePrefix: '/bulkhead/qa/network/' };
    const { logGroups: found = [] } = await aws.logs.send(new DescribeLogGroupsCommand(prefix));
    return found.map(({ logGroupName }) => logGroupName);
  };
  let address: string;

  beforeAll(async () => {
    copy.write(
      'qa.json',
      JSON.stringify({
        name: 'qa',
        preset: 'saas',
        account: '123456789012',
        target: 'emulator',
        protected: true,
      }),
    );
    await copy.succeed('run network:deploy --environment=qa.json');
  });

  test('a log that would be replaced is on top of the diff, with what forces it', async () => {
    copy.edit('libs/network/src/flow-logs.ts', "'network', 'flow-logs')", "'network', 'traffic')");
    const text = await copy.succeed('run network:diff --environment=qa.json');
    const group = stackOf('qa', 'network')?.changes.find(({ type }) => type === 'aws_cloudwatch_log_group');
    address = group?.resource ?? '';

    expect(group).toMatchObject({ action: 'replace', stateful: true });
    expect(group?.attributes).toContainEqual({
      path: 'name',
      before: '/bulkhead/qa/network/flow-logs',
      after: '/bulkhead/qa/network/traffic',
      forcesReplacement: true,
    });
    expect(text).toMatch(
      /Stateful resources that would be replaced or destroyed:\n {2}! network\/vpc@primary {2}± /,
    );
    expect(copy.read('dist/diff/qa.md')).toMatch(
      /> \[!CAUTION\]\n> \*\*1 stateful resource would be replaced or destroyed\*\*\n>\n> - \*\*replace\*\* /,
    );
    expectValid('qa');
  });

  test('a deploy that would replace it is refused, and says how to allow it', async () => {
    const { code, text } = await copy.nx('run network:deploy --environment=qa.json');

    expect(code).not.toBe(0);
    expect(copy.outcomes()).toEqual({ 'network/vpc': 'refused' });
    expect(text).toContain(`  replace ${address} (aws_cloudwatch_log_group: log events), because of name`);
    expect(text).toContain(`--allowDestroy='${address}'`);
    expect(text).toContain('(StatefulDestruction)');
    expect(await logGroups()).toEqual(['/bulkhead/qa/network/flow-logs']);
  });

  test('it is replaced as it was reviewed where it was named', async () => {
    await copy.succeed(
      `run network:deploy --environment=qa.json --plan=dist/diff/qa.json --allow-destroy=${address}`,
    );

    expect(copy.outcomes()).toEqual({ 'network/vpc': 'deployed' });
    expect(await logGroups()).toEqual(['/bulkhead/qa/network/traffic']);
  });
});
