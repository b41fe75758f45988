import { execFileSync } from 'node:child_process';
import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { type WorkspaceCopy } from '@bulkhead/workspace-copy';
import { type AwsClients } from './aws-clients';
import { publishNetwork } from './published-by-hand';
import { withCopy } from './with-copy';

/** The way of a new team, from an idea to deployed stacks of either engine, and back to where it began. */
let copy: WorkspaceCopy;
let aws: AwsClients;

withCopy(async (...opened) => {
  [copy, aws] = opened;
  await copy.succeed('run emulator:start');
  await publishNetwork(aws);
});

const generate = (what: string) => copy.succeed(`g @bulkhead/stacks:${what}`);
const ownFolder = /^(apps|libs\/config\/src\/apps|libs\/contracts\/src)\/(messaging|alerts)\//;
const logGroups = async () => {
  const { logGroups: groups = [] } = await aws.logs.send(
    new DescribeLogGroupsCommand({ logGroupNamePrefix: '/bulkhead/local/' }),
  );
  return groups.map(({ logGroupName }) => logGroupName);
};
const picture = () =>
  JSON.parse(copy.read('dist/graph/local/stacks.json')) as {
    regions: { stacks: { id: string; state: string; since?: string }[] }[];
    arrows: { from: string; to: string; consumes: string[] }[];
  };

test('apps of one engine and of both are generated, and only own folders and what is generated changes', async () => {
  await generate(
    'app messaging --engine=cdktf --stack=queue --consumes=network --publishes=message-queue --skipSnapshot',
  );
  await generate('stack archive --app=messaging --engine=cdk --skipSnapshot');
  await generate('contract message-archive --app=messaging --stack=archive --skipSnapshot');
  await generate('app alerts --engine=cdk --stack=desk --consumes=message-queue,message-archive');

  expect(copy.changes().filter((file) => !ownFolder.test(file))).toEqual([
    '.github/CODEOWNERS',
    ...[
      'README',
      'apps/alerts',
      'apps/messaging',
      'apps/network',
      'settings/alerts',
      'settings/messaging',
    ].map((page) => `docs/reference/${page}.md`),
    'libs/config/src/apps/owners.generated.ts',
    'libs/config/src/apps/presets.generated.ts',
    'libs/config/src/apps/settings.generated.ts',
    'libs/contracts/contracts.snapshot.json',
    'libs/contracts/src/contracts.generated.ts',
  ]);
  expect(copy.read('.github/CODEOWNERS')).toContain('/libs/contracts/src/messaging/ @acme/messaging\n');
  expect(copy.read('docs/reference/apps/messaging.md')).toContain(
    '### `message-queue`, of `queue`\n\nRead by [alerts](alerts.md) `desk`.',
  );
});

test('what is generated is formatted, builds, lints, has specs, and passes the policy', async () => {
  const files = copy.changes().filter((file) => !/CODEOWNERS$|^docs\/reference\//.test(file));
  execFileSync('node_modules/.bin/prettier', ['--check', ...files], { cwd: copy.directory });
  const sources = files.filter((file) => file.endsWith('.ts'));
  copy.write(
    'tsconfig.team.json',
    JSON.stringify({ extends: './tsconfig.json', files: sources, include: [] }),
  );
  execFileSync('node_modules/.bin/tsc', ['-p', 'tsconfig.team.json', '--noEmit', '--incremental', 'false'], {
    cwd: copy.directory,
  });
  copy.remove('tsconfig.team.json');
  await copy.succeed('run-many -t test lint -p messaging,alerts');
  await copy.succeed('run-many -t validate -p messaging,alerts -c prod');
});

test('a file that reaches both engines of an app is refused, although the app was clean before', async () => {
  const file = 'apps/messaging/src/reading-both.ts';
  copy.write(file, "export * from './queue-stack';\nexport * from './archive-stack';\n");
  const { code, text } = await copy.nx('run messaging:lint');
  copy.remove(file);

  expect(code).toBe(1);
  expect(text).toContain(
    `cdk by ${file} → apps/messaging/src/archive-stack.ts → @bulkhead/cdk; cdktf by ${file} → apps/messaging/src/queue-stack.ts → @bulkhead/cdktf`,
  );
});

test('it deploys without an edit, and passes values from one engine to the other', async () => {
  await copy.succeed('run-many -t deploy -p messaging,alerts');

  expect(copy.outcomes()).toEqual({
    'messaging/queue': 'deployed',
    'messaging/archive': 'deployed',
    'alerts/desk': 'deployed',
  });
  expect(await logGroups()).toEqual([
    '/bulkhead/local/alerts/desk',
    '/bulkhead/local/messaging/archive',
    '/bulkhead/local/messaging/queue',
  ]);
  await copy.succeed('run-many -t deploy -p messaging,alerts');
  expect(new Set(Object.values(copy.outcomes()))).toEqual(new Set(['unchanged']));
});

test('the picture of the environment names the contracts, and says what is deployed', async () => {
  await copy.succeed('run bulkhead:graph');

  const { regions, arrows } = picture();
  const stacks = regions.flatMap(({ stacks }) => stacks);
  expect(stacks).toContainEqual(
    expect.objectContaining({ id: 'alerts/desk@primary', state: 'deployed', since: expect.any(String) }),
  );
  expect(stacks).toContainEqual(
    expect.objectContaining({ id: 'app-platform/service@primary', state: 'never deployed' }),
  );
  expect(arrows).toContainEqual(
    expect.objectContaining({
      from: 'messaging/queue@primary',
      to: 'alerts/desk@primary',
      consumes: ['message-queue'],
    }),
  );
});

test('another team reads it by three lines in its own files, and from then on it stays', async () => {
  const edits = [
    ['project.json', '"file-system?",', '"file-system?", "message-queue",'],
    ['src/service-stack.ts', '  network,\n} from', '  messageQueue,\n  network,\n} from'],
    [
      'src/service-stack.ts',
      '    const client = consume(this, database);',
      '    const client = consume(this, database);\n    void consume(this, messageQueue).logGroupName;',
    ],
  ] as const;
  for (const [file, from, to] of edits) copy.edit(`apps/app-platform/${file}`, from, to);
  await copy.succeed('run app-platform:synth -c local --stack=service');
  await copy.succeed('run bulkhead:graph --without-records');

  expect(copy.read('dist/synth/local/primary/app-platform/service/service.template.json')).toContain(
    '/bulkhead/local/message-queue/',
  );
  expect(picture().arrows).toContainEqual(
    expect.objectContaining({
      from: 'messaging/queue@primary',
      to: 'app-platform/service@primary',
      consumes: ['message-queue'],
    }),
  );
  const { code, text } = await copy.nx('g @bulkhead/stacks:remove app messaging');
  expect([code, text]).toEqual([1, expect.stringContaining('app-platform/service, which consumes it')]);
  expect(text).toContain('alerts/desk, which consumes it');

  for (const [file, from, to] of edits) copy.edit(`apps/app-platform/${file}`, to, from);
});

test('it is taken away without a trace', async () => {
  await copy.succeed('run-many -t destroy -p messaging,alerts');
  expect(await logGroups()).toEqual([]);
  await generate('remove app alerts --skipSnapshot');
  await generate('remove app messaging --skipSnapshot');
  // Both at once: the snapshot would have had to forget the reader first.
  await copy.succeed('run bulkhead:update-contracts --acceptBreaks');
  await copy.succeed('run reference:update');

  expect(copy.changes()).toEqual([]);
});
