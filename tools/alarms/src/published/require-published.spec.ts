import { alarmsOf, anAlarm, type Properties } from '../testing';
import { type CustomMetric, requirePublished, services } from './require-published';

const dimensionsOf = (names: readonly string[]) => names.map((Name) => ({ Name, Value: 'x' }));

function refusal(change: Properties, custom: readonly CustomMetric[] = [], filters = {}): () => void {
  const alarms = alarmsOf(
    { alarms: { Errors: { ...anAlarm, ...change } }, filters },
    { region: 'eu-west-1' },
  );
  return () => requirePublished(alarms, custom);
}

const healthy = { Namespace: 'AWS/ApplicationELB', MetricName: 'HealthyHostCount', Statistic: 'Maximum' };

test('an alarm on a metric with dimensions with which AWS publishes it is fine, in any order', () => {
  expect(refusal({ ...healthy, Dimensions: dimensionsOf(['LoadBalancer', 'TargetGroup']) })).not.toThrow();
  expect(refusal({ ...healthy, Dimensions: dimensionsOf(['TargetGroup', 'LoadBalancer']) })).not.toThrow();
});

test.each<[string, Properties, RegExp]>([
  ['a namespace of nobody', { Namespace: 'AWS/Aurora' }, /nobody writes AWS\/Aurora Errors \{\}/],
  [
    'a misspelt metric',
    { ...healthy, MetricName: 'HealthyHostsCount' },
    /AWS\/ApplicationELB has no metric HealthyHostsCount\. Did you mean HealthyHostCount\? \(https:/,
  ],
  [
    'the load balancer alone',
    { ...healthy, Dimensions: dimensionsOf(['LoadBalancer']) },
    /does not publish AWS\/ApplicationELB HealthyHostCount with LoadBalancer, but with LoadBalancer, TargetGroup; AvailabilityZone, LoadBalancer, TargetGroup \(https:/,
  ],
  ['no dimension', healthy, /with no dimension, but with/],
  [
    'too short a period',
    {
      Namespace: 'AWS/S3',
      MetricName: 'BucketSizeBytes',
      Dimensions: dimensionsOf(['BucketName', 'StorageType']),
      Period: 3600,
    },
    /its period is 3600 s, and AWS publishes AWS\/S3 BucketSizeBytes every 86400 s/,
  ],
  [
    'a metric of another region',
    {
      Namespace: 'AWS/CloudFront',
      MetricName: '5xxErrorRate',
      Dimensions: dimensionsOf(['DistributionId', 'Region']),
    },
    /it is in eu-west-1, and AWS publishes AWS\/CloudFront in us-east-1 only/,
  ],
])('an alarm on %s is refused', (_, change, message) => {
  expect(refusal(change)).toThrow(message);
  expect(refusal(change)).toThrow(expect.objectContaining({ code: 'UnfitAlarms' }));
});

test('each metric of an expression counts', () => {
  const metric = (Id: string, MetricName: string) => ({
    Id,
    ReturnData: false,
    MetricStat: {
      Metric: { Namespace: 'AWS/ApplicationELB', MetricName, Dimensions: dimensionsOf(['LoadBalancer']) },
      Period: 60,
      Stat: 'Sum',
    },
  });
  const rest = {
    ...anAlarm,
    Namespace: undefined,
    MetricName: undefined,
    Statistic: undefined,
    Period: undefined,
  };
  const alarms = alarmsOf({
    alarms: {
      Rate: {
        ...rest,
        Metrics: [
          { Id: 'e1', Expression: 'm1 / m2' },
          metric('m1', 'HTTPCode_ELB_5XX_Count'),
          metric('m2', 'Requests'),
        ],
      },
    },
  });

  expect(() => requirePublished(alarms, [])).toThrow(/AWS\/ApplicationELB has no metric Requests/);
});

test('a metric that a metric filter writes is written, with its dimensions', () => {
  const filters = (Dimensions: readonly object[]) => ({
    Filter: {
      LogGroupName: '/app',
      FilterPattern: '{ $.a = 1 }',
      MetricTransformations: [{ MetricName: 'Errors', MetricNamespace: 'App', MetricValue: '1', Dimensions }],
    },
  });

  expect(refusal({}, [], filters([]))).not.toThrow();
  expect(refusal({}, [], filters([{ Key: 'a', Value: '$.a' }]))).toThrow(/nobody writes App Errors/);
});

const declared = { namespace: 'App', name: 'Errors', dimensions: [], reason: 'The service writes it.' };

test('a metric that is declared with a reason is written', () => {
  expect(refusal({}, [declared])).not.toThrow();
  expect(refusal({}, [{ ...declared, dimensions: ['Service'] }])).toThrow(/nobody writes App Errors \{\}/);
});

test('the declarations that an alarm needs are said', () => {
  const unneeded = { ...declared, name: 'Latency' };

  expect(requirePublished(alarmsOf({ alarms: { Errors: anAlarm } }), [unneeded, declared])).toEqual(
    new Set([declared]),
  );
});

test('a declaration stands against the list, where somebody pays for more data', () => {
  const cpu = {
    Namespace: 'AWS/EC2',
    MetricName: 'CPUUtilization',
    Dimensions: dimensionsOf(['InstanceId']),
  };
  const detailed = {
    namespace: 'AWS/EC2',
    name: 'CPUUtilization',
    dimensions: ['InstanceId'],
    reason: 'Detailed monitoring',
  };

  expect(refusal(cpu)).toThrow(/every 300 s/);
  expect(refusal(cpu, [detailed])).not.toThrow();
});

describe('the list', () => {
  test('has the services that the presets and their monitoring need', () => {
    const namespaces = services.map(({ namespace }) => namespace);

    expect(namespaces).toEqual(
      expect.arrayContaining([
        'AWS/ApplicationELB',
        'AWS/AutoScaling',
        'AWS/Backup',
        'AWS/CertificateManager',
        'AWS/CloudFront',
        'AWS/EC2',
        'AWS/ECS',
        'AWS/EFS',
        'AWS/ElastiCache',
        'AWS/Events',
        'AWS/Lambda',
        'AWS/NATGateway',
        'AWS/RDS',
        'AWS/Route53',
        'AWS/S3',
        'AWS/SNS',
        'AWS/SQS',
        'AWS/WAFV2',
        'CWAgent',
        'ECS/ContainerInsights',
      ]),
    );
    expect(new Set(namespaces).size).toBe(namespaces.length);
  });

  test.each(services.map((service) => [service.namespace, service] as const))(
    '%s names each metric once, with a page of AWS',
    (_, { groups, sources, everySeconds }) => {
      const names = groups.flatMap((group) => group.names.split(' '));

      expect(new Set(names).size).toBe(names.length);
      expect(names.every((name) => /^[\w%-]+$/.test(name))).toBe(true);
      expect(groups.every(({ dimensions }) => dimensions.length > 0)).toBe(true);
      expect(sources.every((source) => source.startsWith('https://docs.aws.amazon.com/'))).toBe(true);
      expect(everySeconds % 60).toBe(0);
    },
  );
});
