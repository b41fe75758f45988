import { type BulkheadError } from '@bulkhead/errors';
import { type EnvironmentDefinition, parseEnvironment } from './define-environment';

const definition = { name: 'qa', preset: 'saas', account: '123456789012' };

function refusal(overrides: object): string {
  try {
    parseEnvironment({ ...definition, ...overrides }, 'qa.json');
  } catch (error) {
    expect(error).toMatchObject({ code: 'InvalidEnvironment', next: expect.stringContaining('qa.json') });
    return (error as BulkheadError).message;
  }
  throw new Error('was accepted');
}

const zone = (name: string, octet: number, over = {}) => ({
  name,
  public: `10.0.${octet}.0/24`,
  private: `10.0.${10 + octet}.0/24`,
  isolated: `10.0.${20 + octet}.0/24`,
  ...over,
});
const region = (...availabilityZones: object[]) => ({
  regions: { primary: { name: 'us-east-1', cidr: '10.0.0.0/16', availabilityZones } },
});

test('P5.1: saas is 10.0.0.0/16 in two zones with one NAT gateway', () => {
  const { regions, apps } = parseEnvironment(definition, 'qa.json');

  expect(regions.primary).toMatchObject({
    name: 'us-east-1',
    cidr: '10.0.0.0/16',
    availabilityZones: [
      { public: '10.0.1.0/24', private: '10.0.11.0/24' },
      { public: '10.0.2.0/24', private: '10.0.12.0/24' },
    ],
  });
  expect(apps.network.vpc.natGateways).toBe(1);
});

test('an environment is protected unless it says otherwise', () => {
  expect(parseEnvironment(definition, 'qa.json').protected).toBe(true);
  expect(parseEnvironment({ ...definition, protected: false }, 'qa.json').protected).toBe(false);
});

test.each<[string, boolean, object]>([
  ['in AWS', true, {}],
  ['in AWS without protection', true, { protected: false }],
  ['in AWS with finalSnapshots turned off', false, { protected: false, finalSnapshots: false }],
  ['on the emulator', false, { target: 'emulator' }],
  ['on the emulator with finalSnapshots turned on', true, { target: 'emulator', finalSnapshots: true }],
])('P4.6: databases of an environment %s leave a final snapshot: %s', (_, expected, over) => {
  expect(parseEnvironment({ ...definition, ...over }, 'qa.json').finalSnapshots).toBe(expected);
});

test('P4.6: a protected environment in AWS must leave final snapshots', () => {
  expect(() => parseEnvironment({ ...definition, finalSnapshots: false }, 'qa.json')).toThrow(
    'finalSnapshots: false — allowed: true, since the environment is protected',
  );
});

test('an override changes its own value, and its neighbours keep the values of the preset', () => {
  const { apps } = parseEnvironment(
    { ...definition, apps: { database: { relational: { capacity: { max: 4 } } } } },
    'qa.json',
  );
  expect(apps.database?.relational).toMatchObject({ capacity: { min: 0.5, max: 4 }, backupRetentionDays: 7 });
});

test('null removes a setting of the preset', () => {
  const { regions } = parseEnvironment(
    {
      ...definition,
      preset: 'hipaa-dr',
      regions: { dr: null },
      apps: { database: null, 'dr-region': null, 'app-platform': null },
    },
    'qa.json',
  );
  expect(regions).toEqual({ primary: expect.objectContaining({ name: 'eu-central-1' }), dr: undefined });
});

test.each<[string, object, string]>([
  [
    'a missing account',
    { account: undefined },
    'account: missing — allowed: an AWS account id: 12 digits, as a string',
  ],
  [
    'an account that is a number',
    { account: 123456789012 },
    'account: 123456789012 — allowed: an AWS account id: 12 digits',
  ],
  ['a short account', { account: '12' }, 'account: "12" — allowed: an AWS account id: 12 digits'],
  ['an unknown preset', { preset: 'sass' }, 'preset: "sass" — allowed: ecs-ec2, hipaa-dr, patient-data'],
  ['an unknown key', { colour: 'red' }, 'colour: unknown key — allowed: name, preset, account'],
  [
    'an unknown key in a union member',
    { apps: { database: { relational: { sise: 1 } } } },
    'apps.database.relational.sise: unknown key — allowed in apps.database.relational: type, engineVersion, databaseName',
  ],
  [
    'a value out of range',
    { apps: { database: { relational: { capacity: { min: 0.25 } } } } },
    'apps.database.relational.capacity.min: 0.25 — allowed: at least 0.5',
  ],
  [
    'a value between two steps',
    { apps: { database: { relational: { capacity: { max: 1.3 } } } } },
    'apps.database.relational.capacity.max: 1.3 — allowed: a multiple of 0.5',
  ],
  [
    'a capacity range upside down',
    { apps: { database: { relational: { capacity: { min: 8 } } } } },
    'apps.database.relational.capacity.min: 8 — allowed: at most capacity.max',
  ],
  [
    'an unknown union member',
    { apps: { database: { relational: { type: 'oracle' } } } },
    'apps.database.relational.type: "oracle" — allowed: aurora-serverless-v2',
  ],
  [
    'pitfall 24: a retention CloudWatch Logs does not have',
    { apps: { network: { vpc: { flowLogRetentionDays: 2555 } } } },
    'apps.network.vpc.flowLogRetentionDays: 2555 — allowed: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653: CloudWatch Logs keeps events for these periods and no other',
  ],
  [
    'an image without a version',
    { apps: { 'app-platform': { service: { image: 'nginx:latest' } } } },
    'apps.app-platform.service.image: "nginx:latest" — allowed: an image with a version or digest, not latest',
  ],
  [
    'a memory size Fargate does not have for the CPU',
    { apps: { 'app-platform': { service: { memory: 4096 } } } },
    'apps.app-platform.service.memory: 4096 — allowed: with cpu 256: 512, 1024, 2048',
  ],
  [
    'more NAT gateways than zones',
    { apps: { network: { vpc: { natGateways: 3 } } } },
    'apps.network.vpc.natGateways: 3 — allowed: at most one per availability zone: 2',
  ],
  [
    'one zone',
    region(zone('us-east-1a', 1)),
    'allowed: at least 2 entries: RDS and Elastic Load Balancing want subnets in two zones',
  ],
  [
    'overlapping subnets',
    region(zone('us-east-1a', 1), zone('us-east-1b', 2, { private: '10.0.11.128/25' })),
    'regions.primary.availabilityZones.1.private: "10.0.11.128/25" — allowed: a network that does not overlap 10.0.11.0/24 (availabilityZones.0.private)',
  ],
  [
    'a subnet outside its VPC',
    region(zone('us-east-1a', 1), zone('us-east-1b', 2, { public: '10.1.2.0/24' })),
    'regions.primary.availabilityZones.1.public: "10.1.2.0/24" — allowed: a network inside 10.0.0.0/16',
  ],
  [
    'host bits set',
    region(zone('us-east-1a', 1), zone('us-east-1b', 2, { public: '10.0.2.7/24' })),
    'regions.primary.availabilityZones.1.public: "10.0.2.7/24" — allowed: an IPv4 network of /16 to /28 with host bits zero',
  ],
  [
    'a subnet too small for EC2',
    region(zone('us-east-1a', 1), zone('us-east-1b', 2, { public: '10.0.2.0/29' })),
    'regions.primary.availabilityZones.1.public: "10.0.2.0/29" — allowed: an IPv4 network of /16 to /28',
  ],
  [
    'pitfall 5: a PostgreSQL version that is gone',
    { apps: { database: { relational: { engineVersion: '15.4' } } } },
    'apps.database.relational.engineVersion: "15.4" — allowed: 15.17, 16.13, 17.9',
  ],
  [
    'a tag value that AWS would refuse',
    { costCentre: ' platform' },
    'costCentre: " platform" — allowed: up to 64 characters that AWS allows in a tag',
  ],
  [
    'an emulator in another account',
    { target: 'emulator', account: '111122223333' },
    'account: "111122223333" — allowed: the emulator\'s account: 123456789012',
  ],
  [
    'a zone of another region',
    region(zone('us-east-1a', 1), zone('us-west-2b', 2)),
    'regions.primary.availabilityZones.1.name: "us-west-2b" — allowed: a zone of us-east-1',
  ],
  [
    'a tag value that AWS keeps for its own',
    { costCentre: 'aws:x' },
    'costCentre: "aws:x" — allowed: up to 64 characters that AWS allows in a tag, no space at either end, and not aws: in front',
  ],
  [
    'the same in upper case',
    { compliance: 'AWS:x' },
    'compliance: "AWS:x" — allowed: up to 64 characters that AWS allows in a tag',
  ],
  ...['$(id):1', 'a b:1', 'nginx;id:1', '`id`:1', 'Nginx:1', 'nginx:latest@sha256:0', '-v:1'].map(
    (image): [string, object, string] => [
      `the image ${image}`,
      { apps: { 'app-platform': { service: { image } } } },
      `apps.app-platform.service.image: "${image}" — allowed: an image with a version or digest, not latest`,
    ],
  ),
  [
    'a misspelt key, with a suggestion',
    { costCenter: 'x' },
    'costCenter: unknown key (costCentre?) — allowed: name, preset, account',
  ],
])('%s is refused with its path, its value and what is allowed', (_, overrides, line) => {
  expect(refusal(overrides)).toContain(line);
});

test.each([
  'nginx:1.28.0',
  'public.ecr.aws/nginx/nginx:1.28-alpine',
  'localhost:5000/a/b_c__d--e:v1',
  `123456789012.dkr.ecr.us-east-1.amazonaws.com/a@sha256:${'0'.repeat(64)}`,
  `nginx:1.28.0@sha256:${'0'.repeat(64)}`,
])('the image %s is accepted', (image) => {
  const service = { image };

  expect(parseEnvironment({ ...definition, apps: { 'app-platform': { service } } }, 'qa.json')).toMatchObject(
    {
      apps: { 'app-platform': { service } },
    },
  );
});

/** Every text that a complete environment has or may have, as a path. */
function textsIn(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value === 'string') return [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    textsIn(inner, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

function withText(value: unknown, [key, ...rest]: (string | number)[], text: string): unknown {
  if (key === undefined) return text;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string, unknown>;
  copy[key] = withText(copy[key], rest, text);
  return copy;
}

describe('a setting must not contain syntax of an engine or a shell', () => {
  const command = ['sh', '-c', 'exec serve'];
  const complete = parseEnvironment(
    { ...definition, preset: 'patient-data', apps: { 'app-platform': { service: { command } } } },
    'qa.json',
  );
  const paths = textsIn(complete);

  test.each([
    '${AWS::Region}',
    'a${Token[x.1]}',
    '$${x}',
    '%{ if true }',
    '{{resolve:ssm:/x}}',
    '{{Resolve:x}}',
    '#{Token[TOKEN.5]}',
    '#{Token[TfToken[TOKEN.5]]}',
  ])('%s is refused in every text of a configuration', (text) => {
    expect(paths.length).toBeGreaterThan(30);
    for (const path of paths) {
      // The preset's text decides which member of a union is meant. With another text, the rest of the environment is
      // unknown.
      if (path.at(-1) === 'type' || path[0] === 'preset') continue;
      const changed = withText(complete, path, text) as object;
      expect(refusal(changed)).toContain(`${path.join('.')}: ${JSON.stringify(text)} — allowed: `);
    }
  });

  test.each([
    ['${AWS::Region}', 'text without ${: Terraform, CloudFormation and CDK put a value in its place'],
    ['%{for}', 'text without %{: Terraform takes it for a condition or a loop'],
    [
      '{{resolve:ssm:x}}',
      'text without {{resolve:: CloudFormation puts a parameter or a secret in its place',
    ],
    ['#{Token[TOKEN.5]}', 'text without #{token[: CDK puts a list in its place'],
    ['one\ntwo', 'text in one line, of visible characters'],
    ['rtl\u202e', 'text in one line, of visible characters'],
  ])('%j in a command is reported once, with the reason', (text, allowed) => {
    const message = refusal({ apps: { 'app-platform': { service: { command: ['sh', text] } } } });

    expect(message.split('\n').slice(1)).toEqual([
      expect.stringMatching(/^ {2}apps\.app-platform\.service\.command\.1: /),
    ]);
    expect(message).toContain(`— allowed: ${allowed}`);
    expect(message).not.toContain('\u202e');
  });

  test('variables of a shell are allowed, since the container reads them', () => {
    const service = { command: ['sh', '-c', 'exec serve --port $PORT "$(hostname)" 100%'] };

    expect(() =>
      parseEnvironment({ ...definition, apps: { 'app-platform': { service } } }, 'qa.json'),
    ).not.toThrow();
  });
});

test.each([
  ['of many words', Array(30).fill('x'.repeat(300)), false],
  ['of quotes', ['sh', '-c', "'".repeat(2_100)], false],
  ['of wide characters', ['sh', '-c', '\u00e4'.repeat(4_096), '\u00e4'], false],
  ['of one long word', ['sh', '-c', 'x'.repeat(4_096)], true],
])('a command %s is checked against the limit of an instance', (_, command: string[], fits) => {
  const parse = () =>
    parseEnvironment({ ...definition, apps: { 'app-platform': { service: { command } } } }, 'qa.json');

  if (fits) expect(parse).not.toThrow();
  else expect(parse).toThrow('apps.app-platform.service.command: ');
});

test.each(['sass', undefined, 7])('for an unknown preset, %j, only that is reported', (preset) => {
  expect(refusal({ preset, protected: false, regions: { dr: null } }).split('\n')).toEqual([
    'qa.json is not a valid environment:',
    expect.stringMatching(
      /^ {2}preset: .* — allowed: ecs-ec2, hipaa-dr, patient-data, saas, web-multi-region$/,
    ),
  ]);
});

test('with an unknown preset, wrong settings of the definition are reported too', () => {
  const vpc = { natGateways: 9 };
  expect(
    refusal({ preset: 'sass', account: '1', apps: { network: { vpc } } })
      .split('\n')
      .slice(1),
  ).toEqual([
    expect.stringContaining('preset: "sass"'),
    expect.stringContaining('account: "1"'),
    expect.stringContaining('apps.network.vpc.natGateways: 9 — allowed: at most 6'),
  ]);
});

test('echoed values are shortened, and control characters are escaped', () => {
  const message = refusal({
    costCentre: 'x'.repeat(1_000_000),
    ['\u001b[31m\u202e'.repeat(1000)]: 1,
    compliance: ['a\nb'],
  });

  expect(message.length).toBeLessThan(2_000);
  expect(message.split('\n')).toHaveLength(5);
  // eslint-disable-next-line no-control-regex
  expect(message).not.toMatch(/[\u001b\u202e]/);
});

test('with very many problems, the message has the first ones', () => {
  const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`key${index}`, index]));
  const lines = refusal(many).split('\n');

  expect(lines).toHaveLength(22);
  expect(lines.at(-1)).toBe('  and 4980 more');
});

test('regions that could not be peered are refused', () => {
  const dr = {
    name: 'us-west-2',
    cidr: '10.0.0.0/16',
    availabilityZones: [zone('us-west-2a', 1), zone('us-west-2b', 2)],
  };

  expect(refusal({ regions: { dr } })).toContain(
    'regions.dr.cidr: "10.0.0.0/16" — allowed: a network that does not overlap 10.0.0.0/16 (regions.primary.cidr)',
  );
});

test('an application without the database it reads from is refused', () => {
  const service = {
    type: 'fargate',
    image: 'nginx:1.28.0',
    containerPort: 80,
    cpu: 256,
    memory: 512,
    desiredCount: 1,
    logRetentionDays: 30,
  };

  expect(refusal({ preset: 'ecs-ec2', apps: { database: null, 'app-platform': { service } } })).toContain(
    'apps.database: missing — allowed: a database',
  );
});

test('all problems are reported together, each one once', () => {
  const message = refusal({ account: '1', target: 'azure' });

  expect(message.split('\n')).toEqual([
    'qa.json is not a valid environment:',
    expect.stringContaining('account: "1"'),
    expect.stringContaining('target: "azure" — allowed: aws, emulator'),
  ]);
});

test.each([null, [], 'qa', 7])('%j instead of an object is refused', (whole) => {
  expect(() => parseEnvironment(whole, 'qa.json')).toThrow('(the whole)');
});

test('presets are complete: name and account make an environment of each', () => {
  for (const preset of [
    'saas',
    'patient-data',
    'web-multi-region',
    'hipaa-dr',
    'ecs-ec2',
  ] satisfies EnvironmentDefinition['preset'][]) {
    expect(parseEnvironment({ ...definition, preset }, 'qa.json')).toMatchObject({
      preset,
      protected: true,
      target: 'aws',
    });
  }
});
