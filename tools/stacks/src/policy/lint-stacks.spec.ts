import { dirname } from 'node:path';
import { type SynthIndexEntry } from '../synthesis/synth-index';
import { fakeProgram, testFolder } from '../test-folder';
import { lintStacks } from './lint-stacks';

/** A linter that refuses every template with a certain word, as cfn-lint refuses unknown properties. */
const linter = fakeProgram(
  'cfn-lint',
  `while [ "$1" != "--" ]; do shift; done; shift
cat "$@" | grep -o 'NoSuchProperty' && exit 2
exit 0`,
);

const entry = (stack: string, engine: 'cdk' | 'cdktf', template: string): SynthIndexEntry => ({
  app: 'network',
  stack,
  engine,
  role: 'primary',
  region: 'us-east-1',
  template,
  omitted: [],
  publishes: [],
  consumes: [],
  suppressions: [],
});

const root = testFolder({
  'good/cdk.tf.json': { resource: { aws_sns_topic: { alerts: { name: 'alerts' } } } },
  'unheard/cdk.tf.json': { resource: { aws_unheard_of: { it: {} } } },
  'good/vpc.template.json': { Resources: {} },
  'bad/vpc.template.json': {
    Resources: { Topic: { Type: 'AWS::SNS::Topic', Properties: { NoSuchProperty: 1 } } },
  },
});

const path = process.env['PATH'];
beforeEach(() => (process.env['PATH'] = `${dirname(linter)}:/bin:/usr/bin`));
afterEach(() => (process.env['PATH'] = path));

test('the CDK templates and the Terraform stacks translated to CloudFormation are checked in one run', async () => {
  const entries = [entry('a', 'cdk', 'good/vpc.template.json'), entry('b', 'cdktf', 'good/cdk.tf.json')];

  expect(await lintStacks(entries, root)).toEqual({ templates: 2, result: { outcome: 'clean' } });
});

test('refusals are printed', async () => {
  expect(await lintStacks([entry('a', 'cdk', 'bad/vpc.template.json')], root)).toEqual({
    templates: 1,
    result: { outcome: 'errors', printed: 'NoSuchProperty' },
  });
});

test('a stack that cannot be read is left to the judgement, which reports it', async () => {
  expect(await lintStacks([entry('a', 'cdktf', 'unheard/cdk.tf.json')], root)).toMatchObject({
    templates: 0,
  });
});

test('without cfn-lint, the result says so', async () => {
  process.env['PATH'] = '/nowhere';

  expect(await lintStacks([entry('a', 'cdk', 'good/vpc.template.json')], root)).toMatchObject({
    result: { outcome: 'absent' },
  });
});
