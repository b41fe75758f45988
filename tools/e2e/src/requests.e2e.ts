import { WorkspaceCopy } from '@bulkhead/workspace-copy';

/** Bad input, all of it refused before anything is deployed: no engine, and no emulator unless one is needed. */
let copy: WorkspaceCopy;

beforeAll(async () => {
  copy = await WorkspaceCopy.create();
  await copy.succeed('run bulkhead:build');
});
afterAll(() => copy.dispose());

const environment = (over: object) =>
  JSON.stringify({ name: 'qa', preset: 'saas', account: '123456789012', ...over });

test.each<[string, string, string[]]>([
  [
    'an unknown environment',
    '-c lokal',
    ['There is no environment "lokal"; allowed after -c: dev, local, ', ', prod.', '(UnknownEnvironment)'],
  ],
  [
    'an unknown environment as an option',
    '--environment=lokal',
    [
      'There is no environment "lokal"; allowed: dev, local, ',
      ', prod, or the path of a .json file.',
      '(UnknownEnvironment)',
    ],
  ],
  [
    'a file that is not there',
    '--environment=none.json',
    ['none.json cannot be read', 'ENOENT', '(UnreadableEnvironment)'],
  ],
  [
    'a stack that is not there',
    '-c local --stack=cache',
    ['No stack of', '"cache@*" in local', 'database/relational@primary', '(NothingSelected)'],
  ],
])('%s is refused', async (_, option, said) => {
  const { code, text } = await copy.nx(`run-many -t deploy ${option}`);

  expect(code).not.toBe(0);
  for (const words of said) expect(text).toContain(words);
  expect(text).not.toContain('Emulator started');
});

test.each<[string, string, string[]]>([
  [
    'an option that nothing has',
    'run-many -t deploy -c local --foo',
    ['--foo is no option of deploy; allowed: --environment, --stack', 'next: leave out --foo'],
  ],
  [
    'an option of another command',
    'run-many -t destroy -c local --dry-run',
    ['--dry-run is no option of destroy, but of deploy and recover;'],
  ],
  [
    'values that options do not take',
    'run database:drift -c local --role=xx --deadlineMinutes=abc',
    [
      '--role is "xx"; allowed: one of primary, dr, global.',
      '--deadlineMinutes is "abc"; allowed: a number of minutes',
    ],
  ],
  [
    'a file that Nx would look for outside of the workspace',
    'run-many -t synth --environment=../../../../x.json',
    ['--environment is "../../../../x.json"', 'next: write --environment="$(realpath ../../../../x.json)"'],
  ],
  [
    'a misspelt option of a workspace command',
    'run bulkhead:bootstrap -c local --rolle=dr',
    ['--rolle is no option of bootstrap', 'next: write --role instead of --rolle'],
  ],
  [
    'a misspelt option of a program',
    'run rows:rows --fresh',
    ['--fresh is no option of npx nx run rows:rows', 'next: leave out --fresh'],
  ],
])('%s is refused before anything is done', async (_, command, said) => {
  const { code, text } = await copy.nx(command);

  expect(code).not.toBe(0);
  for (const words of [...said, '(InvalidOption)']) expect(text).toContain(words);
  expect(text).not.toMatch(/\n\s+at |Emulator started|unhandled/i);
});

test.each<[string, string, string[]]>([
  ['is not JSON', '{ "name": ', ['qa.json is not JSON']],
  [
    'says a thing twice',
    '{\n  "protected": true,\n  "protected": false\n}',
    ['qa.json is not JSON that can be read: 3:3: the key "protected" is there already, at 2:3'],
  ],
  ['is a hundred thousand brackets', '['.repeat(60_000), ['qa.json is not JSON that can be read: 1:65']],
  [
    'has what an engine would read',
    environment({ apps: { 'app-platform': { service: { command: ['${AWS::Region}', '\u001b[2J'] } } } }),
    [
      'command.0: "${AWS::Region}" — allowed: text without ${',
      'command.1: "\\u001b[2J" — allowed: text in one line',
    ],
  ],
  [
    'lacks the account',
    environment({ account: undefined }),
    ['qa.json', 'account: missing — allowed: an AWS account id: 12 digits'],
  ],
  [
    'has an unknown key',
    environment({ colour: 'red' }),
    ['qa.json', 'colour: unknown key — allowed: name, preset'],
  ],
  [
    'has a field out of range',
    environment({ apps: { database: { relational: { capacity: { max: 512 } } } } }),
    ['qa.json', 'apps.database.relational.capacity.max: 512 — allowed: at most 256'],
  ],
  [
    'has overlapping subnets',
    environment({
      regions: {
        primary: {
          availabilityZones: [
            { name: 'us-east-1a', public: '10.0.1.0/24', private: '10.0.11.0/24', isolated: '10.0.21.0/24' },
            { name: 'us-east-1b', public: '10.0.2.0/24', private: '10.0.11.0/25', isolated: '10.0.22.0/24' },
          ],
        },
      },
    }),
    [
      'regions.primary.availabilityZones.1.private: "10.0.11.0/25" — allowed: a network that does not overlap 10.0.11.0/24',
    ],
  ],
])('an environment file that %s is refused', async (_, content, said) => {
  copy.write('qa.json', content);
  const { code, text } = await copy.nx('run-many -t deploy --environment=qa.json');

  expect(code).not.toBe(0);
  for (const words of said) expect(text).toContain(words);
  expect(text).not.toContain('Emulator started');
});

test('an environment of another account is refused before anything is read', async () => {
  const { code, text } = await copy.nx('run-many -t deploy -c prod', {
    variables: {
      AWS_ACCESS_KEY_ID: 'x',
      AWS_SECRET_ACCESS_KEY: 'x',
      BULKHEAD_AWS_ENDPOINT: 'http://127.0.0.1:1',
      AWS_EC2_METADATA_DISABLED: 'true',
    },
  });

  expect(code).not.toBe(0);
  expect(text).toContain('STS in us-east-1 did not answer GetCallerIdentity');
  expect(text).toContain('(AwsUnavailable)');
});

test('a contract that the manifest does not declare is refused with the line to add', async () => {
  const consumes = '"consumes": ["network", "database-credentials?"],';
  copy.edit('apps/database/project.json', consumes, '');
  const { code, text } = await copy.nx('run database:synth -c local');
  const publishes = '"publishes": ["database", "global-database?", "database-proxy?"]';
  copy.edit('apps/database/project.json', publishes, `${consumes}\n        ${publishes}`);

  expect(code).not.toBe(0);
  expect(text).toContain(
    'Stack "relational" of database consumes "network", which its manifest does not declare.',
  );
  expect(text).toContain(
    'next: in apps/database/project.json, metadata.stacks.relational: "consumes": ["network"]',
  );
});

test('a machine without an engine or an emulator is told what to install', async () => {
  const node = process.execPath.replace(/\/[^/]+$/, '');
  const { code, text } = await copy.nx('run emulator:start', { variables: { PATH: node } });

  expect(code).not.toBe(0);
  expect(text).toMatch(/terraform/i);
  expect(text).toContain('pipx install');
});
