import { keyPolicy, snsFromCloudWatchAlarms, s3, ssm, type PolicyStatement } from '.';

const account = '111122223333';
const use: PolicyStatement = {
  Sid: 'Use',
  Effect: 'Allow',
  Principal: { AWS: `arn:aws:iam::${account}:role/app` },
  Action: ['kms:Decrypt'],
  Resource: '*',
};

test('the account can always manage the key, by the first statement', () => {
  const { Version, Statement } = keyPolicy({
    account,
    statements: [snsFromCloudWatchAlarms({ account }), use],
  });

  expect(Version).toBe('2012-10-17');
  expect(Statement.map(({ Sid }) => Sid)).toEqual([
    'AccountAdministration',
    'SnsFromCloudWatchAlarms',
    'Use',
  ]);
  expect(Statement[0]).toMatchObject({
    Principal: { AWS: `arn:aws:iam::${account}:root` },
    Action: ['kms:*'],
  });
});

test('administration can be separate from access to the data', () => {
  const [root] = keyPolicy({ account, statements: [], rootAccess: 'administration' }).Statement;

  expect(root?.Action).toContain('kms:PutKeyPolicy');
  expect(root?.Action.filter((action) => /\*$|Crypt|DataKey|CreateGrant|Sign|Mac/i.test(action))).toEqual([
    'kms:Describe*',
    'kms:Disable*',
    'kms:Enable*',
    'kms:Get*',
    'kms:List*',
    'kms:Update*',
  ]);
});

test('in another partition, the ARN of the account has that partition', () => {
  const [root] = keyPolicy({ account, partition: 'aws-us-gov', statements: [] }).Statement;
  expect(root?.Principal).toEqual({ AWS: `arn:aws-us-gov:iam::${account}:root` });
});

test('two calls return the same bytes', () => {
  const build = () => keyPolicy({ account, statements: [s3({ account, region: 'eu-west-1' }), use] });
  expect(JSON.stringify(build())).toBe(JSON.stringify(build()));
});

test.each([
  [
    'of one service twice',
    [ssm({ account, region: 'eu-west-1' }), ssm({ account, region: 'eu-west-2' })],
    'Ssm',
  ],
  ['of the account', [{ ...use, Sid: 'AccountAdministration' }], 'AccountAdministration'],
])('a Sid %s is refused', (_, statements, sid) => {
  expect(() => keyPolicy({ account, statements })).toThrow(
    expect.objectContaining({ code: 'DuplicateSid', message: expect.stringContaining(sid) }),
  );
});

test.each([
  ['everyone', '*'],
  ['every AWS principal', { AWS: '*' }],
  ['every role', { AWS: [`arn:aws:iam::${account}:role/app`, `arn:aws:iam::${account}:role/*`] }],
  ['every service', { Service: '*' }],
  ['nobody', {}],
])('P3.7: a principal that is %s is refused', (_, principal) => {
  const statement = { ...use, Principal: principal as PolicyStatement['Principal'] };
  expect(() => keyPolicy({ account, statements: [statement] })).toThrow(
    expect.objectContaining({ code: 'WildcardPrincipal', message: expect.stringContaining('Use') }),
  );
});
