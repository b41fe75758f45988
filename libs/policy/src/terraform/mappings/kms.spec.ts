import { definedByCloudFormation, definedByTerraform } from '../../testing';

const policy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'kms:*', Resource: '*' }] };

test.each([
  ['in the key', { aws_kms_key: { main: { ...key(), policy: JSON.stringify(policy) } } }],
  [
    'beside it',
    {
      aws_kms_key: { main: key() },
      aws_kms_key_policy: { main: { key_id: '${aws_kms_key.main.key_id}', policy: JSON.stringify(policy) } },
    },
  ],
])('a key with its policy %s, and an alias, is the same in both engines', (_, resource) => {
  const alias = { main: { name: 'alias/main', target_key_id: '${aws_kms_key.main.key_id}' } };

  expect(definedByTerraform({ ...resource, aws_kms_alias: alias })).toEqual(
    definedByCloudFormation({
      KmsKeyMain: {
        Type: 'AWS::KMS::Key',
        Properties: {
          Description: 'Everything',
          EnableKeyRotation: true,
          MultiRegion: true,
          PendingWindowInDays: 30,
          KeyPolicy: policy,
        },
      },
      KmsAliasMain: {
        Type: 'AWS::KMS::Alias',
        Properties: { AliasName: 'alias/main', TargetKeyId: { Ref: 'KmsKeyMain' } },
      },
    }),
  );
});

function key() {
  return {
    description: 'Everything',
    enable_key_rotation: true,
    multi_region: true,
    deletion_window_in_days: 30,
  };
}
