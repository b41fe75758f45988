import * as kms from '.';
import { keyPolicy, type PolicyStatement } from '.';

const account = '111122223333';
const region = 'eu-central-1';
const here = { account, region };
const trailArn = `arn:aws:cloudtrail:${region}:${account}:trail/bulkhead-prod-audit`;
const distributionArn = `arn:aws:cloudfront::${account}:distribution/E1`;
const roleArn = `arn:aws:iam::${account}:role/replication`;
const taskRoleArn = `arn:aws:iam::${account}:role/task`;

type Where = { account: string; region: string };
const services: Record<string, (where: Where) => readonly PolicyStatement[]> = {
  autoScaling: kms.autoScaling,
  awsConfig: kms.awsConfig,
  backup: (where) => kms.backup({ ...where, copiedFrom: ['eu-west-1'] }),
  cloudFrontDistribution: () => kms.cloudFrontDistribution({ distributionArn }),
  cloudFrontDistributions: kms.cloudFrontDistributions,
  cloudTrail: (where) => kms.cloudTrail({ ...where, trailArn }),
  cloudWatchLogs: (where) => kms.cloudWatchLogs({ ...where, logGroupNames: ['/bulkhead/prod/*'] }),
  ecsExec: () => kms.ecsExec({ taskRoleArn, operatorRoleArns: [roleArn] }),
  efs: kms.efs,
  elastiCache: kms.elastiCache,
  lambda: kms.lambda,
  performanceInsights: kms.performanceInsights,
  rds: kms.rds,
  route53Dnssec: (where) => kms.route53Dnssec({ ...where, hostedZoneId: 'Z1' }),
  s3: kms.s3,
  secretsManager: kms.secretsManager,
  secretsManagerReplica: (where) => kms.secretsManagerReplica({ ...where, replicatedFrom: 'eu-west-1' }),
  sns: kms.sns,
  snsFromCloudWatchAlarms: kms.snsFromCloudWatchAlarms,
  snsFromEventBridge: kms.snsFromEventBridge,
  sqs: kms.sqs,
  sqsFromEventBridge: kms.sqsFromEventBridge,
  ssm: kms.ssm,
};
const table = Object.entries(services);

const principalsOf = ({ Principal }: PolicyStatement) => Object.values(Principal).flat() as string[];
const statementOf = (statements: readonly PolicyStatement[], sid: string) =>
  statements.find(({ Sid }) => Sid === sid);

test('the rules below cover every service of the library', () => {
  const functions = Object.entries(kms).filter(
    ([name, value]) => typeof value === 'function' && name !== 'keyPolicy',
  );
  expect(Object.keys(services).sort()).toEqual(functions.map(([name]) => name).sort());
});

describe.each(table)('%s', (_, statementsFor) => {
  const statements = statementsFor(here);

  test('P3.7: each statement has a condition, or names only roles', () => {
    for (const statement of statements) {
      const rolesOnly = principalsOf(statement).every((name) =>
        /^arn:aws:iam::\d{12}:role\/[\w/.-]+$/.test(name),
      );
      expect(rolesOnly || Object.keys(statement.Condition ?? {}).length > 0).toBe(true);
    }
  });

  test('P3.7: no statement allows everything, and no principal is a wildcard', () => {
    for (const statement of statements) {
      expect(statement.Effect).toBe('Allow');
      expect(principalsOf(statement).join()).not.toContain('*');
      for (const action of statement.Action) {
        expect(action).toMatch(
          /^kms:(Encrypt|Decrypt|ReEncrypt(\*|From)|GenerateDataKey(\*|WithoutPlaintext)?|Describe(\*|Key)|CreateGrant|GetPublicKey|Sign)$/,
        );
      }
    }
  });

  test('a grant can be created only for an AWS service', () => {
    for (const statement of statements.filter(({ Action }) => Action.includes('kms:CreateGrant'))) {
      expect(statement.Action).toEqual(['kms:CreateGrant']);
      expect(statement.Condition).toMatchObject({ Bool: { 'kms:GrantIsForAWSResource': 'true' } });
    }
  });

  test('P4.4: each statement has a Sid that IAM accepts', () => {
    for (const { Sid } of statements) expect(Sid).toMatch(/^[A-Za-z0-9]+$/);
  });

  test('engine tokens do not change', () => {
    const tokens = { account: '${Token[AWS.AccountId.4]}', region: '${Token[AWS.Region.9]}' };
    const resolved = JSON.stringify(statementsFor(tokens))
      .replaceAll(tokens.account, account)
      .replaceAll(tokens.region, region);
    expect(resolved).toBe(JSON.stringify(statements));
  });

  test('the statements fit into a key policy', () => {
    expect(keyPolicy({ account, statements: [statements] }).Statement).toHaveLength(statements.length + 1);
  });
});

test('one key can serve all services: Sids differ, and the policy has less than 32 KB', () => {
  const policy = keyPolicy({ account, statements: table.map(([, statementsFor]) => statementsFor(here)) });
  // kms/latest/developerguide/resource-limits.html
  expect(JSON.stringify(policy).length).toBeLessThan(32_768);
});

test('pitfall 9: CloudWatch Logs of the region may encrypt only the named log groups', () => {
  expect(kms.cloudWatchLogs({ ...here, logGroupNames: ['/bulkhead/prod/a', '/bulkhead/prod/b-*'] })).toEqual([
    expect.objectContaining({
      Principal: { Service: 'logs.eu-central-1.amazonaws.com' },
      Condition: {
        ArnLike: {
          'kms:EncryptionContext:aws:logs:arn': [
            `arn:aws:logs:${region}:${account}:log-group:/bulkhead/prod/a`,
            `arn:aws:logs:${region}:${account}:log-group:/bulkhead/prod/b-*`,
          ],
        },
      },
    }),
  ]);
});

test.each([
  ['no log group', [], 'NoLogGroup'],
  ['the ARN of streams', [`arn:aws:logs:${region}:${account}:log-group:/x:*`], 'LogStreamArn'],
  ['the ARN of streams of a token', ['arn:aws:logs:r:1:log-group:${Token[X.1]}:*'], 'LogStreamArn'],
])('pitfall 9: %s is refused, since it would match nothing', (_, logGroupArns, code) => {
  expect(() => kms.cloudWatchLogs({ ...here, logGroupArns })).toThrow(expect.objectContaining({ code }));
});

test('pitfall 9: ARNs do not change, including a pattern for all groups', () => {
  const logGroupArns = ['${Token[TOKEN.3]}', `arn:aws:logs:${region}:${account}:log-group:*`];
  expect(kms.cloudWatchLogs({ ...here, logGroupArns })[0]?.Condition).toEqual({
    ArnLike: { 'kms:EncryptionContext:aws:logs:arn': logGroupArns },
  });
});

test('pitfall 10: CloudTrail may encrypt and describe for one trail', () => {
  const statements = kms.cloudTrail({ account, trailArn });
  const service = { Service: 'cloudtrail.amazonaws.com' };
  const ofTrail = { StringEquals: { 'aws:SourceArn': trailArn } };

  expect(statementOf(statements, 'CloudTrailEncrypt')).toMatchObject({
    Principal: service,
    Action: ['kms:GenerateDataKey*'],
    Condition: {
      ...ofTrail,
      StringLike: { 'kms:EncryptionContext:aws:cloudtrail:arn': `arn:aws:cloudtrail:*:${account}:trail/*` },
    },
  });
  expect(statementOf(statements, 'CloudTrailDescribe')).toMatchObject({
    Principal: service,
    Action: ['kms:DescribeKey'],
    Condition: ofTrail,
  });
});

test('pitfall 10: only the account may read the log files', () => {
  expect(statementOf(kms.cloudTrail({ account, trailArn }), 'CloudTrailReaders')).toMatchObject({
    Principal: { AWS: `arn:aws:iam::${account}:root` },
    Condition: { StringEquals: { 'kms:CallerAccount': account } },
  });
});

test('pitfall 11: alarms of the account may publish to an encrypted topic', () => {
  expect(kms.snsFromCloudWatchAlarms({ account })).toEqual([
    expect.objectContaining({
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      Condition: { StringEquals: { 'aws:SourceAccount': account } },
    }),
  ]);
});

test('EventBridge can use an encrypted topic: no condition on keys that EventBridge does not send', () => {
  const [statement] = kms.snsFromEventBridge({ ...here, topicNames: ['bulkhead-prod-alerts'] });
  expect(JSON.stringify(statement)).not.toContain('aws:Source');
  expect(statement).toMatchObject({
    Principal: { Service: 'events.amazonaws.com' },
    Condition: {
      ArnLike: {
        'kms:EncryptionContext:aws:sns:topicArn': [`arn:aws:sns:${region}:${account}:bulkhead-prod-alerts`],
      },
    },
  });
});

test('EventBridge can use an encrypted queue: the same, with a condition on the queue', () => {
  const [statement] = kms.sqsFromEventBridge({ ...here, queueNames: ['bulkhead-prod-dead-letters'] });
  expect(JSON.stringify(statement)).not.toContain('aws:Source');
  expect(statement).toMatchObject({
    Principal: { Service: 'events.amazonaws.com' },
    Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
    Condition: {
      ArnLike: {
        'kms:EncryptionContext:aws:sqs:arn': [`arn:aws:sqs:${region}:${account}:bulkhead-prod-dead-letters`],
      },
    },
  });
});

test('pitfall 12: the service-linked role of Auto Scaling may use the key and create grants', () => {
  const role = `arn:aws:iam::${account}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`;
  const [use, grants] = kms.autoScaling({ account });

  expect(use).toMatchObject({ Principal: { AWS: role } });
  expect(use?.Action).toEqual(
    expect.arrayContaining(['kms:Decrypt', 'kms:GenerateDataKey*', 'kms:DescribeKey']),
  );
  expect(grants).toMatchObject({ Principal: { AWS: role }, Action: ['kms:CreateGrant'] });
});

test('pitfall 13: one distribution may decrypt', () => {
  expect(kms.cloudFrontDistribution({ distributionArn })).toEqual([
    expect.objectContaining({
      Principal: { Service: 'cloudfront.amazonaws.com' },
      Action: ['kms:Decrypt'],
      Condition: { StringEquals: { 'aws:SourceArn': distributionArn } },
    }),
  ]);
});

test('pitfall 13: before the distribution exists, all distributions of the account may decrypt', () => {
  expect(kms.cloudFrontDistributions(here)).toEqual([
    expect.objectContaining({
      Principal: { Service: 'cloudfront.amazonaws.com' },
      Action: ['kms:Decrypt'],
      Condition: { ArnLike: { 'aws:SourceArn': `arn:aws:cloudfront::${account}:distribution/*` } },
    }),
  ]);
});

test('P2.5: Route 53 may sign for one zone of the account, and create grants for itself only', () => {
  expect(kms.route53Dnssec({ account, hostedZoneId: 'Z1' })).toEqual([
    expect.objectContaining({
      Principal: { Service: 'dnssec-route53.amazonaws.com' },
      Action: ['kms:DescribeKey', 'kms:GetPublicKey', 'kms:Sign'],
      Condition: {
        StringEquals: { 'aws:SourceAccount': account },
        ArnEquals: { 'aws:SourceArn': 'arn:aws:route53:::hostedzone/Z1' },
      },
    }),
    expect.objectContaining({
      Action: ['kms:CreateGrant'],
      Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
    }),
  ]);
});

test.each([
  ['s3', 's3', []],
  ['secretsManager', 'secretsmanager', ['SecretsManagerGrants']],
  ['rds', 'rds', ['RdsGrants']],
  ['performanceInsights', 'rds', []],
  ['elastiCache', 'elasticache', ['ElastiCacheGrants']],
  ['efs', 'elasticfilesystem', ['EfsGrants']],
  ['lambda', 'lambda', ['LambdaGrants']],
  ['sns', 'sns', []],
  ['sqs', 'sqs', []],
  ['ssm', 'ssm', []],
])('%s: only through the service, only from the account', (name, endpoint, grants) => {
  const statements = services[name]?.(here) ?? [];
  expect(statements.length).toBeGreaterThan(0);
  for (const { Principal, Condition } of statements) {
    expect(Principal).toEqual({ AWS: `arn:aws:iam::${account}:root` });
    expect(Condition).toMatchObject({
      StringEquals: { 'kms:ViaService': `${endpoint}.${region}.amazonaws.com`, 'kms:CallerAccount': account },
    });
  }
  expect(statements.slice(1).map(({ Sid }) => Sid)).toEqual(grants);
});

test('through a service, roles may be named instead of the account', () => {
  expect(kms.secretsManager({ ...here, principalArns: [taskRoleArn] })[0]?.Principal).toEqual({
    AWS: [taskRoleArn],
  });
});

test('pitfall 22: AWS Backup of the source region may use the key of a copy target too', () => {
  for (const { Condition } of kms.backup({ account, region: 'eu-west-1', copiedFrom: ['eu-central-1'] })) {
    expect(Condition).toMatchObject({
      StringEquals: {
        'kms:ViaService': ['backup.eu-west-1.amazonaws.com', 'backup.eu-central-1.amazonaws.com'],
      },
    });
  }
});

test('P1.3: a principal that writes a secret may encrypt its replica, through Secrets Manager of either region', () => {
  const replica = { account, region: 'eu-west-1' };
  expect(kms.secretsManagerReplica({ ...replica, replicatedFrom: 'eu-central-1' })).toEqual([
    expect.objectContaining({
      Principal: { AWS: `arn:aws:iam::${account}:root` },
      Action: ['kms:Encrypt', 'kms:GenerateDataKey'],
      Condition: {
        StringEquals: {
          'kms:ViaService': [
            'secretsmanager.eu-west-1.amazonaws.com',
            'secretsmanager.eu-central-1.amazonaws.com',
          ],
          'kms:CallerAccount': account,
        },
      },
    }),
  ]);
});

test('Performance Insights: only its own data', () => {
  expect(kms.performanceInsights(here)[0]?.Condition).toMatchObject({
    'ForAnyValue:StringEquals': {
      'kms:EncryptionContext:aws:pi:service': 'rds',
      'kms:EncryptionContext:service': 'pi',
    },
  });
});

test('ECS Exec: the task may decrypt, and operators appear only if there are any', () => {
  expect(kms.ecsExec({ taskRoleArn }).map(({ Sid }) => Sid)).toEqual(['EcsExecTask']);
});
