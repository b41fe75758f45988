import { join } from 'node:path';
import { templateOf } from '@bulkhead/cdk/testing';
import { type EnvironmentDefinition, type PresetName } from '@bulkhead/config';
import { testContext } from '@bulkhead/stack/testing';
import { Match } from 'aws-cdk-lib/assertions';
import { EdgeMonitoringStack } from './edge-monitoring-stack';

const contextOf = (preset: PresetName, apps: object = {}) =>
  testContext(
    join(__dirname, '..'),
    'edge-monitoring',
    { preset, apps: { observability: { 'edge-monitoring': {} }, ...apps } } as Partial<EnvironmentDefinition>,
    'global',
  );
const withDomain = { 'cdn-dns': { zone: { domain: 'app.clinic.org' } } };

test('P2.4: the distribution and its firewall are watched where AWS publishes their metrics', () => {
  const context = contextOf('web-multi-region');
  const template = templateOf(EdgeMonitoringStack, context);

  expect(context.region).toBe('us-east-1');
  expect(() => context.requireEverythingDeclaredUsed()).not.toThrow();
  template.hasResourceProperties('AWS::CloudWatch::Alarm', {
    Namespace: 'AWS/CloudFront',
    MetricName: '5xxErrorRate',
    Dimensions: Match.arrayWith([{ Name: 'Region', Value: 'Global' }]),
    AlarmActions: [{ Ref: Match.stringLikeRegexp('^TopicsNotifications') }],
  });
  template.hasResourceProperties('AWS::CloudWatch::Alarm', {
    Namespace: 'AWS/WAFV2',
    Dimensions: [
      { Name: 'Rule', Value: 'ALL' },
      { Name: 'WebACL', Value: Match.anyValue() },
    ],
  });
  for (const name of ['edge-alerts', 'edge-notifications'])
    template.hasResourceProperties('AWS::SNS::Topic', { TopicName: `bulkhead-test-${name}` });
});

test.each([
  ['with a domain', withDomain, 1],
  ['without one', {}, 0],
])('P1.7: the certificate of a distribution %s is watched in us-east-1', (_, apps, count) => {
  templateOf(EdgeMonitoringStack, contextOf('web-multi-region', apps)).resourcePropertiesCountIs(
    'AWS::CloudWatch::Alarm',
    {
      AlarmName: 'bulkhead-test-observability-edge-certificate',
      Dimensions: [{ Name: 'CertificateArn', Value: { Ref: 'ConsumeEdgeCertificateArn' } }],
      ComparisonOperator: 'LessThanOrEqualToThreshold',
      Threshold: 44,
    },
    count,
  );
});

test('P2.5: each region that Route 53 chooses from is watched', () => {
  const template = templateOf(EdgeMonitoringStack, contextOf('patient-data', withDomain));

  for (const role of ['primary', 'dr']) {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: `bulkhead-test-observability-region-${role}`,
      MetricName: 'HealthCheckStatus',
      TreatMissingData: 'breaching',
    });
  }
});

test.each<[string, PresetName, object, string]>([
  [
    'the region itself is not watched',
    'web-multi-region',
    { observability: { 'edge-monitoring': {}, monitoring: null } },
    'settings such as {}, since',
  ],
])('it is refused if %s', (_, preset, apps, message) => {
  expect(() => contextOf(preset, apps)).toThrow(message);
});
