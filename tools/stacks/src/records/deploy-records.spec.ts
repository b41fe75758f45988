import { type DeployedContent, undecided } from './deploy-records';
import { testRecord } from './test-records';

const of = { environment: 'qa', role: 'primary', app: 'network', stack: 'vpc' } as const;
const deployed: DeployedContent = {
  of,
  engine: 'cdktf',
  files: { 'cdk.tf.json': 'new' },
  consumed: { '/kept': 'new', '/added': 'new' },
  published: { '/kept': '^new$', '/added': '^new$' },
  publishedValues: {},
};
const before = testRecord({
  of,
  at: 'once',
  files: { 'cdk.tf.json': 'old' },
  consumed: { '/kept': 'old', '/gone': 'old' },
  published: { '/kept': '^old$', '/gone': '^old$' },
});

test('a stack that was never deployed is recorded with the content of the deploy', () => {
  expect(undecided(undefined, deployed)).toEqual(deployed);
});

test('the former reads and outputs of a stack count until the deploy has succeeded', () => {
  expect(undecided(before, deployed)).toMatchObject({
    files: { 'cdk.tf.json': 'new' },
    consumed: { '/kept': 'new', '/added': 'new', '/gone': 'old' },
    published: { '/kept': '^new$', '/added': '^new$', '/gone': '^old$' },
  });
});

test.each([
  ['before only', { dr: 'us-west-2' }, undefined, { dr: 'us-west-2' }],
  ['now only', undefined, { dr: 'us-west-2' }, { dr: 'us-west-2' }],
  [
    'before and now',
    { dr: 'us-west-2', east: 'us-east-1' },
    { dr: 'eu-west-1' },
    { dr: 'eu-west-1', east: 'us-east-1' },
  ],
])('providers that it has %s may be those of its state', (_, old, now, expected) => {
  const record = undecided({ ...before, providers: old }, { ...deployed, providers: now });

  expect(record.providers).toEqual(expected);
});

test('a stack without further providers gets no list of them', () => {
  expect(undecided(before, deployed)).not.toHaveProperty('providers');
});

test('the last successful deploy stays known through any number of failures', () => {
  const by = { caller: 'ada@laptop', tool: '0.1.0' };
  const failed = testRecord({ outcome: 'failed', at: 'later', lastDeploy: { at: 'once', by } });

  expect(undecided({ ...before, by }, deployed).lastDeploy).toEqual({ at: 'once', by });
  expect(undecided(failed, deployed).lastDeploy).toEqual({ at: 'once', by });
  expect(undecided(testRecord({ outcome: 'failed' }), deployed).lastDeploy).toBeUndefined();
});

test('a former name is known until the stack is deployed under its new one', () => {
  expect(undecided({ ...before, formerly: 'network/main' }, deployed).formerly).toBe('network/main');
});
