import { allows, conditionValues, matches, refusesPlainText, statementsOf } from './policy-documents';

const statement = {
  Effect: 'Allow',
  Principal: { AWS: ['a', 'b'], Service: 'c' },
  Action: 'kms:Decrypt',
  Resource: '*',
  Condition: { StringEquals: { 'kms:ViaService': ['d', 'e'] } },
};

test.each([
  ['an object', { Statement: [statement] }],
  ['its text', JSON.stringify({ Statement: [statement] })],
  ['a document of one statement', { Statement: statement }],
])('the statements of %s, with every list a list', (_, document) => {
  expect(statementsOf(document)).toEqual([
    {
      name: 'number 1',
      effect: 'Allow',
      principals: [
        { kind: 'AWS', value: 'a' },
        { kind: 'AWS', value: 'b' },
        { kind: 'Service', value: 'c' },
      ],
      actions: ['kms:Decrypt'],
      resources: ['*'],
      conditions: [{ operator: 'StringEquals', key: 'kms:viaservice', values: ['d', 'e'] }],
    },
  ]);
});

test.each([['not JSON'], [undefined], [{ Ref: 'Policy' }]])('%p has no statements', (document) => {
  expect(statementsOf(document)).toEqual([]);
});

test.each([
  ['kms:*', 'kms:Decrypt', true],
  ['kms:GenerateDataKey*', 'kms:GenerateDataKeyWithoutPlaintext', true],
  ['KMS:decrypt', 'kms:Decrypt', true],
  ['kms:Decrypt', 'kms:DecryptAll', false],
  ['a.b', 'axb', false],
  ['a?c', 'abc', true],
])('that %s stands for %s is %p', (pattern, action, is) => {
  expect(matches(pattern, action)).toBe(is);
});

test('a denial allows nothing', () => {
  const [denial] = statementsOf({ Statement: { ...statement, Effect: 'Deny' } });
  expect(denial && allows(denial, 'kms:Decrypt')).toBe(false);
});

test('condition keys are found in any case, with all their values', () => {
  const [found] = statementsOf({ Statement: statement });
  expect(found && conditionValues(found, 'kms:viaservice')).toEqual(['d', 'e']);
});

const denial = {
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};
test.each([
  ['everything without TLS', denial, true],
  ['only one action', { ...denial, Action: 's3:GetObject' }, false],
  ['only one principal', { ...denial, Principal: { AWS: 'a' } }, false],
  ['what has TLS', { ...denial, Condition: { Bool: { 'aws:SecureTransport': 'true' } } }, false],
  [
    'only what also meets another condition',
    { ...denial, Condition: { ...denial.Condition, StringEquals: { 'aws:PrincipalArn': 'a' } } },
    false,
  ],
])('refusing %s', (_, Statement, is) => {
  expect(refusesPlainText({ Statement })).toBe(is);
});
