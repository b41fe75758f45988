import { readable, secretsIn } from './readable-properties';

test.each<[unknown, unknown]>([
  [{ Ref: 'Key' }, '${Key}'],
  [{ 'Fn::GetAtt': ['Key', 'Arn'] }, '${Key.Arn}'],
  [{ 'Fn::Sub': 'a-${Key}' }, 'a-${Key}'],
  [{ 'Fn::Join': [':', ['arn', { Ref: 'AWS::Partition' }, 'x']] }, 'arn:${AWS::Partition}:x'],
  [{ 'Fn::Join': [',', { 'Fn::GetAZs': '' }] }, { 'Fn::Join': [',', { 'Fn::GetAZs': '' }] }],
  [{ A: [{ B: { Ref: 'Key' } }] }, { A: [{ B: '${Key}' }] }],
  [
    { Ref: 'Key', Other: 1 },
    { Ref: 'Key', Other: 1 },
  ],
  ['text', 'text'],
  [{ A: null }, { A: null }],
  [{ 'Fn::Sub': ['a-${x}', { x: 1 }] }, { 'Fn::Sub': ['a-${x}', { x: 1 }] }],
  [{ 'Fn::Select': ['a', ['b', 'c']] }, { 'Fn::Select': ['a', ['b', 'c']] }],
  [{ 'Fn::Join': [',', ['a', { 'Fn::GetAZs': '' }]] }, { 'Fn::Join': [',', ['a', { 'Fn::GetAZs': '' }]] }],
])('%j reads as %j', (value, expected) => {
  expect(readable(value)).toEqual(expected);
});

test.each<[object, unknown]>([
  [{ MasterUserPassword: 'hunter2' }, { MasterUserPassword: true }],
  [{ SecretString: 'hunter2' }, { SecretString: true }],
  [{ AuthToken: 'hunter2' }, { AuthToken: true }],
  [{ Variables: { DB_PASSWORD: 'hunter2' } }, { Variables: { DB_PASSWORD: true } }],
  [{ Environment: [{ Name: 'DB_PASSWORD', Value: 'hunter2' }] }, { Environment: [{ Value: true }] }],
  [{ MasterUserPassword: '{{resolve:secretsmanager:a}}' }, { MasterUserPassword: false }],
  [{ MasterUserPassword: 'a${b' }, { MasterUserPassword: true }],
  [{ A: null }, { A: false }],
  [{ MasterUserPassword: '${Secret}' }, { MasterUserPassword: false }],
  [{ ManageMasterUserPassword: true }, { ManageMasterUserPassword: false }],
  [{ Environment: [{ Name: 'PORT', Value: '80' }] }, { Environment: [{ Name: false, Value: false }] }],
])('in %j the secret is at %j', (properties, expected) => {
  expect(secretsIn(properties)).toEqual(expected);
});
