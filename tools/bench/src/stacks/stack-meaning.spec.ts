import { stackMeaning } from './stack-meaning';

const terraform = (policy: object, more: object = {}) => ({
  resource: { aws_iam_role: { role: { assume_role_policy: JSON.stringify(policy), ...more } } },
});
const cloudFormation = (delay: number, more: object = {}) => ({
  Resources: { Queue: { Type: 'AWS::SQS::Queue', Properties: { DelaySeconds: delay }, ...more } },
});

test.each<[string, 'cdk' | 'cdktf', object, object]>([
  [
    'a comment',
    'cdktf',
    terraform({ Version: '1' }),
    terraform({ Version: '1' }, { '//': { metadata: { path: 'a/b' } } }),
  ],
  [
    'the order of keys in a policy',
    'cdktf',
    terraform({ Version: '1', Id: 'a' }),
    terraform({ Id: 'a', Version: '1' }),
  ],
  ['metadata', 'cdk', cloudFormation(5), cloudFormation(5, { Metadata: { 'aws:cdk:path': 'a/b' } })],
])('%s does not change the meaning', (_, engine, before, after) => {
  expect(stackMeaning(engine, after)).toEqual(stackMeaning(engine, before));
});

test.each<[string, 'cdk' | 'cdktf', object, object]>([
  ['a statement', 'cdktf', terraform({ Version: '1' }), terraform({ Version: '2' })],
  ['an attribute', 'cdktf', terraform({}), terraform({}, { name: 'a' })],
  ['a property', 'cdk', cloudFormation(5), cloudFormation(6)],
  [
    'the deletion policy of a resource',
    'cdk',
    cloudFormation(5),
    cloudFormation(5, { DeletionPolicy: 'Retain' }),
  ],
])('%s changes the meaning', (_, engine, before, after) => {
  expect(stackMeaning(engine, after)).not.toEqual(stackMeaning(engine, before));
});
