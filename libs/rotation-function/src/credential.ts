import { BulkheadError } from '@bulkhead/errors';
import { type Database } from './settings';

/**
 * The value of a secret: a JSON object that names a user. It may have the host and the port of the database, under
 * AWS's names for a database secret. A rotation keeps all other fields unchanged.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_secret_json_structure.html
 */
export interface Credential {
  readonly username: string;
  /** @default the user has no password yet; the first rotation sets one */
  readonly password?: string;
  readonly host?: string;
  readonly port?: number | string;
}

export interface CompleteCredential extends Credential {
  readonly password: string;
}

/**
 * @param subject the secret, for messages; no message contains the value
 * @throws BulkheadError `SecretNotJson`, `SecretFieldMissing` or `SecretFieldInvalid`
 */
export function parseCredential(text: string, subject: string): Credential {
  const value = parsed(text, subject);
  requirePresent(value, 'username', subject);
  for (const field of ['username', 'password', 'host']) {
    if (value[field] !== undefined && typeof value[field] !== 'string')
      throw invalid(field, 'a text', subject);
  }
  // The result of SCRAM for other characters depends on the version of Unicode.
  const { password } = value;
  if (typeof password === 'string' && !/^[\x20-\x7e]+$/.test(password))
    throw invalid('password', 'of printable ASCII characters', subject);
  return value as unknown as Credential;
}

/** @throws BulkheadError `SecretFieldMissing` for a credential without a password */
export function requirePassword(credential: Credential, subject: string): CompleteCredential {
  const { password } = credential;
  requirePresent({ password }, 'password', subject);
  return { ...credential, password: password as string };
}

/**
 * If a secret names a host or port, they must be those of the function's database. Otherwise the function could change
 * a user of another database.
 *
 * @throws BulkheadError `OtherDatabase`
 */
export function requireHome({ host, port }: Credential, database: Database, subject: string): void {
  if ((host ?? database.host) === database.host && Number(port ?? database.port) === database.port) return;
  throw new BulkheadError(
    'OtherDatabase',
    `The value of ${subject} is of another database than ${database.host}:${database.port}.`,
    { next: 'correct host and port in the value of the secret, or deploy the stack that has the function' },
  );
}

function parsed(text: string, subject: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch {
    // The message of the parser quotes the text.
  }
  throw new BulkheadError('SecretNotJson', `The value of ${subject} is no JSON object.`, {
    next: 'give the secret a value with a username',
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
