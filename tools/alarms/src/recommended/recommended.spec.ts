import { cloudFormationStack } from '@bulkhead/policy/testing';
import { type Alarms } from '../model/alarms';
import { services } from '../published/require-published';
import { readAlarms } from '../reading/read-alarms';
import { anAlarm } from '../testing';
import { type LeftOut } from './left-out';
import { recommendations, recommendedAlarmsPage } from './recommended-alarms';
import { recommendedCoverage, recommendedText } from './recommended-coverage';

const primary = { app: 'api', stack: 'service', role: 'primary', region: 'eu-central-1' } as const;
const dr = { ...primary, role: 'dr', region: 'eu-west-1' } as const;
const global = { ...primary, role: 'global', region: 'us-east-1' } as const;

const gateway = { Nat: { Type: 'AWS::EC2::NatGateway', Properties: {} } };
const onNat = (MetricName: string) => ({
  [MetricName]: {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: { ...anAlarm, AlarmName: MetricName, Namespace: 'AWS/NATGateway', MetricName },
  },
});

/** The coverage of stacks with these resources. */
function coverage(
  stacks: readonly (readonly [place: Parameters<typeof cloudFormationStack>[1], Resources: object])[],
  reasons: readonly LeftOut[] = [],
) {
  const read = stacks.map(([place, Resources]) => cloudFormationStack({ Resources } as never, place));
  const alarms: Alarms = readAlarms('qa', read);
  const { present, leftOut, missing, needed } = recommendedCoverage(read, alarms, reasons);
  const texts = (all: typeof present) => all.map(({ role, metric }) => `${role}: ${metric}`);
  return {
    present: texts(present),
    leftOut: texts(leftOut),
    missing: texts(missing),
    needed: [...needed],
    text: recommendedText({ present, leftOut, missing, needed }),
  };
}

test('an alarm on the metric is there, is left out with a reason, or is missing', () => {
  const reason = { metric: 'AWS/NATGateway PacketsDropCount', reason: 'Nobody could act on it.' };
  const alone = coverage([[primary, { ...gateway, ...onNat('ErrorPortAllocation') }]]);
  const explained = coverage([[primary, { ...gateway, ...onNat('ErrorPortAllocation') }]], [reason]);

  expect(alone).toMatchObject({
    present: ['primary: AWS/NATGateway ErrorPortAllocation'],
    missing: ['primary: AWS/NATGateway PacketsDropCount'],
    text: 'recommended alarms: 1 of 2, 0 left out with a reason, 1 missing',
  });
  expect(explained).toMatchObject({
    leftOut: ['primary: AWS/NATGateway PacketsDropCount'],
    missing: [],
    needed: [reason],
    text: 'recommended alarms: 1 of 2, 1 left out with a reason',
  });
});

test('a reason for a metric with an alarm, or for a type that is not deployed, is not needed', () => {
  const reasons = ['AWS/NATGateway ErrorPortAllocation', 'AWS/EFS PercentIOLimit'].map((metric) => ({
    metric,
    reason: 'It once was so.',
  }));

  expect(coverage([[primary, { ...gateway, ...onNat('ErrorPortAllocation') }]], reasons).needed).toEqual([]);
});

test('an alarm in one region does not speak for the other one', () => {
  const stacks = [
    [primary, { ...gateway, ...onNat('ErrorPortAllocation'), ...onNat('PacketsDropCount') }],
    [dr, gateway],
  ] as const;
  const inDr = { metric: 'AWS/NATGateway PacketsDropCount', in: ['dr'], reason: 'Only one region pays.' };

  expect(coverage(stacks).missing).toEqual([
    'dr: AWS/NATGateway ErrorPortAllocation',
    'dr: AWS/NATGateway PacketsDropCount',
  ]);
  expect(coverage(stacks, [inDr as LeftOut])).toMatchObject({
    leftOut: ['dr: AWS/NATGateway PacketsDropCount'],
    missing: ['dr: AWS/NATGateway ErrorPortAllocation'],
  });
});

test('CloudFront and Route 53 publish in one region, wherever their stack is', () => {
  const check = { Check: { Type: 'AWS::Route53::HealthCheck', Properties: {} } };

  expect(coverage([[dr, check]]).missing).toEqual(['global: AWS/Route53 HealthCheckStatus']);
  expect(coverage([[{ ...primary, region: 'us-east-1' }, check]]).missing).toEqual([
    'primary: AWS/Route53 HealthCheckStatus',
  ]);
  expect(coverage([[global, check]]).missing).toEqual(['global: AWS/Route53 HealthCheckStatus']);
});

test.each<[string, string, object, number]>([
  ['a gateway endpoint', 'AWS::EC2::VPCEndpoint', { VpcEndpointType: 'Gateway' }, 0],
  ['an endpoint of the default type', 'AWS::EC2::VPCEndpoint', {}, 0],
  ['an interface endpoint', 'AWS::EC2::VPCEndpoint', { VpcEndpointType: 'Interface' }, 1],
  ['a cluster', 'AWS::ECS::Cluster', {}, 2],
  [
    'a cluster with insights',
    'AWS::ECS::Cluster',
    { ClusterSettings: [{ Name: 'containerInsights', Value: 'enabled' }] },
    4,
  ],
  [
    'a cluster with enhanced insights',
    'AWS::ECS::Cluster',
    { ClusterSettings: [{ Name: 'containerInsights', Value: 'enhanced' }] },
    10,
  ],
  ['a bucket', 'AWS::S3::Bucket', {}, 2],
  ['a bucket that is replicated', 'AWS::S3::Bucket', { ReplicationConfiguration: { Rules: [] } }, 3],
  ['a type that is not on the page', 'AWS::KMS::Key', {}, 0],
])('%s has its metrics', (_, Type, Properties, count) => {
  expect(coverage([[primary, { It: { Type, Properties } }]]).missing).toHaveLength(count);
});

test('a stack may add the replication to a bucket of another stack', () => {
  const replication = {
    ...cloudFormationStack({ Resources: {} }, primary),
    attachments: [
      {
        type: 'AWS::S3::Bucket',
        address: 'aws_s3_bucket_replication_configuration.it',
        properties: { ReplicationConfiguration: { Rules: [] } },
        to: { 'Bulkhead::Parameter': '/bulkhead/qa/storage/bucket' },
      },
    ],
  };
  const { missing } = recommendedCoverage([replication], readAlarms('qa', [replication]), []);

  expect(missing.map(({ metric }) => metric)).toContain('AWS/S3 OperationsFailedReplication');
});

describe('the list', () => {
  test('has a page of AWS, and every metric of a type once', () => {
    expect(recommendedAlarmsPage).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
    const all = recommendations.flatMap(({ type, namespace, metrics }) =>
      metrics.split(' ').map((metric) => `${type} ${namespace} ${metric}`),
    );
    expect(new Set(all).size).toBe(all.length);
  });

  test('has the services of the page that presets deploy', () => {
    expect(new Set(recommendations.map(({ namespace }) => namespace))).toEqual(
      new Set([
        'AWS/AutoScaling',
        'AWS/CertificateManager',
        'AWS/CloudFront',
        'AWS/EBS',
        'AWS/EC2',
        'AWS/ECS',
        'AWS/EFS',
        'AWS/ElastiCache',
        'AWS/Lambda',
        'AWS/NATGateway',
        'AWS/PrivateLinkEndpoints',
        'AWS/RDS',
        'AWS/Route53',
        'AWS/S3',
        'AWS/SNS',
        'AWS/SQS',
        'ECS/ContainerInsights',
      ]),
    );
  });

  test('names services whose metrics are known, so that an alarm on them can be read', () => {
    for (const { namespace } of recommendations)
      expect([namespace, services.some((each) => each.namespace === namespace)]).toEqual([namespace, true]);
  });
});
