import { type PolicyStack } from '@bulkhead/policy';
import { cloudFormationStack, terraformStack } from '@bulkhead/policy/testing';
import { type Alarm, type MetricAlarm } from '../model/alarms';
import { readAlarms } from './read-alarms';

type Body = Record<string, unknown>;

const topic = { aws_sns_topic: { alerts: { name: 'alerts' } } };

/** An alarm as Terraform has it, with all that an alarm of one metric can say. */
const terraformAlarm = {
  alarm_name: 'slow',
  alarm_description: 'What it means',
  alarm_actions: ['${aws_sns_topic.alerts.arn}'],
  ok_actions: ['${aws_sns_topic.alerts.arn}'],
  insufficient_data_actions: ['arn:aws:sns:eu-west-1:1:other'],
  actions_enabled: false,
  comparison_operator: 'GreaterThanThreshold',
  datapoints_to_alarm: 2,
  dimensions: { LoadBalancer: 'app/x/1' },
  evaluate_low_sample_count_percentiles: 'ignore',
  evaluation_periods: 3,
  extended_statistic: 'p99.5',
  metric_name: 'TargetResponseTime',
  namespace: 'AWS/ApplicationELB',
  period: 60,
  threshold: 1.5,
  treat_missing_data: 'notBreaching',
};

const cloudFormationAlarm = {
  AlarmName: 'slow',
  AlarmDescription: 'What it means',
  AlarmActions: [{ Ref: 'Topic' }],
  OKActions: [{ Ref: 'Topic' }],
  InsufficientDataActions: ['arn:aws:sns:eu-west-1:1:other'],
  ActionsEnabled: false,
  ComparisonOperator: 'GreaterThanThreshold',
  DatapointsToAlarm: 2,
  Dimensions: [{ Name: 'LoadBalancer', Value: 'app/x/1' }],
  EvaluateLowSampleCountPercentile: 'ignore',
  EvaluationPeriods: 3,
  ExtendedStatistic: 'p99.5',
  MetricName: 'TargetResponseTime',
  Namespace: 'AWS/ApplicationELB',
  Period: '60',
  Threshold: 1.5,
  TreatMissingData: 'notBreaching',
};

function fromTerraform(resource: Record<string, Record<string, Body>>, rest: Partial<PolicyStack> = {}) {
  return readAlarms('qa', [terraformStack({ resource: { ...topic, ...resource } }, rest)]);
}

function fromCloudFormation(alarm: Body, rest: Record<string, { Type: string; Properties: Body }> = {}) {
  return readAlarms('qa', [
    cloudFormationStack({
      Resources: {
        Topic: { Type: 'AWS::SNS::Topic', Properties: {} },
        Slow: { Type: 'AWS::CloudWatch::Alarm', Properties: alarm },
        ...rest,
      },
    }),
  ]);
}

function only(alarms: ReadonlyMap<string, Alarm>): MetricAlarm {
  const [alarm, ...others] = [...alarms.values()];
  if (alarm?.type !== 'metric' || others.length > 0)
    throw new Error('There is not exactly one alarm on a metric.');
  return alarm;
}

test('an alarm is the same in both engines', () => {
  const terraform = only(fromTerraform({ aws_cloudwatch_metric_alarm: { slow: terraformAlarm } }).alarms);
  const cloudFormation = only(fromCloudFormation(cloudFormationAlarm).alarms);

  expect(terraform).toEqual({
    type: 'metric',
    stack: 'app/stack@primary',
    address: 'aws_cloudwatch_metric_alarm.slow',
    role: 'primary',
    region: 'us-east-1',
    name: 'slow',
    actionsEnabled: false,
    actions: {
      ALARM: ['${app/stack:aws_sns_topic.alerts}'],
      OK: ['${app/stack:aws_sns_topic.alerts}'],
      INSUFFICIENT_DATA: ['arn:aws:sns:eu-west-1:1:other'],
    },
    queries: [
      {
        type: 'metric',
        id: 'm1',
        metric: {
          namespace: 'AWS/ApplicationELB',
          name: 'TargetResponseTime',
          dimensions: { LoadBalancer: 'app/x/1' },
        },
        statistic: { type: 'percentile', percent: 99.5 },
      },
    ],
    watched: 'm1',
    periodSeconds: 60,
    evaluationPeriods: 3,
    datapointsToAlarm: 2,
    threshold: 1.5,
    comparison: 'GreaterThanThreshold',
    missingData: 'notBreaching',
    lowSamples: 'ignore',
  });
  const topicOfCloudFormation = '${app/stack:Topic}';
  expect(cloudFormation).toEqual({
    ...terraform,
    address: 'Slow',
    actions: { ...terraform.actions, ALARM: [topicOfCloudFormation], OK: [topicOfCloudFormation] },
  });
});

test('what an alarm leaves out is as AWS has it', () => {
  const rest = {
    ...cloudFormationAlarm,
    DatapointsToAlarm: undefined,
    TreatMissingData: undefined,
    EvaluateLowSampleCountPercentile: undefined,
  };
  const alarm = only(fromCloudFormation(rest).alarms);

  expect(alarm).toMatchObject({ datapointsToAlarm: 3, missingData: 'missing', lowSamples: 'evaluate' });
  expect(only(fromCloudFormation({ ...rest, Namespace: 'AWS/DynamoDB' }).alarms).missingData).toBe('ignore');
});

const expressionOf = (Expression: string, ReturnData?: boolean) => ({ Id: 'e1', Expression, ReturnData });
const metricOf = (Id: string, rest: Body = {}) => ({
  Id,
  ReturnData: false,
  MetricStat: { Metric: { Namespace: 'App', MetricName: Id }, Period: 300, Stat: 'Sum', ...rest },
});
const ofExpression = (...Metrics: readonly Body[]): Body => ({
  AlarmName: 'rate',
  ComparisonOperator: 'GreaterThanThreshold',
  EvaluationPeriods: 1,
  Threshold: 0.05,
  Metrics,
});

test('an alarm on an expression is the same in both engines', () => {
  const metric = (id: string) => ({
    id,
    metric: { namespace: 'App', metric_name: id, period: 300, stat: 'Sum', dimensions: { Service: 'api' } },
  });
  const terraform = only(
    fromTerraform({
      aws_cloudwatch_metric_alarm: {
        rate: {
          alarm_name: 'rate',
          comparison_operator: 'GreaterThanThreshold',
          evaluation_periods: 1,
          threshold: 0.05,
          // Terraform's default is that a query returns no data.
          metric_query: [
            { id: 'e1', expression: 'errors / requests', return_data: true },
            metric('errors'),
            metric('requests'),
          ],
        },
      },
    }).alarms,
  );
  const service = { Metric: { Namespace: 'App', Dimensions: [{ Name: 'Service', Value: 'api' }] } };
  const cloudFormation = only(
    fromCloudFormation(
      ofExpression(
        // CloudFormation's default is that a query returns data.
        expressionOf('errors / requests'),
        metricOf('errors', { Metric: { ...service.Metric, MetricName: 'errors' } }),
        metricOf('requests', { Metric: { ...service.Metric, MetricName: 'requests' } }),
      ),
    ).alarms,
  );

  expect(cloudFormation).toEqual({ ...terraform, address: 'Slow' });
  expect(terraform).toMatchObject({ watched: 'e1', periodSeconds: 300 });
  // An expression comes after what it uses.
  expect(terraform.queries.map(({ id }) => id)).toEqual(['errors', 'requests', 'e1']);
});

test('references are symbols, and parameters of contracts are symbols without the environment', () => {
  const stack = terraformStack(
    {
      provider: { aws: [{ region: 'us-east-1' }, { alias: 'dr', region: 'eu-west-1' }] },
      data: {
        aws_ssm_parameter: {
          group: { name: '/bulkhead/qa/app-platform/targetGroupFullName', provider: 'aws.dr' },
        },
      },
      resource: {
        aws_cloudwatch_event_rule: { done: { name: 'done', event_pattern: '{}' } },
        aws_cloudwatch_metric_alarm: {
          a: {
            ...terraformAlarm,
            provider: 'aws.dr',
            alarm_actions: [],
            ok_actions: [],
            dimensions: {
              Rule: '${aws_cloudwatch_event_rule.done.name}',
              Group: '${data.aws_ssm_parameter.group.insecure_value}',
              Both: 'x/${aws_cloudwatch_event_rule.done.name}',
            },
          },
        },
      },
    },
    {
      consumes: [{ path: '/bulkhead/qa/app-platform/targetGroupFullName' }],
      role: 'global',
      region: 'us-east-1',
    },
  );
  const others = [
    terraformStack({}, { stack: 'one', role: 'primary', region: 'ca-central-1' }),
    terraformStack({}, { stack: 'two', role: 'dr', region: 'eu-west-1' }),
  ];
  const alarm = only(readAlarms('qa', [stack, ...others]).alarms);

  // The provider of the alarm is in the region of the role dr.
  expect(alarm.role).toBe('dr');
  expect(alarm.queries[0]).toMatchObject({
    metric: {
      dimensions: {
        Rule: '${app/stack:aws_cloudwatch_event_rule.done}',
        Group: '${app-platform/targetGroupFullName}',
        Both: 'x/${app/stack:aws_cloudwatch_event_rule.done}',
      },
    },
  });
});

test('a part of an ARN is a symbol of its own, because CDK takes names from ARNs', () => {
  const part = (index: number, of: unknown) => ({ 'Fn::Select': [index, { 'Fn::Split': ['/', of] }] });
  const dimension = (Value: unknown) =>
    only(fromCloudFormation({ ...cloudFormationAlarm, Dimensions: [{ Name: 'LoadBalancer', Value }] }).alarms)
      .queries[0];
  const valued = (LoadBalancer: string) => ({ metric: { dimensions: { LoadBalancer } } });
  const joined = { 'Fn::Join': ['/', [part(1, { Ref: 'Lb' }), part(2, { Ref: 'Lb' })]] };

  expect(dimension(joined)).toMatchObject(
    valued('${part 1 of app/stack:Lb by /}/${part 2 of app/stack:Lb by /}'),
  );
  expect(dimension(part(1, 'arn/app/x'))).toMatchObject(valued('app'));
  expect(dimension({ 'Fn::Select': [1, ['a', 'b']] })).toMatchObject(valued('b'));
});

describe('of what a contract has', () => {
  const consumed = (Type: string, path: string) => ({ Type, Default: `/bulkhead/qa/${path}` });
  const dimension = (Value: unknown) =>
    only(
      readAlarms('qa', [
        cloudFormationStack({
          Parameters: {
            Ids: consumed('AWS::SSM::Parameter::Value<List<String>>', 'network/natGatewayIds'),
            Arn: consumed('AWS::SSM::Parameter::Value<String>', 'cache/replicationGroupArn'),
          },
          Resources: {
            Topic: { Type: 'AWS::SNS::Topic', Properties: {} },
            Slow: {
              Type: 'AWS::CloudWatch::Alarm',
              Properties: { ...cloudFormationAlarm, Dimensions: [{ Name: 'Id', Value }] },
            },
          },
        }),
      ]).alarms,
    ).queries[0];
  const valued = (Id: string) => ({ metric: { dimensions: { Id } } });

  test('one of a list is a symbol with its place', () => {
    expect(dimension({ 'Fn::Select': [0, { Ref: 'Ids' }] })).toMatchObject(
      valued('${network/natGatewayIds[0]}'),
    );
    expect(dimension({ 'Fn::Select': ['2', { Ref: 'Ids' }] })).toMatchObject(
      valued('${network/natGatewayIds[2]}'),
    );
  });

  test('a part of an ARN is a symbol, also inside of a text', () => {
    const id = { 'Fn::Select': [6, { 'Fn::Split': [':', { Ref: 'Arn' }] }] };
    expect(dimension({ 'Fn::Join': ['', [id, '-001']] })).toMatchObject(
      valued('${part 6 of cache/replicationGroupArn by :}-001'),
    );
  });
});

const composite = (Properties: Body) => ({ Page: { Type: 'AWS::CloudWatch::CompositeAlarm', Properties } });

test('a composite alarm meets the alarms in its rule, by name or by ARN, with its suppressor', () => {
  const { alarms } = fromCloudFormation(cloudFormationAlarm, {
    ...composite({
      AlarmName: 'page',
      AlarmRule: {
        'Fn::Join': [
          '',
          ['ALARM("', { 'Fn::GetAtt': ['Slow', 'Arn'] }, '") AND NOT ALARM("', { Ref: 'Unnamed' }, '")'],
        ],
      },
      ActionsSuppressor: { 'Fn::GetAtt': ['Slow', 'Arn'] },
      ActionsSuppressorWaitPeriod: 60,
      ActionsSuppressorExtensionPeriod: 120,
      AlarmActions: [{ Ref: 'Topic' }],
    }),
    Unnamed: { Type: 'AWS::CloudWatch::Alarm', Properties: { ...cloudFormationAlarm, AlarmName: undefined } },
  });

  expect(alarms.get('primary: page')).toMatchObject({
    type: 'composite',
    rule: {
      type: 'and',
      rules: [
        { type: 'state', state: 'ALARM', alarm: 'primary: slow' },
        { type: 'not', rule: { type: 'state', alarm: 'primary: ${app/stack:Unnamed}' } },
      ],
    },
    suppressor: { alarm: 'primary: slow', waitSeconds: 60, extensionSeconds: 120 },
    actions: { ALARM: ['${app/stack:Topic}'] },
  });
});

test('a composite alarm of one engine watches an alarm that another stack publishes', () => {
  const path = '/bulkhead/qa/database/lagAlarmName';
  const database = terraformStack(
    {
      resource: {
        ...topic,
        aws_cloudwatch_metric_alarm: { lag: { ...terraformAlarm, alarm_name: 'lag' } },
        aws_ssm_parameter: {
          lag: {
            name: path,
            type: 'String',
            insecure_value: '${aws_cloudwatch_metric_alarm.lag.alarm_name}',
          },
        },
      },
    },
    { stack: 'database', publishes: [{ path }] },
  );
  const monitoring = cloudFormationStack(
    {
      Parameters: { Lag: { Type: 'AWS::SSM::Parameter::Value<String>', Default: path } },
      Resources: composite({
        AlarmName: 'page',
        AlarmRule: { 'Fn::Sub': 'ALARM("arn:aws:cloudwatch:${AWS::Region}:${AWS::AccountId}:alarm:${Lag}")' },
      }),
    },
    { stack: 'monitoring', consumes: [{ path }] },
  );
  const { alarms } = readAlarms('qa', [monitoring, database]);

  expect(alarms.get('primary: page')).toMatchObject({ rule: { alarm: 'primary: lag' } });
  // A composite alarm comes after the alarms that it watches.
  expect([...alarms.keys()]).toEqual(['primary: lag', 'primary: page']);
});

test('a metric filter is read with the metrics that it writes', () => {
  const { filters } = fromTerraform({
    aws_cloudwatch_log_group: { trail: { name: '/trail' } },
    aws_cloudwatch_log_metric_filter: {
      root: {
        name: 'root',
        log_group_name: '${aws_cloudwatch_log_group.trail.name}',
        pattern: '{ $.userIdentity.type = "Root" }',
        metric_transformation: {
          name: 'RootUse',
          namespace: 'Bulkhead/Audit',
          value: '1',
          default_value: '0',
        },
      },
    },
  });

  expect(filters).toMatchObject([
    {
      role: 'primary',
      logGroup: '${app/stack:aws_cloudwatch_log_group.trail}',
      pattern: { type: 'json' },
      transformations: [
        { namespace: 'Bulkhead/Audit', name: 'RootUse', value: 1, defaultValue: 0, dimensions: {} },
      ],
    },
  ]);
});

describe('what AWS would refuse, or the simulator does not know, is refused', () => {
  test.each<[string, Body, RegExp]>([
    ['no period', { Period: undefined }, /it has no Period/],
    ['a period of 90 s', { Period: 90 }, /its period is 90 s; AWS knows 10, 20, 30 and multiples of 60/],
    ['a period that is no number', { Period: 'long' }, /its Period is no number/],
    ['half a period', { EvaluationPeriods: 1.5 }, /its EvaluationPeriods is no whole number/],
    ['no period at all', { EvaluationPeriods: 0 }, /its EvaluationPeriods is less than 1/],
    ['4 of 3 data points', { DatapointsToAlarm: 4 }, /it needs 4 data points of 3/],
    [
      'more than a day of minutes',
      { EvaluationPeriods: 1441 },
      /it looks back 86460 s, and AWS allows 86400 s/,
    ],
    [
      'more than a week of days',
      { Period: 86400, EvaluationPeriods: 8 },
      /it looks back 691200 s, and AWS allows 604800 s/,
    ],
    ['no threshold', { Threshold: undefined }, /its Threshold is no number/],
    [
      'another operator',
      { ComparisonOperator: '>' },
      /its ComparisonOperator is >; AWS knows GreaterThanThreshold/,
    ],
    ['the band of a detector', { ComparisonOperator: 'GreaterThanUpperThreshold' }, /does not know the band/],
    ['another treatment', { TreatMissingData: 'ok' }, /its TreatMissingData/],
    ['two statistics', { Statistic: 'Sum' }, /either Statistic or ExtendedStatistic/],
    ['no statistic', { ExtendedStatistic: undefined }, /either Statistic or ExtendedStatistic/],
    ['a trimmed mean', { ExtendedStatistic: 'tm90' }, /does not calculate the statistic tm90/],
    ['p101', { ExtendedStatistic: 'p101' }, /does not calculate the statistic p101/],
    ['no metric', { MetricName: undefined }, /neither a metric nor Metrics/],
    ['a unit', { Unit: 'Seconds' }, /the simulator does not know its Unit/],
    ['a window by the clock', { EvaluationWindow: {} }, /the simulator does not know its EvaluationWindow/],
    [
      'an unknown function',
      { Dimensions: [{ Name: 'a', Value: { 'Fn::If': ['a', 'b', 'c'] } }] },
      /does not know the value \{"Fn::If"/,
    ],
  ])('an alarm with %s', (_, change, message) => {
    const refused = () => fromCloudFormation({ ...cloudFormationAlarm, ...change });

    expect(refused).toThrow(message);
    expect(refused).toThrow(expect.objectContaining({ code: 'UnfitAlarms' }));
    expect(refused).toThrow(/app\/stack@primary Slow: /);
  });

  test.each<[string, Body[], RegExp]>([
    [
      'a search',
      [expressionOf('SUM(SEARCH("x", "Sum", 300))'), metricOf('m1')],
      /uses SEARCH: you cannot create an alarm/,
    ],
    ['a query of any dimensions', [expressionOf('SELECT AVG(x) FROM y')], /the query e1 .* has no SCHEMA/],
    [
      'a quota of no usage',
      [expressionOf('m1 / SERVICE_QUOTA(m1)'), metricOf('m1')],
      /only metrics of AWS\/Usage/,
    ],
    ['no metric', [expressionOf('1 + 1')], /none of its Metrics is a metric/],
    [
      '11 metrics',
      [expressionOf('m1'), ...Array.from({ length: 11 }, (_, index) => metricOf(`m${index}`))],
      /it has 11 metrics, and AWS allows 10/,
    ],
    [
      'one id twice',
      [expressionOf('m1'), metricOf('m1'), metricOf('m1')],
      /two of its Metrics have the id m1/,
    ],
    [
      'two periods',
      [expressionOf('m1'), metricOf('m1'), metricOf('m2', { Period: 60 })],
      /have the periods 300, 60 s; AWS allows one/,
    ],
    [
      'two results',
      [expressionOf('m1'), { ...metricOf('m1'), ReturnData: true }],
      /2 of its Metrics return data/,
    ],
    ['no result', [expressionOf('m1', false), metricOf('m1')], /0 of its Metrics return data/],
    ['an unknown id', [expressionOf('m1 + m2'), metricOf('m1')], /e1 uses m2, which none of its Metrics is/],
    [
      'a circle',
      [expressionOf('e2 + m1'), { Id: 'e2', Expression: 'e1', ReturnData: false }, metricOf('m1')],
      /uses itself/,
    ],
    ['a number', [expressionOf('SUM(m1)'), metricOf('m1')], /its e1 is no single time series/],
    ['an array', [expressionOf('[m1, m1]'), metricOf('m1')], /its e1 is no single time series/],
    ['both at once', [{ ...metricOf('m1'), Expression: 'm2' }], /m1 is both a metric and an expression/],
    ['neither', [{ Id: 'e1' }, metricOf('m1')], /e1 is neither a metric nor an expression/],
    [
      'a capital id',
      [{ ...metricOf('M1'), ReturnData: true }],
      /its Metrics\.0\.Id does not begin with a small letter/,
    ],
    [
      'another account',
      [{ ...metricOf('m1'), ReturnData: true, AccountId: '1' }],
      /does not know its Metrics\.0\.AccountId/,
    ],
  ])('an alarm on an expression with %s', (_, metrics, message) => {
    expect(() => fromCloudFormation(ofExpression(...metrics))).toThrow(message);
  });

  const suppressed = { ActionsSuppressor: { Ref: 'Slow' }, AlarmRule: 'ALARM(slow)' };
  test.each<[string, Body, RegExp]>([
    [
      'an unknown alarm',
      { AlarmRule: 'ALARM(fast)' },
      /it names the alarm primary: fast, which no stack of the environment has/,
    ],
    ['itself', { AlarmRule: 'ALARM(slow) AND NOT ALARM(page)' }, /it watches itself, by primary: page/],
    ['no rule', { AlarmRule: 'slow' }, /the rule "slow" has no ALARM, OK/],
    ['a suppressor without times', suppressed, /needs a wait period and an extension period/],
    [
      'times without a suppressor',
      { AlarmRule: 'ALARM(slow)', ActionsSuppressorWaitPeriod: 1 },
      /and no suppressor/,
    ],
    [
      '101 alarms',
      { AlarmRule: Array.from({ length: 101 }, (_, index) => `ALARM(a${index})`).join(' OR ') },
      /its rule has 101 alarms/,
    ],
    [
      '501 elements',
      { AlarmRule: Array.from({ length: 501 }, () => 'TRUE').join(' OR ') },
      /its rule has 501 elements/,
    ],
  ])('a composite alarm with %s', (_, change, message) => {
    const page = composite({ AlarmName: 'page', ...change });

    expect(() => fromCloudFormation(cloudFormationAlarm, page)).toThrow(message);
  });

  const transformation = { MetricName: 'm', MetricNamespace: 'n', MetricValue: '1' };
  test.each<[string, Body, RegExp]>([
    ['no pattern', { FilterPattern: '{ $.a }' }, /has no operator/],
    ['no transformation', { MetricTransformations: [] }, /its MetricTransformations is empty/],
    [
      'a value in words',
      { MetricTransformations: [{ ...transformation, MetricValue: 'one' }] },
      /its metric value one is neither/,
    ],
    [
      'a field of text',
      { FilterPattern: 'ERROR', MetricTransformations: [{ ...transformation, MetricValue: '$.a' }] },
      /its pattern has no fields/,
    ],
    [
      'dimensions and a default value',
      {
        MetricTransformations: [
          { ...transformation, DefaultValue: 0, Dimensions: [{ Key: 'a', Value: '$.a' }] },
        ],
      },
      /dimensions and a default value/,
    ],
    [
      'four dimensions',
      {
        MetricTransformations: [
          { ...transformation, Dimensions: ['a', 'b', 'c', 'd'].map((Key) => ({ Key, Value: `$.${Key}` })) },
        ],
      },
      /it has 4 dimensions, and AWS allows 3/,
    ],
  ])('a metric filter with %s', (_, change, message) => {
    const filter = {
      LogGroupName: '/x',
      FilterPattern: '{ $.a = 1 }',
      MetricTransformations: [transformation],
      ...change,
    };

    expect(() =>
      fromCloudFormation(cloudFormationAlarm, {
        Filter: { Type: 'AWS::Logs::MetricFilter', Properties: filter },
      }),
    ).toThrow(message);
  });

  test('two alarms of one name in a region', () => {
    const twin = { Twin: { Type: 'AWS::CloudWatch::Alarm', Properties: cloudFormationAlarm } };

    expect(() => fromCloudFormation(cloudFormationAlarm, twin)).toThrow(
      /Twin: it has the name of app\/stack@primary Slow, and would overwrite it/,
    );
  });

  test('everything at once', () => {
    const other = {
      Other: { Type: 'AWS::CloudWatch::Alarm', Properties: { ...cloudFormationAlarm, Period: 7 } },
    };

    expect(() => fromCloudFormation({ ...cloudFormationAlarm, Threshold: 'x' }, other)).toThrow(
      /Alarms or metric filters of environment qa cannot work:\n {2}app\/stack@primary Other: .*\n {2}app\/stack@primary Slow: /,
    );
  });
});
