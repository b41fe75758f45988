import { type DeployRecord } from './record';
import { type Fingerprint, whyDeploy } from './why-deploy';

const wanted: Fingerprint = { files: { 'cdk.tf.json': 'a' }, consumed: { '/vpc': 'vpc-1' } };
const record = (over: Partial<DeployRecord>): DeployRecord => ({
  version: 1,
  outcome: 'deployed',
  at: '2026-01-01T00:00:00.000Z',
  ...wanted,
  published: {},
  ...over,
});

test('what is deployed is not deployed again', () => {
  expect(whyDeploy(record({ published: { '/x': '.*' } }), wanted)).toBeUndefined();
});

test.each<[string, DeployRecord | undefined, string]>([
  ['never deployed', undefined, 'never deployed'],
  ['failed, although nothing changed', record({ outcome: 'failed' }), 'the last deploy failed'],
  ['with another file', record({ files: { 'cdk.tf.json': 'b' } }), 'cdk.tf.json differs'],
  ['without a file', record({ files: {} }), 'cdk.tf.json differs'],
  ['with a file that is gone', record({ files: { ...wanted.files, 'asset.js': 'x' } }), 'asset.js differs'],
  ['with another value', record({ consumed: { '/vpc': 'vpc-0' } }), '/vpc changed from vpc-0 to vpc-1'],
  ['without a value', record({ consumed: {} }), '/vpc changed from (not read) to vpc-1'],
  [
    'with a value that is no longer read',
    record({ consumed: { ...wanted.consumed, '/a': '1' } }),
    '/a changed from 1 to (not read)',
  ],
  [
    'with both different',
    record({ files: { 'cdk.tf.json': 'b' }, consumed: { '/vpc': 'vpc-0' } }),
    'cdk.tf.json differs; /vpc changed from vpc-0 to vpc-1',
  ],
])('a stack that was deployed %s is deployed', (_, before, reason) => {
  expect(whyDeploy(before, wanted)).toBe(reason);
});
