import { type PresetName, presetNames } from '@bulkhead/config';
import { Match } from 'aws-cdk-lib/assertions';
import { alarmsOf, contextOf, resourcesOf, synthesize } from './testing';
import { templateOf } from '@bulkhead/cdk/testing';
import { MonitoringStack } from './monitoring-stack';

const topic = (name: string) => ({ Ref: expect.stringMatching(`^Topics${name}`) as string });

test('P2.8: two topics are encrypted with a key that alarms, rules and roles may use', () => {
  const template = synthesize();

  for (const name of ['alerts', 'notifications']) {
    template.hasResourceProperties('AWS::SNS::Topic', {
      TopicName: `bulkhead-test-${name}`,
      KmsMasterKeyId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^TopicsEncryption'), 'Arn'] },
    });
  }
  template.hasResourceProperties('AWS::KMS::Key', {
    KeyPolicy: {
      Statement: Match.arrayWith(
        ['SnsFromCloudWatchAlarms', 'SnsFromEventBridge', 'Sns'].map((Sid) => Match.objectLike({ Sid })),
      ),
    },
  });
});

test.each<PresetName>([...presetNames])('%s exchanges what the manifest says', (preset) => {
  const context = contextOf(preset);
  templateOf(MonitoringStack, context);

  expect(() => context.requireEverythingDeclaredUsed()).not.toThrow();
});

describe('P1.8: patient-data', () => {
  test.each([
    ['database CPU above 80 %', 'database-cpu', { Threshold: 80, MetricName: 'CPUUtilization' }],
    ['tasks below desired', 'missing-tasks', { Threshold: 0, TreatMissingData: 'breaching' }],
    ['unhealthy targets', 'unhealthy-targets', { Threshold: 0, MetricName: 'UnHealthyHostCount' }],
    ['burst credits of the file system', 'file-system-credits', { MetricName: 'BurstCreditBalance' }],
  ])('alarms on %s, with an action', (_, name, properties) => {
    expect(alarmsOf('patient-data').get(name)).toMatchObject({
      ...properties,
      AlarmActions: [topic('Notifications')],
    });
  });
});

describe('P2.7: web-multi-region', () => {
  test.each([
    ['CPU of the instances', 'instance-cpu', { MetricName: 'CPUUtilization' }],
    ['memory of the instances', 'instance-memory', { MetricName: 'mem_used_percent' }],
    ['latency of the load balancer', 'target-latency', { MetricName: 'TargetResponseTime' }],
    ['size of the data bucket', 'bucket-size', { MetricName: 'BucketSizeBytes' }],
  ])('alarms on the %s', (_, name, properties) => {
    expect(alarmsOf('web-multi-region').get(name)).toMatchObject({
      ...properties,
      AlarmActions: [topic('Notifications')],
    });
  });

  test('has a dashboard in each region, with a name that the other region does not have', () => {
    const names = (['primary', 'dr'] as const).map(
      (role) =>
        resourcesOf('web-multi-region', role).find(({ Type }) => Type === 'AWS::CloudWatch::Dashboard')
          ?.Properties['DashboardName'],
    );

    expect(names[0]).toMatch(/^bulkhead-test-region-/);
    expect(names[1]).not.toBe(names[0]);
  });
});

test('P1.11: the DR region pages somebody if it no longer follows the primary region', () => {
  const alarms = alarmsOf('patient-data', 'dr');

  expect(alarms.get('database-replication')).toMatchObject({
    MetricName: 'AuroraGlobalDBReplicationLag',
    // A third of 15 minutes, in milliseconds.
    Threshold: 300_000,
    TreatMissingData: 'breaching',
  });
  expect(JSON.stringify(alarms.get('page-data')?.AlarmRule)).toContain('databasereplication');
  expect(alarms.get('page-data')?.AlarmActions).toEqual([topic('Alerts')]);
  expect(alarmsOf('patient-data', 'primary').has('database-replication')).toBe(false);
});

test.each([
  ['primary', "FileSystemId = '"],
  ['dr', "DestinationFileSystemId = '"],
] as const)(
  'P1.6: the %s region pages somebody if files are behind by more than may be lost',
  (role, own) => {
    const alarms = alarmsOf('patient-data', role);
    const alarm = alarms.get('file-replication');

    expect(alarm).toMatchObject({ Threshold: 900, TreatMissingData: 'missing' });
    expect(alarm?.Metrics?.[0]?.Expression).toEqual({
      'Fn::Join': [
        '',
        [
          `SELECT MAX(TimeSinceLastSync) FROM SCHEMA("AWS/EFS", DestinationFileSystemId, FileSystemId) WHERE ${own}`,
          { Ref: 'ConsumeFileSystemFileSystemId' },
          "'",
        ],
      ],
    });
    expect(JSON.stringify(alarms.get('page-data')?.AlarmRule)).toContain('filereplication');
    expect(alarmsOf('hipaa-dr', role).has('file-replication')).toBe(false);
  },
);

test.each<[PresetName, readonly string[]]>([
  ['patient-data', ['audit-file', 'object']],
  ['web-multi-region', ['audit-file', 'object', 'static-asset']],
  ['hipaa-dr', ['audit-file', 'object']],
])('P3.2: every bucket that %s copies is watched where S3 publishes the metric', (preset, copied) => {
  const names = (role: 'primary' | 'dr', pattern: RegExp) =>
    [...alarmsOf(preset, role).keys()].flatMap((name) => pattern.exec(name)?.[1] ?? []).sort();

  expect(names('dr', /^(object|static-asset|audit-file)-replication$/)).toEqual(copied);
  expect(names('primary', /^unreplicated-(object|static-asset|audit-file)s$/)).toEqual(copied);
  expect(names('dr', /^(unreplicated)-/)).toEqual([]);
});

test('a trail of the organization has no copy to watch', () => {
  const { Resources } = synthesize('hipaa-dr', {}, 'dr', {
    apps: { observability: { audit: { trail: { managedBy: 'organization' } } } },
  } as never).toJSON() as { Resources: object };

  expect(JSON.stringify(Resources)).not.toContain('audit-file');
  expect(JSON.stringify(Resources)).toContain('object-replication');
});

test.each<[PresetName, string]>([
  ['saas', 'Fargate'],
  ['patient-data', 'Fargate'],
  ['ecs-ec2', 'EC2'],
  ['web-multi-region', 'EC2'],
])('P2.7: the vCPUs of %s are compared with the quota of %s', (preset, service) => {
  const [percent, used] = alarmsOf(preset).get('vcpu-quota')?.Metrics ?? [];

  expect(percent?.Expression).toBe('used / SERVICE_QUOTA(used) * 100');
  expect(JSON.stringify(used)).toContain(`{"Name":"Service","Value":"${service}"}`);
});

test('the errors of a month are used up in three rates, each seen by two windows', () => {
  const alarms = alarmsOf('saas');
  const windows = (name: string) =>
    ['long', 'short'].map((window) => alarms.get(`${name}-${window}`)?.Threshold);

  // 99.9 % leaves 0.001, and 14.4, 6 and 1 times of it.
  expect(windows('availability-fast')).toEqual([0.0144, 0.0144]);
  expect(windows('availability-steady')).toEqual([0.006, 0.006]);
  expect(windows('availability-slow')).toEqual([0.001, 0.001]);
  // 99 % within a second.
  expect(windows('latency-fast')).toEqual([0.144, 0.144]);
});

test('one page for all that users feel; nobody is called while a drill is declared', () => {
  const alarms = alarmsOf('saas');
  const page = alarms.get('page-users');

  expect(page?.AlarmActions).toEqual([topic('Alerts')]);
  expect(page?.ActionsSuppressor).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^Declared/), 'Arn'] });
  const silent = [...alarms].filter(([, { AlarmActions }]) => AlarmActions === undefined);
  const rule = JSON.stringify([...alarms.values()].map(({ AlarmRule }) => AlarmRule ?? []));
  // An alarm without an action of its own is a part of a page or a ticket.
  for (const [name] of silent.filter(([each]) => each !== 'declared'))
    expect(rule).toContain(`bulkheadtestobservability${name.replace(/-/g, '')}`);
});

test('no alarm is too long for CloudWatch', () => {
  for (const preset of presetNames)
    for (const { AlarmName, AlarmDescription } of alarmsOf(preset).values()) {
      expect(AlarmName.length).toBeLessThanOrEqual(255);
      expect(AlarmDescription.length).toBeLessThanOrEqual(1024);
    }
});

describe('people', () => {
  test('subscribe by configuration', () => {
    const template = synthesize('saas', {
      alerts: { emails: ['on-call@example.org'] },
      notifications: { urls: ['https://hooks.example.org/bulkhead'] },
      chat: { workspaceId: 'T012345678', channelId: 'C012345678' },
    });

    template.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'on-call@example.org',
      TopicArn: { Ref: Match.stringLikeRegexp('^TopicsAlerts') },
    });
    template.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'https' });
    template.hasResourceProperties('AWS::Chatbot::SlackChannelConfiguration', {
      SlackWorkspaceId: 'T012345678',
      SnsTopicArns: [
        { Ref: Match.stringLikeRegexp('^TopicsAlerts') },
        { Ref: Match.stringLikeRegexp('^TopicsNotifications') },
      ],
    });
  });

  test.each([
    [{ objectives: { availabilityPercent: 99.99 } }, 'at most 99.95'],
    [{ objectives: { availabilityPercent: 94 } }, 'at least 95'],
    [{ alerts: { phones: ['+1'] } }, 'unknown key'],
    [{ alerts: { urls: ['https://hooks.example.org/?token=1'] } }, 'without a user, query'],
    [{ alerts: { emails: ['a@example.org', 'a@example.org'] } }, 'each one once'],
    [{ chat: { workspaceId: 'acme', channelId: 'C012345678' } }, 'the id of a Slack workspace'],
  ])('%j is refused', (monitoring, message) => {
    expect(() => contextOf('saas', monitoring)).toThrow(message);
  });
});

describe('P2.8: the functions that explain', () => {
  test.each([
    ['alarms', { source: ['aws.cloudwatch'] }],
    ['changes', { source: ['aws.config'] }],
  ])('%s get each event once, in order, and lose none', (explained, pattern) => {
    const template = synthesize();
    const queue = `bulkhead-test-explain-${explained}`;

    template.hasResourceProperties('AWS::SQS::Queue', {
      QueueName: `${queue}.fifo`,
      ContentBasedDeduplication: true,
      RedrivePolicy: Match.objectLike({ maxReceiveCount: 3 }),
    });
    template.hasResourceProperties('AWS::SQS::Queue', { QueueName: `${queue}-failed.fifo`, FifoQueue: true });
    // EventBridge refuses a queue that keeps the order as its dead-letter queue.
    template.hasResourceProperties('AWS::SQS::Queue', {
      QueueName: `${queue}-undelivered`,
      FifoQueue: Match.absent(),
    });
    template.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: Match.objectLike(pattern),
      Targets: [
        Match.objectLike({
          SqsParameters: { MessageGroupId: explained },
          DeadLetterConfig: Match.anyValue(),
        }),
      ],
    });
    template.hasResourceProperties('AWS::Lambda::Function', {
      FunctionName: `bulkhead-test-explain-${explained}`,
      TracingConfig: { Mode: 'Active' },
      LoggingConfig: Match.objectLike({ LogFormat: 'JSON' }),
    });
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
  });

  test.each(['alarms', 'changes'])(
    'and rule explain-%s is watched, in case it gives up an event',
    (explained) => {
      expect(alarmsOf('saas').get(`failed-rule-explain-${explained}`)).toMatchObject({
        MetricName: 'FailedInvocations',
        Dimensions: [{ Name: 'RuleName', Value: `bulkhead-test-explain-${explained}` }],
        Threshold: 0,
        TreatMissingData: 'notBreaching',
        AlarmActions: [topic('Notifications')],
      });
    },
  );

  test.each(['test', 'prod-eu', 'prod-eu-west'])(
    'in environment %s, alarms that call people are explained, and no other',
    (name) => {
      const template = synthesize('patient-data', {}, 'dr', { name }).toJSON() as {
        Resources: Record<string, { Type: string; Properties: Record<string, unknown> }>;
      };
      const of = (type: string) =>
        Object.values(template.Resources).flatMap(({ Type, Properties }) =>
          Type === type ? [Properties] : [],
        );
      const prefixes = of('AWS::Events::Rule').flatMap(({ EventPattern }) =>
        [...JSON.stringify(EventPattern).matchAll(/"alarmName":\[\{"prefix":"([^"]+)"/g)].map(
          ([, prefix]) => prefix ?? '',
        ),
      );
      const explained = ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm']
        .flatMap(of)
        .map(({ AlarmName }) => String(AlarmName))
        .filter((alarm) => prefixes.some((prefix) => alarm.startsWith(prefix)));

      expect(prefixes).toHaveLength(1);
      expect(explained.map((alarm) => /-page-(users|data)/.exec(alarm)?.[1]).sort()).toEqual([
        'data',
        'users',
      ]);
    },
  );
});
