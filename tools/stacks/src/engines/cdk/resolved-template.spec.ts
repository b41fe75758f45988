import { withValues } from './resolved-template';
import { type StackTemplate } from './stack-template';

const string = { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/path' };
const list = { Type: 'AWS::SSM::Parameter::Value<List<String>>', Default: '/path' };
const stack = (
  properties: object,
  parameters: Record<string, string>,
  declared: object = { Vpc: string, Subnets: list },
) => ({
  template: {
    Parameters: declared,
    Resources: { One: { Type: 'T', Properties: properties } },
  } as StackTemplate,
  parameters,
});
const properties = (template: StackTemplate) =>
  (template.Resources?.['One'] as { Properties: object } | undefined)?.Properties;

test.each<[string, object, object]>([
  ['a reference', { VpcId: { Ref: 'Vpc' } }, { VpcId: 'vpc-1' }],
  ['a list', { SubnetIds: { Ref: 'Subnets' } }, { SubnetIds: ['a', 'b'] }],
  ['a reference deep within', { A: [{ B: { Ref: 'Vpc' } }] }, { A: [{ B: 'vpc-1' }] }],
  [
    'an argument of a function',
    { A: { 'Fn::Select': [0, { Ref: 'Subnets' }] } },
    { A: { 'Fn::Select': [0, ['a', 'b']] } },
  ],
  [
    'a reference within text',
    { A: { 'Fn::Sub': 'x-${Vpc}-${AWS::Region}' } },
    { A: { 'Fn::Sub': 'x-vpc-1-${AWS::Region}' } },
  ],
  ['a text outside a function', { A: { Text: 'x-${Vpc}' } }, { A: { Text: 'x-${Vpc}' } }],
  [
    'text with variables of its own',
    { A: { 'Fn::Sub': ['${Vpc}', {}] } },
    { A: { 'Fn::Sub': ['${Vpc}', {}] } },
  ],
  ['nothing', { A: null }, { A: null }],
  ['a reference to a resource', { A: { Ref: 'Key' } }, { A: { Ref: 'Key' } }],
  ['a property of the name of a function', { Ref: 'Vpc', Other: 1 }, { Ref: 'Vpc', Other: 1 }],
])('%s: %j becomes %j', (_, before, expected) => {
  const one = stack(before, { Vpc: 'vpc-1', Subnets: 'a,b' });

  expect(withValues(one, one).map(properties)).toEqual([expected, expected]);
});

test('a value that is known on one side only is inserted on neither side', () => {
  const one = stack({ VpcId: { Ref: 'Vpc' } }, { Vpc: 'vpc-1' });
  const other = stack({ VpcId: { Ref: 'Vpc' } }, {});

  expect(withValues(one, other).map(properties)).toEqual([
    { VpcId: { Ref: 'Vpc' } },
    { VpcId: { Ref: 'Vpc' } },
  ]);
});

test('a parameter that only one side has is inserted there', () => {
  const [before, after] = withValues(
    stack({ VpcId: 'vpc-1' }, {}, {}),
    stack({ VpcId: { Ref: 'Vpc' } }, { Vpc: 'vpc-1' }),
  ).map(properties);

  expect(after).toEqual(before);
});

test('the declared parameters of a template stay declared', () => {
  const declaring = stack({}, { Vpc: 'vpc-1', Subnets: 'a,b' });
  const { Resources = {} } = declaring.template;
  const [before, after] = withValues(declaring, { template: { Resources }, parameters: {} });

  expect(before).toEqual(declaring.template);
  expect('Parameters' in after).toBe(false);
});
