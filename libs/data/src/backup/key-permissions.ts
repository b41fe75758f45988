import { type NameScope } from '@bulkhead/naming';
import { allow, type Permission } from './permission';
import { ownedBy } from './resource-tags';

/** The services that use a key in the name of AWS Backup, by the first label of their endpoint. */
const services = ['backup', 'elasticfilesystem', 'rds', 's3'];

/**
 * Permissions to use the keys of the environment in the regions, only through the services that hold the data. The tag
 * identifies the keys: a data store may get a new key without any change to its backup.
 */
export function keyPermissions(nameScope: NameScope, regions: readonly string[]): readonly Permission[] {
  const keys = regions.map((region) => `arn:aws:kms:${region}:${nameScope.account}:key/*`);
  const ofEnvironment = ownedBy(nameScope);
  const through = services.flatMap((service) =>
    regions.map((region) => `${service}.${region}.amazonaws.com`),
  );
  return [
    allow('DescribeKeys', ['kms:DescribeKey'], keys, { StringEquals: ofEnvironment }),
    allow('GrantKeysToServices', ['kms:CreateGrant'], keys, {
      StringEquals: ofEnvironment,
      Bool: { 'kms:GrantIsForAWSResource': 'true' },
    }),
    allow(
      'UseKeysThroughServices',
      ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
      keys,
      { StringEquals: { ...ofEnvironment, 'kms:ViaService': through } },
    ),
  ];
}
