import { type Attributes, show, shownIn, terraformWith } from '../testing';
import { masterPassword } from './master-password';

const secretArn = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:some-AbCdEf';

test('P1.3, P3.10: the password is read from the secret for one run, and is one field of it', () => {
  const terraform = terraformWith((stack) => {
    show(stack, { expression: masterPassword(stack, 'master-password', secretArn) });
  });

  expect(shownIn(terraform)['expression']).toMatch(
    /^\$\{jsondecode\(ephemeral\.aws_secretsmanager_secret_version\.master-password\.secret_string\)\.password\}$/,
  );
  const { ephemeral } = terraform as unknown as { ephemeral: Record<string, Record<string, Attributes>> };
  expect(ephemeral).toEqual({
    aws_secretsmanager_secret_version: { 'master-password': { secret_id: secretArn } },
  });
  // A data source would have the password in the state.
  expect(terraform.data).toEqual({});
});
