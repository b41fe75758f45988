import { type OmittedResource } from '@bulkhead/stack';
import { testInstance } from '../workspace/test-instances';
import { type Outcome, type StackResult } from './stack-result';
import { summary } from './summary';

const result = (id: string, outcome: Outcome, durationMs: number, added: number): StackResult => ({
  ...testInstance(id),
  outcome,
  reason: '',
  causes: [],
  durationMs,
  resources: { added, changed: 2, destroyed: 1 },
  retries: 0,
});

test('a stack is a line with its outcome, time and resources, in columns', () => {
  const lines = summary(
    [
      result('network/vpc@primary', 'deployed', 25_340, 79),
      result('database/relational@primary', 'unchanged', 40, 0),
    ],
    {},
    [],
  );

  expect(lines).toEqual([
    '',
    '  network/vpc@primary          deployed    25.3 s   +79 ~2 -1',
    '  database/relational@primary  unchanged    0.0 s   +0 ~2 -1',
  ]);
});

test('what was deployed without the policy is shown with the reason, and nothing of what was not', () => {
  const passed = { ...result('network/vpc@primary', 'deployed', 1, 1), withoutPolicy: 'An emergency.' };

  expect(summary([passed, result('database/relational@primary', 'deployed', 1, 1)], {}, [])).toContainEqual(
    '  without the policy: network/vpc@primary: An emergency.',
  );
  expect(summary([result('network/vpc@primary', 'deployed', 1, 1)], {}, []).join()).not.toContain('policy');
});

test('of the outputs, those are shown that a person can connect to', () => {
  const lines = summary(
    [result('network/vpc@primary', 'deployed', 1, 1)],
    {
      'database.writerEndpoint': 'writer.example',
      'app-platform.loadBalancerDnsName': 'alb.example',
      'app-platform.queueUrl': 'https://queue.example',
      'network.vpcId': 'vpc-1',
      'database.endpointId': 'x',
      'database.writerEndpointPort': '5432',
    },
    [],
  );

  expect(lines.slice(2)).toEqual([
    '',
    '  database.writerEndpoint  writer.example',
    '  app-platform.loadBalancerDnsName  alb.example',
    '  app-platform.queueUrl  https://queue.example',
  ]);
});

test('what the emulator lacks is said by type and count, with the rows that are not shown by it', () => {
  const plan = { reason: 'it cannot be tagged', rows: ['P2.1', 'P2.2'] };
  const omitted: OmittedResource[] = [
    { ...plan, resource: 'aws_backup_plan.daily' },
    { type: 'AWS::KMS::Key.Tags', resource: 'service/Log/Key.Tags', reason: 'it breaks', rows: ['P4.5'] },
    { ...plan, resource: 'aws_backup_plan.weekly' },
  ];

  expect(summary([], {}, omitted)).toEqual([
    '',
    '  not deployed here: 2 aws_backup_plan (P2.1, P2.2): it cannot be tagged',
    '  not deployed here: 1 AWS::KMS::Key.Tags (P4.5): it breaks',
  ]);
});

test('an attribute that the emulator lacks is named with its type, however the resource is called', () => {
  const omitted: OmittedResource[] = [
    { resource: 'aws_lb.main.access_logs.0', reason: 'it breaks', rows: ['P1.1'] },
    { resource: 'aws_lb.main.idle_timeout', reason: 'it breaks', rows: ['P1.1'] },
  ];

  expect(summary([], {}, omitted).slice(1)).toEqual([
    '  not deployed here: 1 aws_lb.access_logs.0 (P1.1): it breaks',
    '  not deployed here: 1 aws_lb.idle_timeout (P1.1): it breaks',
  ]);
});

test('deployed stacks that were left with an old value are named, with the way to bring them up to date', () => {
  const { app, stack, role, region } = testInstance('app-platform/service@primary');
  const path = '/bulkhead/dev/network/vpcId';
  const next = 'npx nx run app-platform:deploy -c dev';
  const lines = summary([], {}, [], [{ app, stack, role, region, path, from: 'vpc-1', to: 'vpc-2', next }]);

  expect(lines).toEqual([
    '',
    `  app-platform/service@primary was deployed with the old value of ${path}; next: ${next}`,
  ]);
});

test('what stands and is not in the configuration is said first', () => {
  const lines = summary(
    [result('network/vpc@primary', 'unchanged', 40, 0)],
    {},
    [],
    [],
    ['One stack stands'],
  );

  expect(lines.slice(0, 3)).toEqual(['', '  One stack stands', '']);
});

test('a run over nothing has nothing to say', () => {
  expect(summary([], { 'network.vpcId': 'vpc-1' }, [])).toEqual([]);
});
