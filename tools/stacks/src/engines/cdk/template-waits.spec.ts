import { templateWaits, type WaitingTemplate } from './template-waits';

const waits = (Resources: WaitingTemplate['Resources']) => templateWaits({ Resources });
const group = (
  rolling: object | undefined,
  Properties: Record<string, unknown> = { MaxSize: '10' },
  Timeout: unknown = 'PT15M',
) => ({
  Type: 'AWS::AutoScaling::AutoScalingGroup',
  Properties,
  CreationPolicy: { ResourceSignal: { Count: 2, Timeout } },
  ...(rolling && { UpdatePolicy: { AutoScalingRollingUpdate: rolling } }),
});

test.each<[string, WaitingTemplate['Resources'], number]>([
  ['nothing', undefined, 0],
  ['resources that nobody waits for', { Topic: { Type: 'AWS::SNS::Topic' } }, 0],
  ['a creation policy', { Group: group(undefined) }, 15],
  ['a creation policy without a time', { Group: group(undefined, {}, null) }, 5],
  ['a creation policy of hours', { Group: group(undefined, {}, 'PT1H30M30S') }, 90.5],
  [
    'a rolling update, batch by batch up to the largest group',
    { Group: group({ MaxBatchSize: 1, PauseTime: 'PT15M', WaitOnResourceSignals: true }) },
    150,
  ],
  [
    'a rolling update of larger batches',
    { Group: group({ MaxBatchSize: 4, PauseTime: 'PT20M', WaitOnResourceSignals: true }) },
    60,
  ],
  ['a rolling update that says no time', { Group: group({ WaitOnResourceSignals: true }) }, 50],
  ['a rolling update that waits for nothing', { Group: group({}) }, 15],
  [
    'a wait condition',
    { Wait: { Type: 'AWS::CloudFormation::WaitCondition', Properties: { Timeout: '5400' } } },
    90,
  ],
  ['a custom resource', { Custom: { Type: 'Custom::Migration', Properties: { ServiceTimeout: 1800 } } }, 30],
  [
    'an expression with an unknown value',
    { Wait: { Type: 'AWS::CloudFormation::WaitCondition', Properties: { Timeout: { Ref: 'Minutes' } } } },
    0,
  ],
])('%s', (_, resources, minutes) => {
  expect(waits(resources)).toBe(minutes);
});

test.each<[string, object]>([
  ['DependsOn', { DependsOn: 'First' }],
  ['a list of DependsOn', { DependsOn: ['First'] }],
  ['Ref', { Properties: { Timeout: 1800, Of: [{ Ref: 'First' }] } }],
  ['GetAtt', { Properties: { Timeout: 1800, Of: { 'Fn::GetAtt': ['First', 'Arn'] } } }],
  ['GetAtt as text', { Properties: { Timeout: 1800, Of: { 'Fn::GetAtt': 'First.Arn' } } }],
  ['Sub', { Properties: { Timeout: 1800, Of: { 'Fn::Sub': 'arn:${First.Name}' } } }],
])('a resource that refers to another by %s waits after it', (_, over) => {
  const wait = { Type: 'AWS::CloudFormation::WaitCondition', Properties: { Timeout: 1800 } };

  expect(waits({ First: wait, Second: { ...wait, ...over }, Third: wait })).toBe(60);
});
