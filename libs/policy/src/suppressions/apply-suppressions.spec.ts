import { type NagResult } from '../nag/nag-result';
import { policyResource, policyStack } from '../testing';
import { applySuppressions } from './apply-suppressions';
import { type StackSuppression } from './stack-suppression';

const today = '2027-06-15';
const stack = 'app/stack@primary';
const reason = 'The bucket holds the names of builds and never patient data.';

const result = (over: Partial<NagResult> = {}): NagResult => ({
  rule: 'bucket-versioning',
  controls: [],
  stack,
  address: 'aws_s3_bucket.builds',
  result: 'non-compliant',
  ...over,
});
const suppression = (over: Partial<StackSuppression> = {}): StackSuppression => ({
  stack,
  rule: 'bucket-versioning',
  resource: 'aws_s3_bucket.builds',
  reason,
  ...over,
});

/** The result and the suppression after applying. */
function outcome(results: NagResult[], suppressions: StackSuppression[]) {
  const bucket = policyResource(
    'builds',
    'AWS::S3::Bucket',
    {},
    {
      address: 'aws_s3_bucket.builds',
      folded: ['aws_s3_bucket_versioning.builds'],
    },
  );
  const applied = applySuppressions(results, suppressions, {
    rules: new Set(['bucket-versioning', 'Pack-Policies']),
    stacks: [policyStack([bucket])],
    today,
  });
  return {
    results: applied.results.map(({ result }) => result),
    problems: applied.problems.map(({ problem }) => problem),
  };
}

test.each<[string, Partial<NagResult>, Partial<StackSuppression>]>([
  ['a finding', {}, {}],
  ['what a rule could not judge', { result: 'error' }, {}],
  ['a finding until the last day', {}, { expires: today }],
  [
    'a finding, by a resource that is part of the one it names',
    {},
    { resource: 'aws_s3_bucket_versioning.builds' },
  ],
  ['a finding of a stack as a whole', { address: 'stack' }, { resource: 'stack' }],
  ['one of several findings', { rule: 'Pack-Policies[Action::*]' }, { rule: 'Pack-Policies[Action::*]' }],
  ['all findings of a rule with several', { rule: 'Pack-Policies[Action::*]' }, { rule: 'Pack-Policies' }],
])('%s is excused', (_, found, excuse) => {
  expect(outcome([result(found)], [suppression(excuse)])).toEqual({ results: ['suppressed'], problems: [] });
});

test.each<[string, Partial<StackSuppression>, string]>([
  ['another stack', { stack: 'app/other@primary' }, 'unused'],
  ['the same stack in another region', { stack: 'app/stack@dr' }, 'unused'],
  ['another resource', { resource: 'aws_s3_bucket.other' }, 'unused'],
  ['another rule', { rule: 'Pack-Policies' }, 'unused'],
  ['no rule that there is', { rule: 'bucket-versions' }, 'unknown-rule'],
  ['the day before', { expires: '2027-06-14' }, 'expired'],
])('a suppression for %s excuses nothing, and is a problem itself', (_, excuse, problem) => {
  expect(outcome([result()], [suppression(excuse)])).toEqual({
    results: ['non-compliant'],
    problems: [problem],
  });
});

test.each(['compliant', 'not-applicable'] as const)('if a rule is %s, a suppression is unused', (said) => {
  expect(outcome([result({ result: said })], [suppression()])).toEqual({
    results: [said],
    problems: ['unused'],
  });
});

test('the reason comes with the result', () => {
  const { results } = applySuppressions([result()], [suppression()], {
    rules: new Set(['bucket-versioning']),
    stacks: [],
    today,
  });

  expect(results).toMatchObject([{ suppression: { reason } }]);
});
