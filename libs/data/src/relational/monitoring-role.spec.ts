import { one } from '@bulkhead/cdktf/testing';
import { regionOf, statementsIn, terraformWith } from '../testing';
import { MonitoringRole } from './monitoring-role';

describe.each([
  ['primary', 'eu-central-1'],
  ['dr', 'eu-west-1'],
] as const)('P3.3: the monitoring role of the %s region', (role, region) => {
  const terraform = terraformWith((stack, nameScope) => {
    new MonitoringRole(stack, 'monitoring', { nameScope, instanceIdentifiers: ['first', 'second'] });
  }, regionOf(role));

  test('P2.9: serves only the instances of the database, by their full names', () => {
    expect(statementsIn(one(terraform, 'aws_iam_role')['assume_role_policy'])).toEqual([
      {
        Sid: 'InstancesOfThisDatabase',
        Effect: 'Allow',
        Principal: { Service: 'monitoring.rds.amazonaws.com' },
        Action: 'sts:AssumeRole',
        Condition: {
          StringEquals: { 'aws:SourceAccount': '123456789012' },
          ArnLike: {
            'aws:SourceArn': [
              `arn:aws:rds:${region}:123456789012:db:first`,
              `arn:aws:rds:${region}:123456789012:db:second`,
            ],
          },
        },
      },
    ]);
  });

  test('has the policy of AWS for Enhanced Monitoring', () => {
    expect(one(terraform, 'aws_iam_role_policy_attachment')).toMatchObject({
      role: expect.stringMatching(/^\$\{aws_iam_role\.monitoring_role_\w+\.name\}$/),
      policy_arn: 'arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole',
    });
  });

  test('has a name of its own in the account', () => {
    expect(one(terraform, 'aws_iam_role')['name']).toBe(`bulkhead-test-relational-monitoring-${region}`);
  });
});
