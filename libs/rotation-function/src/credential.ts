import { BulkheadError } from '@bulkhead/errors';

/** A database and one of its users, in the words that AWS has for a database secret. */
export interface Login {
  readonly host: string;
  readonly port: number;
  readonly dbname: string;
  readonly username: string;
}

/**
 * The value of a secret: a JSON object with at least these fields. Others are kept through a rotation as they are.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_secret_json_structure.html
 */
export interface Credential extends Login {
  /** @default nobody has given the user one yet; the first rotation does */
  readonly password?: string;
}

export interface CompleteCredential extends Login {
  readonly password: string;
}

/**
 * @param subject which secret it is, for messages; the value itself is in none of them
 * @throws BulkheadError `SecretNotJson`, `SecretFieldMissing` or `SecretFieldInvalid`
 */
export function parseCredential(text: string, subject: string): Credential {
  const value = parsed(text, subject);
  for (const field of ['host', 'port', 'dbname', 'username']) requirePresent(value, field, subject);
  for (const field of ['host', 'dbname', 'username', 'password']) {
    if (value[field] !== undefined && typeof value[field] !== 'string')
      throw invalid(field, 'a text', subject);
  }
  const port = Number(value['port']);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw invalid('port', '1 to 65535', subject);
  // What SCRAM does to other characters of a password depends on the version of Unicode.
  const { password } = value;
  if (typeof password === 'string' && !/^[\x20-\x7e]+$/.test(password))
    throw invalid('password', 'of printable ASCII characters', subject);
  return { ...value, port } as unknown as Credential;
}

/** @throws BulkheadError `SecretFieldMissing` for a credential without a password */
export function requirePassword(credential: Credential, subject: string): CompleteCredential {
  const { password } = credential;
  requirePresent({ password }, 'password', subject);
  return { ...credential, password: password as string };
}

function parsed(text: string, subject: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch {
    // The parser's message quotes the text.
  }
  throw new BulkheadError('SecretNotJson', `The value of ${subject} is no JSON object.`, {
    next: 'give the secret a value with host, port, dbname and username',
  });
}

function requirePresent(value: Record<string, unknown>, field: string, subject: string): void {
  if (value[field] !== undefined && value[field] !== '') return;
  throw new BulkheadError('SecretFieldMissing', `The value of ${subject} has no ${field}.`, {
    next: `add ${field} to the value of the secret`,
  });
}

function invalid(field: string, allowed: string, subject: string): BulkheadError {
  return new BulkheadError('SecretFieldInvalid', `In the value of ${subject}, ${field} is not ${allowed}.`, {
    next: `correct ${field} in the value of the secret`,
  });
}
