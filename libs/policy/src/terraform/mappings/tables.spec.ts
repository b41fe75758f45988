import { type CfnResource } from 'aws-cdk-lib/core';
import { includeStack } from '../../nag/included-stack';
import { policyStack } from '../../testing';
import { type Body } from '../configuration';
import { logicalIdOf } from '../logical-id';
import { type Mapping, type Properties, type ResourceMapping, type Target } from '../mapping';
import { readTerraform } from '../read-terraform';
import { mappings } from '.';

/** A value that is known only on deployment, so it can stand for a value of any type. */
const unknown = '${aws_kms_key.other.arn}';
const other = { aws_kms_key: { other: {} } };

const entries = Object.entries(mappings) as [string, Mapping][];
const resources = entries.filter(
  (entry): entry is [string, ResourceMapping] => entry[1].counterpart === 'resource',
);

/** Every attribute of a table, with blocks that have all their attributes. */
function everything(properties: Properties): Body {
  return Object.fromEntries(
    Object.entries(properties).map(([attribute, target]) => [attribute, valueFor(target)]),
  );
}

function valueFor(target: Target): unknown {
  const nested = typeof target === 'object' && 'nested' in target ? target.nested : undefined;
  return nested ? [everything(nested)] : unknown;
}

/** Types together with the resource that they are part of, both with every attribute. */
const withParts: Record<string, Record<string, Record<string, Body>>> = {
  aws_s3_bucket: partsOf('aws_s3_bucket', 'aws_s3_bucket'),
  aws_efs_file_system: partsOf('aws_efs_file_system', 'aws_efs_'),
  aws_backup_vault: partsOf('aws_backup_vault', 'aws_backup_vault'),
  aws_iam_role: partsOf('aws_iam_role', 'aws_iam_role'),
  aws_cloudwatch_event_rule: partsOf('aws_cloudwatch_event_rule', 'aws_cloudwatch_event_target'),
  aws_cloudwatch_log_group: partsOf('aws_cloudwatch_log_group', 'aws_cloudwatch_log_data'),
  aws_guardduty_detector: partsOf('aws_guardduty_detector', 'aws_guardduty_detector'),
  aws_kms_key: partsOf('aws_kms_key', 'aws_kms_key'),
  aws_route53_zone: partsOf('aws_route53_zone', 'aws_route53_'),
  aws_vpc: partsOf('aws_vpc', 'aws_default_security_group'),
  aws_vpc_endpoint: partsOf('aws_vpc_endpoint', 'aws_vpc_endpoint'),
  aws_secretsmanager_secret: partsOf('aws_secretsmanager_secret', 'aws_secretsmanager_secret'),
  aws_elasticache_user_group: partsOf('aws_elasticache_user_group', 'aws_elasticache_user_group'),
  aws_db_proxy_default_target_group: partsOf('aws_db_proxy_default_target_group', 'aws_db_proxy_target'),
};

function partsOf(parent: string, prefix: string): Record<string, Record<string, Body>> {
  const parts = entries.flatMap(([type, mapping]) =>
    type.startsWith(prefix) && mapping.counterpart === 'part'
      ? [[type, { x: { ...everything(mapping.properties), [mapping.of]: `\${${parent}.x.id}` } }] as const]
      : [],
  );
  const mapping = mappings[parent];
  if (mapping?.counterpart !== 'resource') throw new Error(`${parent} is no resource.`);
  return { [parent]: { x: everything(mapping.properties) }, ...Object.fromEntries(parts) };
}

test('every part is tried with the resource that it is part of', () => {
  const parts = entries.flatMap(([type, { counterpart }]) => (counterpart === 'part' ? [type] : []));
  const tried = Object.values(withParts).flatMap((types) => Object.keys(types).slice(1));
  expect(tried.sort()).toEqual(parts.sort());
});

/** A resource with every attribute of its table and of the tables of its parts, as the CDK class of its type. */
function constructOf(type: string, mapping: ResourceMapping): CfnResource {
  const resource = withParts[type] ?? { [type]: { x: everything(mapping.properties) } };
  const keys = { ...other.aws_kms_key, ...resource['aws_kms_key'] };
  const stack = policyStack(readTerraform({ resource: { ...resource, aws_kms_key: keys } }));
  return includeStack(stack).resource(logicalIdOf(`${type}.x`));
}

test.each(resources)('%s has only properties that CloudFormation knows, at every depth', (type, mapping) => {
  const construct = constructOf(type, mapping);

  expect(construct.constructor.name).toMatch(/^Cfn(?!Resource$)/);
  // cloudformation-include keeps a property as an override if CDK's class for the type does not know it.
  expect((construct as unknown as { rawOverrides: object }).rawOverrides).toEqual({});
});

test.each(resources)('%s has only attributes that CloudFormation returns', (type, mapping) => {
  const construct = constructOf(type, mapping);

  for (const attribute of Object.values(mapping.attributes)) {
    if (!('getAtt' in attribute)) continue;
    // `MasterUserSecret.SecretArn` is `attrMasterUserSecretSecretArn`, and `DBClusterArn` is `attrDbClusterArn`.
    const names = Object.keys(propertiesOf(construct)).map((name) => name.toLowerCase());
    expect(names).toContain(`attr${attribute.getAtt.replaceAll('.', '')}`.toLowerCase());
  }
});

/** Own properties and those of the class, since some are accessors. */
function propertiesOf(construct: object): object {
  const own = Object.getOwnPropertyDescriptors(construct);
  return { ...own, ...Object.getOwnPropertyDescriptors(Object.getPrototypeOf(construct) as object) };
}

test('a type without a counterpart gives the reason', () => {
  for (const [, mapping] of entries) {
    if (mapping.counterpart === 'none') expect(mapping.reason.split(' ').length).toBeGreaterThan(4);
  }
});
