import { resourcesOf } from '@bulkhead/cdktf/testing';
import { sidsIn, statementsIn, terraformWith } from '../testing';
import { CredentialsKeys } from './credentials-keys';

const keysOf = ({ isReplicated = true, isProtected = true } = {}) =>
  terraformWith((stack, nameScope) => {
    const replica = { region: 'eu-west-1', provider: stack.providerOf('dr') };
    new CredentialsKeys(stack, 'keys', {
      nameScope,
      replica: isReplicated ? replica : undefined,
      isProtected,
    });
  });
const inRegion = (provider?: string) =>
  resourcesOf(keysOf(), 'aws_kms_key').find((key) => key['provider'] === provider) ?? {};

describe('P1.3: the keys of the secrets', () => {
  test('are one in each region, under the same alias, so that a region does not need the other', () => {
    const terraform = keysOf();
    expect(resourcesOf(terraform, 'aws_kms_key').map(({ provider }) => provider)).toEqual([
      undefined,
      'aws.dr',
    ]);
    expect(resourcesOf(terraform, 'aws_kms_alias').map(({ name, provider }) => [name, provider])).toEqual([
      ['alias/bulkhead-test-credentials', undefined],
      ['alias/bulkhead-test-credentials', 'aws.dr'],
    ]);
  });

  test('are only one if the secrets are in one region', () => {
    const terraform = keysOf({ isReplicated: false });
    expect(resourcesOf(terraform, 'aws_kms_key')).toHaveLength(1);
    expect(resourcesOf(terraform, 'aws_kms_key')[0]).not.toHaveProperty('provider');
  });

  test.each([
    ['primary', undefined, 'secretsmanager.eu-central-1.amazonaws.com'],
    ['DR', 'aws.dr', 'secretsmanager.eu-west-1.amazonaws.com'],
  ])('P3.7: in the %s region are for Secrets Manager of that region', (_, provider, service) => {
    const [administration, use, grants] = statementsIn(inRegion(provider)['policy']);
    expect([administration, use, grants].map((each) => each?.Sid)).toEqual([
      'AccountAdministration',
      'SecretsManager',
      'SecretsManagerGrants',
    ]);
    for (const each of [use, grants])
      expect(each?.Condition?.['StringEquals']).toEqual({
        'kms:ViaService': service,
        'kms:CallerAccount': '123456789012',
      });
  });

  test('let a writer of the secret encrypt the replica, from either region, and only there', () => {
    expect(sidsIn(inRegion()['policy'])).not.toContain('SecretsManagerReplica');
    expect(statementsIn(inRegion('aws.dr')['policy'])[3]).toMatchObject({
      Sid: 'SecretsManagerReplica',
      Action: ['kms:Encrypt', 'kms:GenerateDataKey'],
      Condition: {
        StringEquals: {
          'kms:ViaService': [
            'secretsmanager.eu-west-1.amazonaws.com',
            'secretsmanager.eu-central-1.amazonaws.com',
          ],
        },
      },
    });
  });

  test.each([true, false])('P4.6: with `isProtected: %s`, Terraform keeps or deletes both', (isProtected) => {
    expect(resourcesOf(keysOf({ isProtected }), 'aws_kms_key').map(({ lifecycle }) => lifecycle)).toEqual([
      { prevent_destroy: isProtected },
      { prevent_destroy: isProtected },
    ]);
  });
});
