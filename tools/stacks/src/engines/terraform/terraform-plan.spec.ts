import { changesOf, type TerraformPlan } from './terraform-plan';

type Planned = NonNullable<TerraformPlan['resource_changes']>[number];

const planned = (type: string, change: Partial<Planned['change']>, over: Partial<Planned> = {}): Planned => ({
  address: `${type}.main`,
  mode: 'managed',
  type,
  name: 'main',
  change: { actions: ['update'], ...change },
  ...over,
});

test.each<[string[], string | undefined]>([
  [['create'], 'add'],
  [['update'], 'change'],
  [['delete'], 'destroy'],
  [['delete', 'create'], 'replace'],
  [['create', 'delete'], 'replace'],
  [['forget'], 'forget'],
  [['no-op'], undefined],
  [['read'], undefined],
])('%j is to %s', (actions, expected) => {
  const changes = changesOf({ resource_changes: [planned('aws_subnet', { actions })] });

  expect(changes.map(({ action }) => action)).toEqual(expected ? [expected] : []);
});

test('a data source is never a change', () => {
  const read = planned('aws_ssm_parameter', { actions: ['create'] }, { mode: 'data' });

  expect(changesOf({ resource_changes: [read] })).toEqual([]);
});

test('a change has the values before and after, attribute by attribute', () => {
  const change = {
    before: { tags: { Name: 'a' }, password: 'old', arn: 'arn:1', size: 1 },
    after: { tags: { Name: 'b' }, password: 'new', size: 1 },
    after_unknown: { arn: true, tags: {} },
    before_sensitive: { password: true },
    after_sensitive: { password: true, tags: {} },
  };

  expect(changesOf({ resource_changes: [planned('aws_subnet', change)] })).toEqual([
    {
      action: 'change',
      resource: 'aws_subnet.main',
      type: 'aws_subnet',
      stateful: false,
      attributes: [
        { path: 'arn', before: 'arn:1', after: '(known after deploy)', forcesReplacement: false },
        { path: 'password', before: '(sensitive)', after: '(sensitive)', forcesReplacement: false },
        { path: 'tags.Name', before: 'a', after: 'b', forcesReplacement: false },
      ],
    },
  ]);
});

test('a replacement says which attributes force it', () => {
  const change = {
    actions: ['delete', 'create'],
    before: { multi_region: false, description: 'a' },
    after: { multi_region: true, description: 'b' },
    replace_paths: [['multi_region']],
  };
  const [replaced] = changesOf({ resource_changes: [planned('aws_kms_key', change)] });

  expect(replaced?.attributes.map(({ path, forcesReplacement }) => [path, forcesReplacement])).toEqual([
    ['description', false],
    ['multi_region', true],
  ]);
});

test.each([
  ['of a stateful type', planned('aws_kms_key', {}), true],
  ['that the code guards', planned('aws_vpc', {}), true],
  ['that the code guards, one of several', planned('aws_vpc', {}, { address: 'aws_vpc.main[0]' }), true],
  ['of the same type without a guard', planned('aws_vpc', {}, { name: 'other' }), false],
  ['of another type', planned('aws_subnet', {}), false],
])('a resource %s is stateful: %s', (_, resource, stateful) => {
  const changes = changesOf({ resource_changes: [resource as Planned] }, new Set(['aws_vpc.main']));

  expect(changes).toMatchObject([{ stateful }]);
});

test('a plan without changes has none', () => {
  expect(changesOf({})).toEqual([]);
});
