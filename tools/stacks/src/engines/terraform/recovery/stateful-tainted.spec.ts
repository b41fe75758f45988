import { type PlannedResource } from './import-folder';
import { statefulTainted } from './stateful-tainted';

const planned = (
  type: string,
  over: Partial<PlannedResource> = {},
  before: object = {},
): PlannedResource => ({
  address: `${type}.a`,
  mode: 'managed',
  type,
  name: 'a',
  action_reason: 'replace_because_tainted',
  change: { actions: ['delete', 'create'], before: { id: 'a', ...before }, after: {} },
  ...over,
});
const kept = (resource: PlannedResource, guarded: string[] = []) =>
  statefulTainted([resource], new Set(guarded)).usable.map(({ address }) => address);

test.each(['aws_rds_cluster', 'aws_s3_bucket', 'aws_kms_key', 'aws_secretsmanager_secret'])(
  '%s is stateful and is kept where its creation was interrupted',
  (type) => expect(kept(planned(type))).toEqual([`${type}.a`]),
);

test.each<[string, PlannedResource]>([
  ['that holds nothing', planned('aws_nat_gateway')],
  [
    'that is replaced for what the code says',
    planned('aws_rds_cluster', { action_reason: 'replace_because_cannot_update' }),
  ],
  ['that is not replaced', planned('aws_rds_cluster', { action_reason: undefined })],
])('a resource %s is left to Terraform', (_, resource) => expect(kept(resource)).toEqual([]));

test('what the code says must not be destroyed is kept, whatever its type', () => {
  expect(kept(planned('aws_lb'), ['aws_lb.a'])).toEqual(['aws_lb.a']);
  expect(kept(planned('aws_lb'), ['aws_lb.b'])).toEqual([]);
});

test.each([
  ['available', true],
  ['creating', true],
  ['failed', false],
  ['create-failed', false],
  ['incompatible-parameters', false],
  ['inaccessible-encryption-credentials', false],
  ['deleting', false],
])('an instance that is %s: usable %s', (status, usable) => {
  const found = statefulTainted([planned('aws_db_instance', {}, { status })], new Set());

  expect(found.usable).toHaveLength(usable ? 1 : 0);
  expect(found.unusable).toHaveLength(usable ? 0 : 1);
});
