import { type Terraform } from '@bulkhead/cdktf/testing';
import { type Attributes, regionOf, show, shownIn, terraformWith } from '../testing';
import { ReplicatedCredentials } from './replicated-credentials';

const terraform: Terraform = terraformWith((stack, nameScope) => {
  const { secretArn, secretKeyArn } = new ReplicatedCredentials(stack, 'credentials', {
    nameScope,
    primaryRegion: 'eu-central-1',
  });
  show(stack, { secretArn, secretKeyArn });
}, regionOf('dr'));
const found = shownIn(terraform);

const dataOf = (type: string): Attributes => {
  const [only, ...others] = Object.values(terraform.data[type] ?? {});
  expect(others).toEqual([]);
  return only ?? {};
};

describe('P1.3: the replica of the credentials', () => {
  test('P1.11: is found by name in the own region: nothing is created, and no other region is asked', () => {
    expect(dataOf('aws_secretsmanager_secrets')['filter']).toEqual([
      { name: 'name', values: ['bulkhead/test/database/application'] },
    ]);
    expect(terraform.resource).toEqual({});
    expect(terraform.provider['aws']?.map(({ region }) => region)).toEqual(['eu-west-1']);
  });

  test('is the only secret that the search finds', () => {
    expect(found['secretArn']).toMatch(
      /^\$\{one\((tolist\()?data\.aws_secretsmanager_secrets\.credentials_secret_\w+\.arns\)?\)\}$/,
    );
  });

  test.each([
    [
      'no secret',
      '${length(self.arns) > 0}',
      /^Region eu-west-1 has no secret bulkhead\/test\/database\/application, .* Next: deploy stack credentials/,
    ],
    [
      'more than one secret',
      '${length(self.arns) < 2}',
      /^Region eu-west-1 has more than one secret .* Next: rename the others/,
    ],
  ])('with %s, Terraform stops and says what to do', (_, condition, message) => {
    const { postcondition } = dataOf('aws_secretsmanager_secrets')['lifecycle'] as {
      postcondition: { condition: string; error_message: string }[];
    };
    expect(postcondition).toHaveLength(2);
    expect(postcondition.find((each) => each.condition === condition)?.error_message).toMatch(message);
  });

  test('has the key of its own region, which is looked up after the secret', () => {
    expect(dataOf('aws_kms_alias')).toMatchObject({
      name: 'alias/bulkhead-test-credentials',
      depends_on: [expect.stringMatching(/^data\.aws_secretsmanager_secrets\./)],
    });
    expect(found['secretKeyArn']).toMatch(/^\$\{data\.aws_kms_alias\.credentials_key_\w+\.target_key_arn\}$/);
  });
});
