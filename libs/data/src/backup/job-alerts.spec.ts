import { resourcesOf } from '@bulkhead/cdktf/testing';
import { type Attributes, regionOf, terraformWith } from '../testing';
import { JobAlerts } from './job-alerts';
import { vaultArn } from './vault-identity';

const topicArn = 'arn:aws:sns:eu-central-1:123456789012:alerts';

describe.each(['primary', 'dr'] as const)('P1.8: alerts about failed jobs of the %s region', (role) => {
  const region = regionOf(role);
  const vault = [vaultArn(region.nameScope)];
  const terraform = terraformWith((stack, nameScope) => {
    new JobAlerts(stack, 'jobs', { nameScope, topicArn });
  }, region);
  const rules = resourcesOf(terraform, 'aws_cloudwatch_event_rule');
  const patternOf = (name: string) => {
    const rule = rules.find((each) => each['name'] === `bulkhead-test-backup-${name}-failed`);
    return JSON.parse(String(rule?.['event_pattern'])) as Attributes;
  };

  test.each([
    [
      'back-up',
      'Backup Job State Change',
      { state: ['ABORTED', 'EXPIRED', 'FAILED', 'PARTIAL'], backupVaultArn: vault },
    ],
    ['copy', 'Copy Job State Change', { state: ['FAILED', 'PARTIAL'], sourceBackupVaultArn: vault }],
    // The event of a restore names no vault.
    ['restore', 'Restore Job State Change', { status: ['ABORTED', 'FAILED'] }],
  ])('%s: every end without success, and only for the vault if the event names it', (job, type, detail) => {
    expect(patternOf(job)).toEqual({ source: ['aws.backup'], 'detail-type': [type], detail });
  });

  test('go to the topic, each by a rule of its own', () => {
    const targets = resourcesOf(terraform, 'aws_cloudwatch_event_target');
    expect(rules).toHaveLength(3);
    expect(targets.map(({ arn }) => arn)).toEqual([topicArn, topicArn, topicArn]);
    expect(new Set(targets.map(({ rule }) => rule)).size).toBe(3);
  });
});
