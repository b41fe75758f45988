import { dirname } from 'node:path';
import { type SynthIndexEntry } from '../synthesis/synth-index';
import { fakeProgram, testFolder } from '../test-folder';
import { lintStacks } from './lint-stacks';

/** A linter that refuses every template with a word in it, as cfn-lint does what it does not know. */
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

test('both what CDK synthesizes and what Terraform is in the words of CloudFormation are looked at, in one run', async () => {
  const entries = [entry('a', 'cdk', 'good/vpc.template.json'), entry('b', 'cdktf', 'good/cdk.tf.json')];

  expect(await lintStacks(entries, root)).toEqual({ templates: 2, result: { outcome: 'clean' } });
});

test('what is refused is said', async () => {
  expect(await lintStacks([entry('a', 'cdk', 'bad/vpc.template.json')], root)).toEqual({
    templates: 1,
    result: { outcome: 'errors', printed: 'NoSuchProperty' },
  });
});

test('a stack that cannot be read is left to the judgement, which says so', async () => {
  expect(await lintStacks([entry('a', 'cdktf', 'unheard/cdk.tf.json')], root)).toMatchObject({
    templates: 0,
  });
});

test('where there is no cfn-lint, that is what is returned', async () => {
  process.env['PATH'] = '/nowhere';

  expect(await lintStacks([entry('a', 'cdk', 'good/vpc.template.json')], root)).toMatchObject({
    result: { outcome: 'absent' },
  });
});
