import { one } from '@bulkhead/cdktf/testing';
import { type Attributes, terraformWith } from '../testing';
import { BucketLifecycle, type BucketLifecycleProps } from './bucket-lifecycle';
import { PrivateBucket } from './private-bucket';

type Ages = Omit<BucketLifecycleProps, 'bucket'>;

const configurationOf = (ages: Partial<Ages> = {}) =>
  one(
    terraformWith((stack, nameScope) => {
      const bucket = new PrivateBucket(stack, 'some', {
        nameScope,
        name: 'some',
        isProtected: true,
        statements: () => [],
      });
      new BucketLifecycle(stack, 'lifecycle', {
        bucket,
        current: {},
        noncurrent: { deleteAfterDays: 30 },
        ...ages,
      });
    }),
    'aws_s3_bucket_lifecycle_configuration',
  );
const rulesOf = (ages: Partial<Ages> = {}) => configurationOf(ages)['rule'] as Attributes[];
const ruleOf = (id: string, ages: Partial<Ages> = {}) => rulesOf(ages).find((rule) => rule['id'] === id);

test('every rule is enabled, and is for all objects of the bucket', () => {
  const rules = rulesOf();
  expect(rules.map(({ id }) => id)).toEqual([
    'current-versions',
    'noncurrent-versions',
    'incomplete-uploads',
  ]);
  for (const rule of rules) expect(rule).toMatchObject({ status: 'Enabled', filter: [{ prefix: '' }] });
});

test('the rules come after the versioning, of the same bucket', () => {
  const configuration = configurationOf();
  expect(configuration['depends_on']).toEqual([expect.stringMatching(/^aws_s3_bucket_versioning\.some_/)]);
  expect(configuration['bucket']).toMatch(/^\$\{aws_s3_bucket\.some_bucket_\w+\.bucket\}$/);
});

test('P2.3: an abandoned upload is deleted after a week', () => {
  expect(ruleOf('incomplete-uploads')).toMatchObject({
    abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
  });
});

describe('P2.3: current versions', () => {
  test('become less available, then archived, then deleted', () => {
    const current = { infrequentAccessAfterDays: 30, archiveAfterDays: 90, deleteAfterDays: 365 };
    expect(ruleOf('current-versions', { current })).toMatchObject({
      transition: [
        { days: 30, storage_class: 'STANDARD_IA' },
        { days: 90, storage_class: 'GLACIER' },
      ],
      expiration: [{ days: 365 }],
    });
  });

  test('stay without an age, and a delete marker with nothing behind it is removed', () => {
    const rule = ruleOf('current-versions');
    expect(rule).not.toHaveProperty('transition');
    expect(rule?.['expiration']).toEqual([{ expired_object_delete_marker: true }]);
  });
});

describe('P3.4: replaced and deleted versions', () => {
  test('become less available, then archived, then deleted', () => {
    const noncurrent = { infrequentAccessAfterDays: 30, archiveAfterDays: 60, deleteAfterDays: 2557 };
    expect(ruleOf('noncurrent-versions', { noncurrent })).toMatchObject({
      noncurrent_version_transition: [
        { noncurrent_days: 30, storage_class: 'STANDARD_IA' },
        { noncurrent_days: 60, storage_class: 'GLACIER' },
      ],
      noncurrent_version_expiration: [{ noncurrent_days: 2557 }],
    });
  });

  test('stay where they are until they are deleted, if that is the only age', () => {
    const rule = ruleOf('noncurrent-versions', { noncurrent: { deleteAfterDays: 30 } });
    expect(rule).not.toHaveProperty('noncurrent_version_transition');
    expect(rule?.['noncurrent_version_expiration']).toEqual([{ noncurrent_days: 30 }]);
  });
});
