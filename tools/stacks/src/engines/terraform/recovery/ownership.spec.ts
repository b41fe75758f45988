import { type PlannedResource } from './import-folder';
import { type Journal } from './journal';
import { isKnownByReferences, objectName, type OwnershipContext, verdicts } from './ownership';

const stack = { 'bulkhead:environment': 'qa', 'bulkhead:app': 'network', 'bulkhead:stack': 'vpc' };
const tagsOf = (address: string) => ({ ...stack, 'bulkhead:address': address });

/** A planned resource whose object has these attributes. */
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
  /** Names by which others refer to the resources of the state. */
  readonly own?: readonly string[];
  readonly journal?: Journal;
  readonly untagged?: string;
  /** The configured attributes of the resource. */
  readonly configured?: Readonly<Record<string, unknown>>;
}

/** The owner of an imported object. */
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

describe('an object with tags', () => {
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

  test('that belongs to somebody else is named with its tags, although the last apply was at work on it', () => {
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

describe('an object that could have tags and has none', () => {
  const made = journal({ created: new Map([['aws_iam_role.a', 'x']]) });

  test.each([[{}], [null]])('is not of the stack: %j', (tags) => {
    const role = planned('aws_iam_role', { id: 'a', tags_all: tags });

    expect(isOurs(role)).toBe(false);
    expect(isOurs(role, { journal: made })).toBe(false);
  });

  test('is of the stack if the emulator does not return tags of its type', () => {
    const role = planned('aws_iam_role', { id: 'a', tags_all: {} });

    expect(isOurs(role, { untagged: 'aws_iam_role' })).toBe(true);
    expect(isOurs(role, { untagged: 'aws_vpc' })).toBe(false);
    const other = planned('aws_iam_role', { id: 'a', tags_all: { team: 'other' } });
    expect(isOurs(other, { untagged: 'aws_iam_role' })).toBe(false);
  });

  test('and is tagged by a later call is of the stack if the last apply was at work on it', () => {
    const bucket = planned('aws_s3_bucket', { id: 'b', tags_all: {} });

    expect(isOurs(bucket, { journal: journal({ attempted: new Set(['aws_s3_bucket.a']) }) })).toBe(true);
    expect(isOurs(bucket, { journal: journal({ attempted: new Set(['aws_s3_bucket.b']) }) })).toBe(false);
    const told = new Map([['aws_s3_bucket.a', 'BucketAlreadyOwnedByYou']]);
    const again = journal({ attempted: new Set(['aws_s3_bucket.a']), failures: told });
    expect(isOurs(bucket, { journal: again })).toBe(true);
  });
});

describe('an object whose type has no tags', () => {
  const replication = (destination: unknown = 'fs-2') =>
    planned('aws_efs_replication_configuration', {
      source_file_system_id: 'fs-1',
      destination: [{ file_system_id: destination }],
    });
  const type = 'aws_efs_replication_configuration.a';
  const made = journal({ created: new Map([[type, 'x']]) });

  test('is of the stack if all its references are', () => {
    expect(isOurs(replication(), { own: ['fs-1', 'fs-2'] })).toBe(true);
  });

  test('is reported with its references to others, by attribute', () => {
    expect(verdictOf(replication(), { own: ['fs-1'] })).toEqual({
      ours: false,
      stranger: { address: type, importId: 'x', leadsTo: { 'destination.file_system_id': 'fs-2' } },
    });
  });

  test.each([
    ['has the same reference', { destination: [{ file_system_id: 'fs-2' }] }, {}, true],
    ['has no such attribute', {}, {}, false],
    [
      'has a value that is not known yet',
      { destination: '' },
      { after_unknown: { destination: true } },
      false,
    ],
    [
      'has another reference',
      { destination: [{ file_system_id: 'fs-3' }] },
      { after: { source_file_system_id: 'fs-1', destination: [{ file_system_id: 'fs-3' }] } },
      false,
    ],
  ])('may refer to others if the configuration %s', (_, configured, over, ours) => {
    const resource = { ...replication(), change: { ...replication().change, ...over } };

    expect(isOurs(resource, { own: ['fs-1'], configured })).toBe(ours);
  });

  test.each([[''], [null], [7]])('has no reference in an attribute with the value %j', (value) => {
    expect(isOurs(replication(value), { own: ['fs-1'] })).toBe(true);
  });

  test('without any reference is of the stack only if the last apply created it', () => {
    const nowhere = planned('aws_efs_replication_configuration', { id: 'fs-1' });

    expect(isOurs(nowhere)).toBe(false);
    expect(isOurs(nowhere, { journal: made })).toBe(true);
  });

  test('and that refers to others is theirs, although the last apply created an object of its name', () => {
    expect(isOurs(replication(), { own: ['fs-1'], journal: made })).toBe(false);
  });

  const nowhere = planned('aws_efs_replication_configuration', { id: 'fs-1' });
  test.each([
    ['was at work on it and stopped reporting', { attempted: new Set([type]) }, true],
    [
      'could not read it',
      { attempted: new Set([type]), failures: new Map([[type, 'reading: expired']]) },
      true,
    ],
    [
      'was told that it already exists',
      { attempted: new Set([type]), failures: new Map([[type, 'AlreadyExistsException']]) },
      false,
    ],
    ['failed without starting on it', { failures: new Map([[type, 'reading: expired']]) }, false],
  ])('is judged by the last apply: it %s', (_, over, ours) => {
    expect(isOurs(nowhere, { journal: journal(over) })).toBe(ours);
  });
});

describe('a record set that AWS said exists', () => {
  const record = (over: Partial<PlannedResource['change']> = {}) =>
    planned(
      'aws_route53_record',
      { zone_id: 'Z1', name: 'app.clinic.org', type: 'A', alias: [{ name: 'lb.elb.amazonaws.com' }] },
      over,
    );
  const told = {
    configured: { zone_id: 'Z1' },
    journal: journal({
      attempted: new Set(['aws_route53_record.a']),
      failures: new Map([
        ['aws_route53_record.a', 'Tried to create resource record set, but it already exists'],
      ]),
    }),
  };

  test('is of the stack if it is exactly what the last apply sent', () => {
    expect(isOurs(record(), told)).toBe(true);
  });

  test.each([['update'], ['delete', 'create']])('is not if it says something else: %s', (...actions) => {
    expect(isOurs(record({ actions }), told)).toBe(false);
  });

  test.each([{}, { alias: [] }])(
    'is not if it leads nowhere, as the record of a certificate: %j',
    (alias) => {
      const before = { zone_id: 'Z1', name: '_x.clinic.org', type: 'CNAME', ...alias };

      expect(isOurs(record({ before, after: before }), told)).toBe(false);
    },
  );

  test('is not if no apply of the stack sent it', () => {
    expect(isOurs(record(), { ...told, journal: journal() })).toBe(false);
  });

  test('is not if it is in another zone', () => {
    const after = { zone_id: 'Z2', name: 'app.clinic.org', type: 'A' };

    expect(isOurs(record({ after }), told)).toBe(false);
  });
});

test('an object that refers to a found object is of the stack, in any order', () => {
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
  ['the name of a restore testing plan', planned('aws_backup_restore_testing_plan', { name: 'vpc-1' })],
])('others refer to a resource of the state by %s', (_, known) => {
  const policy = planned('aws_iam_role_policy', { role: 'vpc-1' });
  const context = {
    tags: stack,
    journal: journal(),
    untaggedTypes: new Set<string>(),
    configuredOf: () => undefined,
  };

  expect(verdicts([[policy, 'x']], [known], context).get('aws_iam_role_policy.a')?.ours).toBe(true);
});

test('a name that others may have is no reference to a resource of the state', () => {
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
])('references prove the owner of an object of %s: %s', (type, known) => {
  expect(isKnownByReferences(type)).toBe(known);
});
