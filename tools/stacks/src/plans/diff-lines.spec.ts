import { diffLines } from './diff-lines';
import { replacedKey, testChange, testStackDiff } from './test-diffs';

test('losses come first, then each stack with its changes', () => {
  const changed = testChange('change', {
    attributes: [{ path: 'tags.Name', before: 'a', after: null, forcesReplacement: false }],
  });
  const stacks = [
    testStackDiff('database/relational@primary', { changes: [testChange('add')] }),
    testStackDiff('network/vpc@primary', { changes: [changed, replacedKey] }),
  ];

  expect(diffLines('qa', stacks)).toEqual([
    'Stateful resources that would be replaced or destroyed:',
    '  ! network/vpc@primary  ± aws_kms_key.main (aws_kms_key, stateful)',
    '      multi_region: false → true  (forces the replacement)',
    '      and 2 more (known after deploy)',
    '',
    'database/relational@primary  1 to add: cdk.tf.json differs',
    '  + aws_subnet.a (aws_subnet)',
    'network/vpc@primary  1 to change, 1 to replace: cdk.tf.json differs',
    '  ~ aws_subnet.a (aws_subnet)',
    '      tags.Name: a → (none)',
    '  ± aws_kms_key.main (aws_kms_key, stateful)',
    '      multi_region: false → true  (forces the replacement)',
    '      and 2 more (known after deploy)',
    '',
    'qa: 1 to add, 1 to change, 1 to replace (2 planned)',
  ]);
});

test('a stack says what it waits for, what may change it and why it would be refused', () => {
  const stacks = [
    testStackDiff('a/main@primary', {
      outcome: 'deferred',
      reason: 'needs a value',
      awaits: [{ parameter: '/bulkhead/qa/b/c', publisher: 'b/main@primary' }],
    }),
    testStackDiff('c/main@primary', {
      outcome: 'unchanged',
      reason: 'as it is',
      mayChangeWith: ['b/main@primary'],
      wouldRefuse: ['it would break:\n  a contract'],
    }),
  ];

  expect(diffLines('qa', stacks)).toEqual([
    'a/main@primary  deferred: needs a value',
    '  waits for /bulkhead/qa/b/c of b/main@primary',
    'c/main@primary  unchanged: as it is',
    '  its inputs may change when b/main@primary is deployed',
    '  a deploy would be refused: it would break:',
    '    a contract',
    '',
    'qa: no resources to touch (1 deferred, 1 unchanged)',
  ]);
});

test('stacks with unknown changes come before the losses', () => {
  const stacks = [
    testStackDiff('a/main@primary', { changes: [replacedKey] }),
    testStackDiff('b/main@primary', { outcome: 'refused', reason: 'there is no state\n  next: recover' }),
  ];

  expect(diffLines('qa', stacks).slice(0, 4)).toEqual([
    'b/main@primary  refused: there is no state\n  next: recover',
    '',
    'Stateful resources that would be replaced or destroyed:',
    '  ! a/main@primary  ± aws_kms_key.main (aws_kms_key, stateful)',
  ]);
  expect(
    diffLines('qa', stacks)
      .join('\n')
      .match(/b\/main@primary/g),
  ).toHaveLength(1);
});

test('an empty diff says so', () => {
  expect(diffLines('qa', [])).toEqual(['', 'qa: no resources to touch (no stacks)']);
});

describe('on the local AWS', () => {
  const attribute = (path: string) => ({ path, before: 'a', after: 'b', forcesReplacement: false });
  const cluster = { resource: 'aws_rds_cluster.main', type: 'aws_rds_cluster' };
  const own = testChange('change', {
    ...cluster,
    attributes: ['scaling_configuration.0.max_capacity', 'scaling_configuration.0.min_capacity'].map(
      attribute,
    ),
  });
  const both = testChange('change', {
    ...cluster,
    resource: 'aws_rds_cluster.other',
    attributes: [attribute('scaling_configuration'), attribute('backup_retention_period')],
  });
  const replaced = testChange('replace', { ...own, action: 'replace' });

  test('attributes that it does not return as they were given are a number and a file', () => {
    const stacks = [testStackDiff('database/relational@primary', { changes: [own, both] })];

    expect(diffLines('local', stacks, 'dist/diff/local.json')).toEqual([
      'database/relational@primary  1 to change: cdk.tf.json differs',
      '  ~ aws_rds_cluster.other (aws_rds_cluster)',
      '      backup_retention_period: a → b',
      '',
      "3 differences are the local AWS's own, listed in dist/diff/local.json",
      'local: 1 to change (1 planned)',
    ]);
  });

  test('a replacement is shown, whatever its cause', () => {
    const lines = diffLines('local', [testStackDiff('a/main@primary', { changes: [replaced] })], 'file');

    expect(lines.join('\n')).toContain('± aws_rds_cluster.main');
    expect(lines.join('\n')).not.toContain('own');
  });

  test('in AWS everything is shown', () => {
    expect(diffLines('dev', [testStackDiff('a/main@primary', { changes: [own] })]).join('\n')).toContain(
      'scaling_configuration.0.max_capacity',
    );
  });
});
