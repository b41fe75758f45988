import { type OmittedResource } from '@bulkhead/stack';
import { testInstance } from '../workspace/test-instances';
import { type Outcome, type StackResult } from './stack-result';
import { type RunEnd, summary } from './summary';

const result = (id: string, outcome: Outcome, durationMs = 40, added = 0, reason = ''): StackResult => ({
  ...testInstance(id),
  outcome,
  reason,
  causes: [],
  durationMs,
  resources: { added, changed: 2, destroyed: 1 },
  retries: 0,
});
const ended = (over: Partial<RunEnd> = {}) =>
  summary({
    verb: 'deploy',
    environment: 'dev',
    environmentOption: '-c dev',
    results: [result('network/vpc@primary', 'deployed')],
    durationMs: 164_000,
    ...over,
  });
const text = (over: Partial<RunEnd>) => ended(over).join('\n');

const refusal = 'The state is gone.\n  next: npx nx run network:recover -c dev\n  (StateMismatch)';
const omitted: OmittedResource[] = ['aws_backup_plan.daily', 'aws_lb.main.access_logs.0'].map((resource) => ({
  resource,
  reason: 'it breaks',
  rows: ['P1.1'],
}));
const stale = [
  {
    app: 'app-platform',
    stack: 'service',
    role: 'primary',
    region: 'us-east-1',
    path: '/bulkhead/dev/network/vpcId',
    from: 'vpc-1',
    to: 'vpc-2',
    next: 'npx nx run app-platform:deploy -c dev',
  } as const,
];

test('a run that ended well says what happened, how long it took, what to know, and the next steps', () => {
  expect(
    ended({
      results: [
        { ...result('network/vpc@primary', 'deployed', 25_340, 79), withoutPolicy: 'An emergency.' },
        result('database/relational@primary', 'unchanged'),
      ],
      outputs: {
        'database.writerEndpoint': 'writer.example',
        'app-platform.loadBalancerDnsName': 'alb.example',
        'app-platform.queueUrl': 'https://queue.example',
        'network.vpcId': 'vpc-1',
        'database.endpointId': 'x',
        'database.writerEndpointPort': '5432',
      },
      omitted,
      stale,
      standing: ['One stack stands'],
    }),
  ).toEqual([
    '',
    '  network/vpc@primary          deployed    25.3 s   +79 ~2 -1',
    '  database/relational@primary  unchanged    0.0 s   +0 ~2 -1',
    '',
    '  2 stacks in 2 min 44 s: 1 deployed, 1 unchanged',
    '',
    '  One stack stands',
    '',
    '  without the policy: network/vpc@primary: An emergency.',
    '  app-platform/service@primary was deployed with the old value of /bulkhead/dev/network/vpcId; next: npx nx run app-platform:deploy -c dev',
    '  left out, since the local AWS lacks it: 2, listed in dist/runs/latest.json',
    '',
    '  database.writerEndpoint  writer.example',
    '  app-platform.loadBalancerDnsName  alb.example',
    '  app-platform.queueUrl  https://queue.example',
    '',
    '  to see what somebody changes by hand from now on:',
    '    npx nx run-many -t drift -c dev',
    '  to see what the next deploy would do:',
    '    npx nx run-many -t diff -c dev',
  ]);
});

test('an untouched stack has no counts', () => {
  const untouched = {
    ...result('network/vpc@primary', 'unchanged'),
    resources: { added: 0, changed: 0, destroyed: 0 },
  };

  expect(ended({ results: [untouched] })[1]).toBe('  network/vpc@primary  unchanged    0.0 s');
});

test('a run without further news says how it ended, and how long it took', () => {
  const untouched = {
    ...result('network/vpc@primary', 'destroyed'),
    resources: { added: 0, changed: 0, destroyed: 1 },
  };

  expect(ended({ verb: 'destroy', results: [untouched] })).toEqual([
    '',
    '  network/vpc@primary  destroyed    0.0 s   +0 ~0 -1',
    '',
    '  1 stack in 2 min 44 s: 1 destroyed',
  ]);
});

test.each([
  [80, 1],
  [81, 2],
])('an address in %i columns takes %i lines', (columns, count) => {
  const name = 'app-platform.queueUrl';
  const address = 'y'.repeat(columns - `  ${name}  `.length);
  const lines = ended({ outputs: { [name]: address } });

  expect(lines.filter((line) => line.includes(name) || line.includes(address))).toHaveLength(count);
});

test.each([
  [13, false],
  [14, true],
])('a reason of %i lines is shortened: %s', (count, isShortened) => {
  const reason = Array.from({ length: count }, (_, index) => `finding ${index}`).join('\n');
  const lines = ended({ results: [result('network/vpc@primary', 'failed', 1, 0, reason)] });

  expect(lines.some((line) => line.includes('more lines'))).toBe(isShortened);
  expect(lines.filter((line) => line.includes('finding'))).toHaveLength(isShortened ? 12 : count);
});

test.each([
  [47, `${'a'.repeat(37)}/s@primary`],
  [48, `${'a'.repeat(23)}…${'a'.repeat(13)}/s@primary`],
])('of a name of %i characters as much is written as the line has room for', (length, written) => {
  const id = `${'a'.repeat(length - '/s@primary'.length)}/s@primary`;

  expect(ended({ results: [result(id, 'deployed')] })[1]).toBe(`  ${written}  deployed     0.0 s   +0 ~2 -1`);
});

test('a failed run says last what failed and what to do, and no next steps', () => {
  const lines = ended({
    results: [
      result('network/vpc@primary', 'refused', 100, 0, refusal),
      result('database/relational@primary', 'skipped', 0, 0, 'waits for network/vpc@primary'),
    ],
    outputs: { 'database.writerEndpoint': 'writer.example' },
    omitted,
    stale,
    standing: ['One stack stands'],
  });

  expect(lines.slice(-4)).toEqual([
    '',
    '  network/vpc@primary  refused: The state is gone.',
    '    next: npx nx run network:recover -c dev',
    '    (StateMismatch)',
  ]);
  expect(lines).toContain('  2 stacks in 2 min 44 s: 1 refused, 1 skipped');
  expect(lines.join('\n')).not.toMatch(/writer\.example|to see what/);
  expect(lines.indexOf('  One stack stands')).toBeLessThan(lines.length - 4);
});

test('stacks that failed for the same reason show it once', () => {
  const lines = ended({
    results: ['network/vpc@primary', 'network/vpc@dr'].map((id) => result(id, 'failed', 1, 0, refusal)),
  });

  expect(lines.filter((line) => line.includes('The state is gone.'))).toEqual([
    '  network/vpc@primary, network/vpc@dr  failed: The state is gone.',
  ]);
});

test('a long reason is printed with its beginning and the next step', () => {
  const reason = [
    ...Array.from({ length: 40 }, (_, index) => `finding ${index}`),
    '  next: edit',
    '  (Code)',
  ];
  const lines = ended({ results: [result('network/vpc@primary', 'failed', 1, 0, reason.join('\n'))] });

  expect(lines.slice(-13)).toEqual([
    '  network/vpc@primary  failed: finding 0',
    ...[1, 2, 3, 4, 5, 6, 7].map((index) => `  finding ${index}`),
    '  … 30 more lines, above and in dist/runs/latest.json',
    '  finding 38',
    '  finding 39',
    '    next: edit',
    '    (Code)',
  ]);
});

test('if orphans are the only problem, that comes last', () => {
  const lines = ended({ verb: 'drift', standing: ['One stack stands', '  next: destroy it'], amiss: true });

  expect(lines.slice(-3)).toEqual(['', '  One stack stands', '    next: destroy it']);
  expect(lines.filter((line) => line.includes('One stack stands'))).toHaveLength(1);
});

test.each([
  [59_999, '59 s'],
  [60_000, '1 min 00 s'],
  [3_599_999, '59 min 59 s'],
  [3_600_000, '1 h 00 min'],
  [7_505_000, '2 h 05 min'],
])('%d ms are %s', (durationMs, said) => {
  expect(text({ durationMs })).toContain(`1 stack in ${said}: 1 deployed`);
});

test('only commands, reasons and addresses are wider than 80 columns', () => {
  const long = 'a-team-with-a-very-long-name/object-processing-of-patient-data';
  const lines = ended({
    results: [
      result(`${long}@primary`, 'unchanged', 1_234_567, 1_000),
      result(`${long}@dr`, 'unchanged', 1, 1),
    ],
    outputs: { [`${'x'.repeat(60)}.queueUrl`]: `https://${'y'.repeat(90)}` },
    omitted,
    environmentOption: '-c local-patient-data',
  });

  expect(lines.filter((line) => line.length > 80)).toEqual([`    https://${'y'.repeat(90)}`]);
  expect(lines[1]).toMatch(/^ {2}a-team-with.*….*@primary {2}unchanged/);
  expect(lines[2]).toMatch(/@dr/);
});

test.each<[string, Partial<RunEnd>, string | undefined]>([
  [
    'a deploy that was only tried',
    { deployCommand: 'npx nx run network:deploy -c dev' },
    'npx nx run network:deploy -c dev',
  ],
  [
    'a deploy that was only tried, of nothing',
    {
      deployCommand: 'npx nx run network:deploy -c dev',
      results: [result('network/vpc@primary', 'unchanged')],
    },
    undefined,
  ],
  [
    'a diff with something to deploy',
    { verb: 'diff', results: [result('network/vpc@primary', 'done')] },
    'npx nx run-many -t deploy -c dev --plan=dist/diff/dev.json',
  ],
  [
    'a diff of several stacks, of which one would be deployed',
    {
      verb: 'diff',
      results: [result('network/vpc@primary', 'done'), result('database/relational@primary', 'unchanged')],
    },
    'npx nx run-many -t deploy -c dev --plan=dist/diff/dev.json',
  ],
  ['a drift', { verb: 'drift', results: [result('network/vpc@primary', 'done')] }, undefined],
  ['a diff of nothing', { verb: 'diff', results: [result('network/vpc@primary', 'unchanged')] }, undefined],
  ['a destroy', { verb: 'destroy' }, undefined],
])('the next step after %s is %s', (_, over, command) => {
  const lines = ended(over);

  if (command) expect(lines.at(-1)?.trim()).toBe(command);
  else expect(lines.join('\n')).not.toContain('npx');
});

test('only a deploy says what the local AWS lacks', () => {
  expect(text({ verb: 'synth', omitted })).not.toContain('local AWS');
});

test('a run without stacks prints nothing', () => {
  expect(ended({ results: [], outputs: { 'network.vpcId': 'vpc-1' } })).toEqual([]);
});
