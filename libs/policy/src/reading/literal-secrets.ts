import { isObject, isText } from './properties';

/** Names of secrets, and name endings of values that only point to a secret. */
const secretName = /pass(word|phrase|wd)|secret|token|api_?key|private_?key|credential/i;
const notTheSecret =
  /(arn|id|ids|name|path|prefix|length|version|policy|type|types|date|username|enabled|characters|required|duration|encryption|template|schedule|validity|unit|kms.*|url|uri|endpoint|status|tokens|region|options)$/i;

/** Patterns of known secrets, under any name: an access key, a private key, a GitHub or Slack token, a JWT. */
const secretText =
  /\bAKIA[0-9A-Z]{16}\b|-----BEGIN [A-Z ]*PRIVATE KEY-----|\bgh[pousr]_[A-Za-z0-9]{36}|\bxox[baprs]-[\w-]{10,}|\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\./;

/** A reference that CloudFormation replaces by the secret itself, so the secret can be read in the property. */
const resolvedSecret = /\{\{resolve:(secretsmanager|ssm-secure):/;

/**
 * The paths of literal secrets in a value, such as `Environment.Variables.DB_PASSWORD`. Containers and CodeBuild keep
 * an environment variable as two properties, name and value. These two count as one property of that name.
 */
export function literalSecretsIn(value: unknown, path: readonly string[] = []): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item) => literalSecretsIn(item, path));
  const name = path.at(-1) ?? '';
  if (isText(value)) return isSecret(name, value, path) ? [path.join('.')] : [];
  if (!isObject(value)) return [];
  const { Name, Value, ...rest } = value;
  const pair = isText(Name) && Value !== undefined ? { [Name]: Value } : {};
  const others = Object.keys(pair).length > 0 ? rest : value;
  return Object.entries({ ...others, ...pair }).flatMap(([key, item]) =>
    literalSecretsIn(item, [...path, key]),
  );
}

function isSecret(name: string, text: string, path: readonly string[]): boolean {
  if (secretText.test(text)) return true;
  if (resolvedSecret.test(text)) return path.some((each) => /^environment/i.test(each)) || name === 'Value';
  return secretName.test(name) && !notTheSecret.test(name) && !leadsElsewhere(text);
}

/** True for an ARN or a parameter path, which only locate the secret, and for a number or a switch. */
function leadsElsewhere(text: string): boolean {
  return /^(arn:|\/[\w-]+\/|\d*$|true$|false$|enabled$|disabled$)/i.test(text);
}
