import { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import { one } from '@bulkhead/cdktf/testing';
import { terraformWith } from '../testing';
import { ManagedSecret } from './managed-secret';

const secretArn = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:rds!some-AbCdEf';
const keyArn = 'arn:aws:kms:eu-central-1:123456789012:key/1';
const created: Record<string, string> = {};

const terraform = terraformWith((stack) => {
  const instances = [new DbInstance(stack, 'some', { instanceClass: 'db.m7g.large' })];
  const secret = new ManagedSecret(stack, 'secret', {
    database: { managedSecretArn: secretArn, keyArn, instances },
  });
  Object.assign(created, { secretArn: secret.secretArn, secretKeyArn: secret.secretKeyArn });
});

describe('P1.3, P5.2: the secret in which RDS keeps the password', () => {
  const rotation = one(terraform, 'aws_secretsmanager_secret_rotation');

  test('rotates every 30 days, and not because somebody deploys', () => {
    expect(rotation).toMatchObject({
      secret_id: secretArn,
      rotation_rules: { automatically_after_days: 30 },
      rotate_immediately: false,
    });
  });

  test('pitfall 3: is rotated by RDS, without a function of ours', () => {
    expect(rotation).not.toHaveProperty('rotation_lambda_arn');
    expect(terraform.resource).not.toHaveProperty('aws_lambda_function');
  });

  test('rotates after the database runs', () => {
    expect(rotation['depends_on']).toEqual(['aws_db_instance.some']);
  });

  test('is known to clients with the key of the database', () => {
    expect(created).toEqual({ secretArn, secretKeyArn: keyArn });
  });

  test('pitfall 3: does not exist for a database whose password RDS does not manage', () => {
    expect(() =>
      terraformWith((stack) => {
        new ManagedSecret(stack, 'secret', {
          database: { managedSecretArn: undefined, keyArn, instances: [] },
        });
      }),
    ).toThrow(RangeError);
  });
});
