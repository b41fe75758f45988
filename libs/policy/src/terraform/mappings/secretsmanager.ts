import { isReference } from '../../reading/properties';
import { isObject } from '../configuration';
import { alike, listOfTags, type MappingTable, partOf, ref, resource, without } from '../mapping';
import { block, blocks, json, property } from '../shapes';

const namePrefix = { name_prefix: without('a name that AWS completes') };

/** CloudFormation has a document as a text. Some pieces of the text are known only on deployment. */
const secretString = property('SecretString', (value, scope) => {
  const document = scope.evaluate(value);
  if (!isObject(document) || isReference(document)) return document;
  return { 'Fn::Join': ['', textOf(document)] };
});

function textOf(value: unknown): readonly unknown[] {
  if (isReference(value)) return ['"', value, '"'];
  if (!isObject(value)) return [JSON.stringify(value)];
  const entries = Object.entries(value).flatMap(([key, item], index) => [
    `${index === 0 ? '{' : ','}${JSON.stringify(key)}:`,
    ...textOf(item),
  ]);
  return [...entries, '}'];
}

/** Secrets, their values, policies and rotation. */
export const secretsManager: MappingTable = {
  aws_secretsmanager_secret: resource(
    'AWS::SecretsManager::Secret',
    {
      ...alike('description', 'kms_key_id', 'name'),
      ...namePrefix,
      force_overwrite_replica_secret: without(
        'what AWS does with a secret that exists in the replica region',
      ),
      recovery_window_in_days: without('how the secret is deleted'),
      replica: blocks('ReplicaRegions', alike('kms_key_id', 'region')),
    },
    { tags: listOfTags, attributes: { arn: ref } },
  ),
  aws_secretsmanager_secret_version: partOf('secret_id', {
    secret_string: secretString,
    secret_string_wo: secretString,
    secret_string_wo_version: without('when Terraform writes the value again'),
    version_stages: without('labels of the first version'),
  }),
  aws_secretsmanager_secret_policy: resource('AWS::SecretsManager::ResourcePolicy', {
    block_public_policy: 'BlockPublicPolicy',
    policy: json('ResourcePolicy'),
    secret_arn: 'SecretId',
  }),
  aws_secretsmanager_secret_rotation: resource('AWS::SecretsManager::RotationSchedule', {
    rotate_immediately: 'RotateImmediatelyOnUpdate',
    rotation_lambda_arn: 'RotationLambdaARN',
    rotation_rules: block(
      'RotationRules',
      alike('automatically_after_days', 'duration', 'schedule_expression'),
    ),
    secret_id: 'SecretId',
  }),
};
