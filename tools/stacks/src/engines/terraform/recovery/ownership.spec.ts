import { type PlannedResource } from './import-folder';
import { type Journal } from './journal';
import { isKnownByReferences, objectName, type OwnershipContext, verdicts } from './ownership';

const stack = { 'bulkhead:environment': 'qa', 'bulkhead:app': 'network', 'bulkhead:stack': 'vpc' };
const tagsOf = (address: string) => ({ ...stack, 'bulkhead:address': address });

/** A resource as a plan has it, of an object with some attributes. */
const planned = (
  type: string,
  before: Record<string, unknown> | null,
  over: Partial<PlannedResource['change']> = {},
): PlannedResource => ({
  address: `${type}.a`,
  mode: 'managed',
  type,
  name: 'a',
  change: { actions: ['no-op'], before, after: before, ...over },
});

const journal = (over: Partial<Journal> = {}): Journal => ({
  created: new Map(),
  begun: new Set(),
  attempted: new Set(),
  failures: new Map(),
  ...over,
});

interface Known {
  /** Names that what the state knows is referred to as. */
  readonly own?: readonly string[];
  readonly journal?: Journal;
  readonly untagged?: string;
  /** What the configuration sets of the resource. */
  readonly configured?: Readonly<Record<string, unknown>>;
}

/** Whose the object behind an import is. */
function verdictOf(resource: PlannedResource, { own = [], configured, untagged, ...known }: Known = {}) {
  const context: OwnershipContext = {
    tags: stack,
    journal: known.journal ?? journal(),
    untaggedTypes: new Set(untagged === undefined ? [] : [untagged]),
    configuredOf: () => configured && { set: configured, ignored: [] },
  };
  const recorded = own.map((id) => planned('aws_vpc', { id }));
  return verdicts([[resource, 'x']], recorded, context).get(resource.address);
}
const isOurs = (...of: Parameters<typeof verdictOf>) => verdictOf(...of)?.ours;

describe('what carries tags', () => {
  test.each([
    ['those of the stack and the address', {}, true],
    ['others beside them', { Name: 'main' }, true],
    ['those of another environment', { 'bulkhead:environment': 'prod' }, false],
    ['those of another app', { 'bulkhead:app': 'other' }, false],
    ['those of another stack', { 'bulkhead:stack': 'other' }, false],
    ['those of another resource', { 'bulkhead:address': 'aws_iam_role.b' }, false],
    ['no address', { 'bulkhead:address': undefined }, false],
  ])('is judged by them: %s', (_, over, ours) => {
    const tags = { ...tagsOf('aws_iam_role.a'), ...over };

    expect(isOurs(planned('aws_iam_role', { tags_all: tags }))).toBe(ours);
    const blocks = Object.entries(tags).map(([key, value]) => ({ key, value }));
    expect(isOurs(planned('aws_iam_role', { tag: blocks }))).toBe(ours);
  });

  test('and is of somebody else is named with its tags, though the last apply was at it', () => {
    const attempted = journal({
      created: new Map([['aws_iam_role.a', 'x']]),
      attempted: new Set(['aws_iam_role.a']),
    });

    expect(
      verdictOf(planned('aws_iam_role', { tags_all: { team: 'other' } }), { journal: attempted }),
    ).toEqual({
      ours: false,
      stranger: { address: 'aws_iam_role.a', importId: 'x', tags: { team: 'other' }, leadsTo: {} },
    });
  });
});

describe('what could carry tags and carries none', () => {
  const made = journal({ created: new Map([['aws_iam_role.a', 'x']]) });

  test.each([[{}], [null]])('is not of the stack: %j', (tags) => {
    const role = planned('aws_iam_role', { id: 'a', tags_all: tags });

    expect(isOurs(role)).toBe(false);
    expect(isOurs(role, { journal: made })).toBe(false);
  });

  test('is of the stack where AWS, as it is here, returns no tags of its type', () => {
    const role = planned('aws_iam_role', { id: 'a', tags_all: {} });

    expect(isOurs(role, { untagged: 'aws_iam_role' })).toBe(true);
    expect(isOurs(role, { untagged: 'aws_vpc' })).toBe(false);
    const other = planned('aws_iam_role', { id: 'a', tags_all: { team: 'other' } });
    expect(isOurs(other, { untagged: 'aws_iam_role' })).toBe(false);
  });

  test('and is tagged by a later call is of the stack where the last apply was at it', () => {
    const bucket = planned('aws_s3_bucket', { id: 'b', tags_all: {} });

    expect(isOurs(bucket, { journal: journal({ attempted: new Set(['aws_s3_bucket.a']) }) })).toBe(true);
    expect(isOurs(bucket, { journal: journal({ attempted: new Set(['aws_s3_bucket.b']) }) })).toBe(false);
    const told = new Map([['aws_s3_bucket.a', 'BucketAlreadyOwnedByYou']]);
    const again = journal({ attempted: new Set(['aws_s3_bucket.a']), failures: told });
    expect(isOurs(bucket, { journal: again })).toBe(true);
  });
});

describe('what has no tags by its type', () => {
  const replication = (destination: unknown = 'fs-2') =>
    planned('aws_efs_replication_configuration', {
      source_file_system_id: 'fs-1',
      destination: [{ file_system_id: destination }],
    });
  const type = 'aws_efs_replication_configuration.a';
  const made = journal({ created: new Map([[type, 'x']]) });

  test('is of the stack where all that it leads to is', () => {
    expect(isOurs(replication(), { own: ['fs-1', 'fs-2'] })).toBe(true);
  });

  test('names what it leads to of others, by attribute', () => {
    expect(verdictOf(replication(), { own: ['fs-1'] })).toEqual({
      ours: false,
      stranger: { address: type, importId: 'x', leadsTo: { 'destination.file_system_id': 'fs-2' } },
    });
  });

  test.each([
    ['says it', { destination: [{ file_system_id: 'fs-2' }] }, {}, true],
    ['says nothing of it', {}, {}, false],
    [
      'says something that nobody knows yet',
      { destination: '' },
      { after_unknown: { destination: true } },
      false,
    ],
    [
      'says something else',
      { destination: [{ file_system_id: 'fs-3' }] },
      { after: { source_file_system_id: 'fs-1', destination: [{ file_system_id: 'fs-3' }] } },
      false,
    ],
  ])('may lead to others where the configuration %s', (_, configured, over, ours) => {
    const resource = { ...replication(), change: { ...replication().change, ...over } };

    expect(isOurs(resource, { own: ['fs-1'], configured })).toBe(ours);
  });

  test.each([[''], [null], [7]])('leads nowhere by an attribute that is %j', (value) => {
    expect(isOurs(replication(value), { own: ['fs-1'] })).toBe(true);
  });

  test('is not of the stack for what it leads nowhere at all, but for what the last apply made', () => {
    const nowhere = planned('aws_efs_replication_configuration', { id: 'fs-1' });

    expect(isOurs(nowhere)).toBe(false);
    expect(isOurs(nowhere, { journal: made })).toBe(true);
  });

  test('and leads to others is theirs, though the last apply made something of its name', () => {
    expect(isOurs(replication(), { own: ['fs-1'], journal: made })).toBe(false);
  });

  const nowhere = planned('aws_efs_replication_configuration', { id: 'fs-1' });
  test.each([
    ['was at it and fell silent', { attempted: new Set([type]) }, true],
    [
      'could not read it',
      { attempted: new Set([type]), failures: new Map([[type, 'reading: expired']]) },
      true,
    ],
    [
      'was told that it is there',
      { attempted: new Set([type]), failures: new Map([[type, 'AlreadyExistsException']]) },
      false,
    ],
    ['failed without being at it', { failures: new Map([[type, 'reading: expired']]) }, false],
  ])('is of the stack by what the last apply did: it %s', (_, over, ours) => {
    expect(isOurs(nowhere, { journal: journal(over) })).toBe(ours);
  });
});

test('what leads to what the same recovery finds is of the stack, in whichever order they come', () => {
  const role = { ...planned('aws_iam_role', { id: 'r', arn: 'arn:r', tags_all: tagsOf('aws_iam_role.a') }) };
  const policy = planned('aws_iam_role_policy', { id: 'r:p', role: 'r' });
  const context = {
    tags: stack,
    journal: journal(),
    untaggedTypes: new Set<string>(),
    configuredOf: () => undefined,
  };
  const both = (imports: PlannedResource[]) =>
    [
      ...verdicts(
        imports.map((each) => [each, 'x']),
        [],
        context,
      ),
    ].map(([address, { ours }]) => [address, ours]);

  expect(both([policy, role])).toEqual([
    ['aws_iam_role_policy.a', true],
    ['aws_iam_role.a', true],
  ]);
  expect(both([policy])).toEqual([['aws_iam_role_policy.a', false]]);
});

test.each([
  ['its id', planned('aws_vpc', { id: 'vpc-1' })],
  ['its ARN', planned('aws_vpc', { arn: 'vpc-1' })],
  [
    'the secret of its password',
    planned('aws_rds_cluster', { master_user_secret: [{ secret_arn: 'vpc-1' }] }),
  ],
  ['its name, of a restore test', planned('aws_backup_restore_testing_plan', { name: 'vpc-1' })],
])('what the state knows is referred to by %s', (_, known) => {
  const policy = planned('aws_iam_role_policy', { role: 'vpc-1' });
  const context = {
    tags: stack,
    journal: journal(),
    untaggedTypes: new Set<string>(),
    configuredOf: () => undefined,
  };

  expect(verdicts([[policy, 'x']], [known], context).get('aws_iam_role_policy.a')?.ours).toBe(true);
});

test('what the state knows is not referred to by a name that others may have', () => {
  const policy = planned('aws_iam_role_policy', { role: 'main' });
  const context = {
    tags: stack,
    journal: journal(),
    untaggedTypes: new Set<string>(),
    configuredOf: () => undefined,
  };
  const known = [planned('aws_vpc', { id: 'vpc-1', name: 'main' }), planned('aws_vpc', null)];

  expect(verdicts([[policy, 'x']], known, context).get('aws_iam_role_policy.a')?.ours).toBe(false);
});

test.each([
  [{ id: 'a', arn: 'arn:a' }, 'aws_vpc a'],
  [{ arn: 'arn:a' }, 'aws_vpc arn:a'],
  [{ name: 'a' }, 'aws_vpc {"name":"a"}'],
])('an object with %j is told apart as %s', (before, name) => {
  expect(objectName(planned('aws_vpc', before))).toBe(name);
});

test.each([
  ['aws_kms_alias', true],
  ['aws_vpc', false],
  ['aws_iam_role', false],
  ['aws_nothing', false],
])('whether an object of %s is known by what it refers to: %s', (type, known) => {
  expect(isKnownByReferences(type)).toBe(known);
});
