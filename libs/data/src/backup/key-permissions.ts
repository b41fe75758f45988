import { type NameScope } from '@bulkhead/naming';
import { allow, type Permission } from './permission';
import { ownedBy } from './resource-tags';

/** Endpoints of the services that use a key in the name of AWS Backup, by their first label. */
const services = ['backup', 'elasticfilesystem', 'rds', 's3'];

/**
 * Using the keys of the environment in the regions, through the services that hold the data and never directly. Which
 * keys these are is known by their tag: a store may be given a new key without a word to its backup.
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
