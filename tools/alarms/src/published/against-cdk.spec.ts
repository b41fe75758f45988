import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { services } from './require-published';
import { namesOf } from './service-metrics';

/** Folders of CDK with metrics of services, made from AWS's own data. */
const folders = [
  'autoscaling',
  'cloudfront',
  'ec2',
  'ecs',
  'efs',
  'elasticache',
  'elasticloadbalancingv2',
  'events',
  'lambda',
  'logs',
  'rds',
  'route53',
  's3',
  'sns',
  'sqs',
];

interface CannedMetric {
  readonly namespace: string;
  readonly metricName: string;
}

type CannedMetrics = Readonly<Record<string, Readonly<Record<string, (dimensions: object) => CannedMetric>>>>;

const load = createRequire(__filename);
const cdk = dirname(load.resolve('aws-cdk-lib/package.json'));

const sorted = (names: readonly string[]) => [...names].sort().join(' ');

/** Every metric of a folder with a set of its dimensions: `AWS/SQS NumberOfMessagesSent`, `QueueName`. */
function cannedMetrics(folder: string): [metric: string, dimensions: string][] {
  const file = join(cdk, `aws-${folder}/lib/${folder}-canned-metrics.generated`);
  const types = readFileSync(`${file}.d.ts`, 'utf8');
  const classes = Object.values(load(`${file}.js`) as CannedMetrics);
  const signatures = [...types.matchAll(/static (\w+)\(this: void, dimensions: (\{[^}]*\})/g)];
  return signatures.flatMap(([, method = '', dimensions = '']): [string, string][] => {
    const metric = classes.find((each) => method in each)?.[method]?.({});
    const names = [...dimensions.matchAll(/(\w+): string/g)].map(([, name = '']) => name);
    return metric ? [[`${metric.namespace} ${metric.metricName}`, sorted(names)]] : [];
  });
}

/** Ours, in the same words. */
const listed = new Map<string, readonly string[]>(
  services.flatMap(({ namespace, groups }) =>
    groups.flatMap(({ names, dimensions }) =>
      names
        .split(' ')
        .map((name) => [`${namespace} ${name}`, dimensions.map((set) => sorted(namesOf(set)))] as const),
    ),
  ),
);

/** What CDK has, and the service's page does not. */
const withoutPage = [
  // "TargetGroup, LoadBalancer" and "TargetGroup, AvailabilityZone, LoadBalancer", says the page.
  /^AWS\/ApplicationELB (Un)?HealthyHostCount LoadBalancer$/,
  // The pages have the cluster, or the cluster and the node.
  /^AWS\/ElastiCache \w+ $/,
];

test.each(folders)('the list has every set of dimensions that CDK has for a metric of %s', (folder) => {
  const both = cannedMetrics(folder).filter(([metric]) => listed.has(metric));
  const missing = both
    .filter(([metric, dimensions]) => !listed.get(metric)?.includes(dimensions))
    .map(([metric, dimensions]) => `${metric} ${dimensions}`)
    .filter((text) => !withoutPage.some((pattern) => pattern.test(text)));

  expect(both.length).toBeGreaterThan(0);
  expect(missing).toEqual([]);
});
