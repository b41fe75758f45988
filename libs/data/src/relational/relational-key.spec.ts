import { one } from '@bulkhead/cdktf/testing';
import { keyPolicyOf, regionOf, sidsIn, statementsIn, terraformWith } from '../testing';
import { auroraIdentity } from './database-identity';
import { RelationalKey, type RelationalKeyProps } from './relational-key';

type Password = RelationalKeyProps['password'];

const keyOf = (password: Password, region = regionOf(), isProtected = true) =>
  terraformWith((stack, nameScope) => {
    new RelationalKey(stack, 'encryption', {
      nameScope,
      identity: auroraIdentity(nameScope, { instances: 2 }),
      password,
      isProtected,
    });
  }, region);
const policyOf = (password: Password, region = regionOf()) =>
  keyPolicyOf(keyOf(password, region), 'Relational database');
const always = ['Rds', 'RdsGrants'];

describe('P3.7: the key of the database', () => {
  test.each<[Password, string[]]>([
    ['managed', ['SecretsManager', 'SecretsManagerGrants']],
    ['own', ['Lambda', 'LambdaGrants']],
    ['replicated', []],
  ])('with a password that is %s, is for these services in addition: %j', (password, more) => {
    expect(sidsIn(policyOf(password))).toEqual([
      'AccountAdministration',
      ...always,
      ...more,
      'PerformanceInsights',
      'CloudWatchLogs',
    ]);
  });

  test.each([
    ['managed', 'primary', 'eu-central-1'],
    ['own', 'primary', 'eu-central-1'],
    ['replicated', 'dr', 'eu-west-1'],
  ] as const)(
    'with a password that is %s, in the %s region, can be used only through services of %s',
    (password, role, region) => {
      const throughOf = (sid: string) =>
        statementsIn(policyOf(password, regionOf(role))).find(({ Sid }) => Sid === sid)?.Condition?.[
          'StringEquals'
        ];
      const through = (service: string) => ({
        'kms:ViaService': `${service}.${region}.amazonaws.com`,
        'kms:CallerAccount': '123456789012',
      });
      for (const sid of [...always, 'PerformanceInsights']) expect(throughOf(sid)).toEqual(through('rds'));
      expect(throughOf('SecretsManager')).toEqual(
        password === 'managed' ? through('secretsmanager') : undefined,
      );
      expect(throughOf('Lambda')).toEqual(password === 'own' ? through('lambda') : undefined);
    },
  );

  test('is administered without a condition, and the administration cannot decrypt', () => {
    const unconditional = statementsIn(policyOf('managed')).filter(({ Condition }) => !Condition);
    expect(unconditional.map(({ Sid }) => Sid)).toEqual(['AccountAdministration']);
    expect(
      [unconditional[0]?.Action ?? []]
        .flat()
        .filter((action) => /^kms:(\*|.*(crypt|DataKey|CreateGrant))/i.test(action)),
    ).toEqual([]);
  });
});

describe('pitfall 9: CloudWatch Logs', () => {
  const logsOf = (password: Password) =>
    statementsIn(policyOf(password)).find(({ Sid }) => Sid === 'CloudWatchLogs');
  const group = (name: string) => `arn:aws:logs:eu-central-1:123456789012:log-group:${name}`;

  test.each<[Password, string[]]>([
    ['managed', []],
    ['own', ['/bulkhead/test/rotation/application', '/bulkhead/test/rotation/master']],
    ['replicated', []],
  ])('uses the key for the log of the database; if the password is %s, also for %j', (password, more) => {
    expect(logsOf(password)).toMatchObject({
      Principal: { Service: 'logs.eu-central-1.amazonaws.com' },
      Condition: {
        ArnLike: {
          'kms:EncryptionContext:aws:logs:arn': [
            '/aws/rds/cluster/bulkhead-test-relational/postgresql',
            ...more,
          ].map(group),
        },
      },
    });
  });
});

test('P5.2: the key rotates, takes 30 days to delete, and has an alias', () => {
  const terraform = keyOf('managed');
  expect(one(terraform, 'aws_kms_key')).toMatchObject({
    enable_key_rotation: true,
    deletion_window_in_days: 30,
  });
  expect(one(terraform, 'aws_kms_alias')['name']).toBe('alias/bulkhead-test-relational');
});

test.each([true, false])(
  'P4.6: with `isProtected: %s`, Terraform keeps or deletes the key',
  (isProtected) => {
    expect(one(keyOf('managed', regionOf(), isProtected), 'aws_kms_key')['lifecycle']).toEqual({
      prevent_destroy: isProtected,
    });
  },
);
