import { testChange } from '../plans/test-diffs';
import { testFolder } from '../test-folder';
import { type ResourceChange } from './resource-change';
import { hasGlobalDatabase, requireMajorVersionKept } from './major-upgrade';

const upgrade = (before: string | null, after: string, over: Partial<ResourceChange> = {}) =>
  testChange('change', {
    resource: 'aws_rds_global_cluster.main',
    type: 'aws_rds_global_cluster',
    stateful: true,
    attributes: [{ path: 'engine_version', before, after, forcesReplacement: false }],
    ...over,
  });
const deploying =
  (...changes: ResourceChange[]) =>
  () =>
    requireMajorVersionKept('database/relational@primary', changes);

test('a deploy that would change the major version of a global database is refused', () => {
  expect(deploying(testChange('add'), upgrade('16.13', '17.9'))).toThrow(
    expect.objectContaining({
      code: 'MajorUpgrade',
      message: [
        'database/relational@primary would change the major engine version of a global database:',
        '  change aws_rds_global_cluster.main: 16.13 -> 17.9',
        'AWS would upgrade every region at once, and nobody could undo that. Nothing was touched.',
      ].join('\n'),
      next: expect.stringMatching(/engineVersion back, or rehearse .* --allow-major-version-upgrade/),
    }),
  );
});

test('the version is found among other attributes, and an unknown version counts as changed', () => {
  const other = { path: 'arn', before: '1', after: '2', forcesReplacement: false };
  const [version] = upgrade('16.13', '16.14').attributes;
  if (!version) throw new Error('There is no version.');

  expect(deploying(upgrade('', '', { attributes: [other, version] }))).not.toThrow();
  expect(deploying(upgrade(null, '17.9'))).toThrow(/null -> 17\.9/);
});

test.each<[string, ResourceChange]>([
  ['another minor version', upgrade('16.13', '16.14')],
  ['a new global database', upgrade(null, '17.9', { action: 'add' })],
  ['another attribute', upgrade('false', 'true', { attributes: [] })],
  // Such an upgrade needs an attribute that no stack sets.
  ['a cluster that stands alone', upgrade('16.13', '17.9', { type: 'aws_rds_cluster' })],
])('%s is not refused', (_, change) => {
  expect(deploying(change)).not.toThrow();
});

test.each([
  ['with one', { resource: { aws_rds_global_cluster: { main: {} } } }, true],
  ['without one', { resource: { aws_rds_cluster: { main: { engine: 'aurora-postgresql' } } } }, false],
  ['of another engine', undefined, false],
])('a stack %s is known by what was synthesized', (_, configuration, expected) => {
  expect(hasGlobalDatabase(testFolder(configuration && { 'cdk.tf.json': configuration }))).toBe(expected);
});
