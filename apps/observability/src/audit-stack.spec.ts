import { join } from 'node:path';
import { one, terraformOf } from '@bulkhead/cdktf/testing';
import { testContext } from '@bulkhead/stack/testing';
import { AuditStack } from './audit-stack';

const contextOf = () => testContext(join(__dirname, '..'), 'audit');

test('its log is kept for a year, under a key of its own', () => {
  const terraform = terraformOf(AuditStack, contextOf());

  expect(one(terraform, 'aws_cloudwatch_log_group')).toMatchObject({
    name: '/bulkhead/test/observability/audit',
    retention_in_days: 365,
    kms_key_id: expect.stringMatching(/^\$\{aws_kms_key\./),
    lifecycle: { prevent_destroy: true },
  });
});

test('it exchanges what its manifest says', () => {
  const context = contextOf();
  terraformOf(AuditStack, context);

  expect(() => context.requireEverythingDeclaredUsed()).not.toThrow();
});
