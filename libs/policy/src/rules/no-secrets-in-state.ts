import { isObject, isText, valueAt } from '../reading/properties';
import { stackRule } from './stack-rule';

/** Resources and data sources that put a secret into the state when Terraform reads or creates them. */
const disclosing: Readonly<Record<string, readonly string[]>> = {
  data: ['aws_kms_secrets', 'aws_secretsmanager_random_password', 'aws_secretsmanager_secret_version'],
  resource: ['random_password', 'tls_private_key'],
};

/** Attributes by type that the state keeps, each with the write-only attribute to use instead. */
const kept: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  aws_db_instance: { password: 'password_wo' },
  aws_rds_cluster: { master_password: 'master_password_wo' },
  aws_secretsmanager_secret_version: { secret_string: 'secret_string_wo', secret_binary: 'secret_string_wo' },
};

/**
 * Terraform keeps everything that it reads and creates in its state, and everybody who may plan can read the state. So
 * Terraform must neither read nor create a secret. Exception: an ephemeral value for one run, given to a write-only
 * attribute.
 * https://developer.hashicorp.com/terraform/language/manage-sensitive-data
 */
export const noSecretsInState = stackRule({
  id: 'no-secrets-in-state',
  title: 'Terraform keeps no secret in its state.',
  controls: ['164.308(a)(4)(ii)(B)', '164.312(a)(1)', '164.312(d)'],
  judge: ({ engine, source }) => {
    if (engine !== 'cdktf') return 'not-applicable';
    const configuration: unknown = source === '' ? {} : JSON.parse(source);
    return [...disclosingIn(configuration), ...keptIn(configuration)];
  },
});

function disclosingIn(configuration: unknown): string[] {
  return Object.entries(disclosing).flatMap(([section, types]) => {
    const present = valueAt(configuration, section);
    const found = isObject(present) ? types.filter((type) => present[type] !== undefined) : [];
    return found.map(
      (type) => `Its state would hold the secret of ${section} ${type}: use an ephemeral value.`,
    );
  });
}

function keptIn(configuration: unknown): string[] {
  return Object.entries(kept).flatMap(([type, attributes]) => {
    const resources = valueAt(valueAt(configuration, 'resource'), type);
    return Object.entries(isObject(resources) ? resources : {}).flatMap(([name, body]) =>
      Object.entries(attributes).flatMap(([attribute, writeOnly]) => [
        ...(valueAt(body, attribute) === undefined
          ? []
          : [`Its state would hold ${attribute} of ${type}.${name}: set ${writeOnly} instead.`]),
        ...(isWrittenOut(valueAt(body, writeOnly))
          ? [`Its configuration holds ${writeOnly} of ${type}.${name}: take it from an ephemeral resource.`]
          : []),
      ]),
    );
  });
}

function isWrittenOut(value: unknown): boolean {
  return isText(value) && !value.includes('ephemeral.');
}
