import {
  cloudWatchLogs,
  autoScaling,
  snsFromCloudWatchAlarms,
  type PolicyStatement,
  snsFromEventBridge,
  cloudFrontDistribution,
  s3,
  cloudTrail,
} from '@bulkhead/kms-policies';
import { policyResource } from '../testing';
import {
  account,
  arnOf,
  bucket,
  changed,
  cluster,
  distribution as distributionOf,
  here,
  key,
  logGroup,
  region,
  topic,
} from './examples';
import { ruleCases } from './rule-cases';
import { keyUsersAllowed } from './key-users-allowed';

type Statements = readonly (readonly PolicyStatement[])[];
const withoutSid = (sid: string) => {
  const document = cluster()[0]?.properties['KeyPolicy'] as { Statement: { Sid: string }[] };
  return { Statement: document.Statement.filter(({ Sid }) => Sid !== sid) };
};
/** A log group and its key in one region; the key lets in the service of another. */
const logGroupIn = (home: string, allowed: string) => {
  const names = { logGroupNames: ['/bulkhead/test/app'] };
  const own = key('LogKey', cloudWatchLogs({ account, region: allowed, ...names }));
  return changed(logGroup(), { LogKey: own }).map((resource) => ({ ...resource, region: home }));
};
const alarm = (...statements: Statements) => [
  ...topic({}, ...statements),
  policyResource('Alarm', 'AWS::CloudWatch::Alarm', { AlarmActions: [{ Ref: 'Topic' }] }),
];
const event = (...statements: Statements) => [
  ...topic({}, ...statements),
  policyResource('Rule', 'AWS::Events::Rule', { Targets: [{ Id: 'topic', Arn: { Ref: 'Topic' } }] }),
];
const scaling = (...statements: Statements) => [
  key('VolumeKey', ...statements),
  policyResource('Template', 'AWS::EC2::LaunchTemplate', {
    LaunchTemplateData: {
      MetadataOptions: { HttpTokens: 'required' },
      BlockDeviceMappings: [{ Ebs: { Encrypted: true, KmsKeyId: arnOf('VolumeKey') } }],
    },
  }),
  policyResource('Group', 'AWS::AutoScaling::AutoScalingGroup', {
    LaunchTemplate: { LaunchTemplateId: { Ref: 'Template' }, Version: '1' },
  }),
];
const distribution = (...statements: Statements) => [
  ...changed(bucket(), { DataKey: key('DataKey', s3(here), ...statements) }),
  ...distributionOf({
    Origins: [{ OriginAccessControlId: 'E1', DomainName: { 'Fn::GetAtt': ['Data', 'RegionalDomainName'] } }],
  }),
];
const trail = (...statements: Statements) => [
  key('TrailKey', ...statements),
  policyResource('Trail', 'AWS::CloudTrail::Trail', { TrailName: 'test', KMSKeyId: arnOf('TrailKey') }),
];

ruleCases(keyUsersAllowed, {
  compliant: {
    'a log group': logGroup(),
    'a log group elsewhere than its stack, with a key there': logGroupIn('eu-west-1', 'eu-west-1'),
    'a database': cluster(),
    'an alarm': alarm(snsFromCloudWatchAlarms(here)),
    'a rule that publishes to a topic': event(snsFromEventBridge(here)),
    'an Auto Scaling group with encrypted volumes': scaling(autoScaling(here)),
    'a distribution of a bucket': distribution(
      cloudFrontDistribution({ distributionArn: `arn:aws:cloudfront::${account}:distribution/1` }),
    ),
    'a trail': trail(cloudTrail({ ...here, trailArn: `arn:aws:cloudtrail:us-east-1:${account}:trail/test` })),
  },
  nonCompliant: {
    'a log group whose service is left out': changed(logGroup(), { LogKey: key('LogKey') }),
    'a log group that the condition leaves out': changed(logGroup(), {
      LogKey: key('LogKey', cloudWatchLogs({ ...here, logGroupNames: ['/bulkhead/test/other'] })),
    }),
    'a log group of another region': changed(logGroup(), {
      LogKey: key(
        'LogKey',
        cloudWatchLogs({ ...here, region: 'eu-west-1', logGroupNames: ['/bulkhead/test/app'] }),
      ),
    }),
    'a log group elsewhere than its stack, with a key that lets in the region of the stack': logGroupIn(
      'eu-west-1',
      region,
    ),
    'a database that may not create grants': changed(cluster(), {
      Key: { properties: { KeyPolicy: withoutSid('RdsGrants') } },
    }),
    'a database whose key lets in Performance Insights only': changed(cluster(), {
      Key: { properties: { KeyPolicy: withoutSid('Rds') } },
    }),
    'an alarm whose service is left out': alarm(),
    'a rule whose service is left out': event(),
    'an Auto Scaling group whose role is left out': scaling(),
    'a distribution that is left out': distribution(),
    'a trail that is left out': trail(),
  },
  notApplicable: {
    'a key that nothing uses': [key('Key')],
    'a log group with a key of another stack': changed(
      logGroup({ KmsKeyId: { 'Bulkhead::Parameter': '/a' } }),
      {
        LogKey: key('LogKey'),
      },
    ),
  },
});
