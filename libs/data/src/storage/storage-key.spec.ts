import { one } from '@bulkhead/cdktf/testing';
import { regionOf, sidsIn, statementsIn, terraformWith } from '../testing';
import { StorageKey } from './storage-key';

test.each([
  ['primary', 's3.eu-central-1.amazonaws.com'],
  ['dr', 's3.eu-west-1.amazonaws.com'],
] as const)(
  'P3.7: in the %s region, the key can be used only through %s, from the account',
  (role, service) => {
    const { policy } = one(
      terraformWith((stack, nameScope) => {
        new StorageKey(stack, 'key', { nameScope, isProtected: true });
      }, regionOf(role)),
      'aws_kms_key',
    );
    expect(sidsIn(policy)).toEqual(['AccountAdministration', 'S3']);
    expect(statementsIn(policy)[1]?.Condition).toEqual({
      StringEquals: { 'kms:ViaService': service, 'kms:CallerAccount': '123456789012' },
    });
  },
);

test.each([true, false])(
  'P4.6: with `isProtected: %s`, Terraform keeps or deletes the key',
  (isProtected) => {
    const terraform = terraformWith((stack, nameScope) => {
      new StorageKey(stack, 'key', { nameScope, isProtected });
    });
    expect(one(terraform, 'aws_kms_key')['lifecycle']).toEqual({ prevent_destroy: isProtected });
    expect(one(terraform, 'aws_kms_alias')['name']).toBe('alias/bulkhead-test-storage');
  },
);
