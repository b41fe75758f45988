import { isObject, valueAt } from '../reading/properties';
import { stackRule } from './stack-rule';

/** What puts a secret into the state when Terraform reads or makes it. */
const disclosing: Readonly<Record<string, readonly string[]>> = {
  data: ['aws_kms_secrets', 'aws_secretsmanager_random_password', 'aws_secretsmanager_secret_version'],
  resource: ['random_password', 'tls_private_key'],
};

/**
 * Terraform keeps all that it reads and makes in its state, readable to whoever plans. So it reads no secret and makes
 * none: services make their own, and programs fetch them.
 * https://developer.hashicorp.com/terraform/language/manage-sensitive-data
 */
export const noSecretsInState = stackRule({
  id: 'no-secrets-in-state',
  title: 'Terraform neither reads nor makes a secret.',
  controls: ['164.308(a)(4)(ii)(B)', '164.312(a)(1)', '164.312(d)'],
  judge: ({ engine, source }) => {
    if (engine !== 'cdktf') return 'not-applicable';
    const configuration: unknown = source === '' ? {} : JSON.parse(source);
    return Object.entries(disclosing).flatMap(([section, types]) => {
      const present = valueAt(configuration, section);
      const found = isObject(present) ? types.filter((type) => present[type] !== undefined) : [];
      return found.map((type) => `Its state would hold what ${section} ${type} yields.`);
    });
  },
});
