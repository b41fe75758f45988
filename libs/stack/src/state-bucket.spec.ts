import { parseEnvironment } from '@bulkhead/config';
import { stateBucketName } from './state-bucket';

const environment = (over: object = {}) =>
  parseEnvironment({ name: 'qa', preset: 'saas', account: '123456789012', ...over }, 'qa.json');

test('each account, environment and region has its own state bucket, which never changes', () => {
  const names = [
    stateBucketName(environment(), 'us-east-1'),
    stateBucketName(environment(), 'us-west-2'),
    stateBucketName(environment({ name: 'prod' }), 'us-east-1'),
    stateBucketName(environment({ account: '210987654321' }), 'us-east-1'),
  ];

  expect(new Set(names).size).toBe(names.length);
  expect(stateBucketName(environment(), 'us-east-1')).toBe(names[0]);
  for (const name of names) expect(name).toMatch(/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/);
});

test('the bucket does not depend on settings that may change', () => {
  expect(stateBucketName(environment({ costCentre: 'other', protected: false }), 'us-east-1')).toBe(
    stateBucketName(environment(), 'us-east-1'),
  );
});
