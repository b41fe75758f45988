import { BulkheadError } from '@bulkhead/errors';
import { Client } from 'pg';
import { type CompleteCredential } from '../credential';
import { type Database } from '../settings';
import { LoginRefused } from './login-refused';

export type Row = Readonly<Record<string, unknown>>;

/** A connection of one user to the database. */
export interface Session {
  /** @throws BulkheadError `StatementRefused` */
  query(statement: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  /** Closes the connection. An open transaction is rolled back. */
  close(): Promise<void>;
}

/** @throws LoginRefused, or BulkheadError `DatabaseUnreachable` */
export type OpenSession = (credential: CompleteCredential) => Promise<Session>;

/** SQLSTATE for a wrong password, and for a user that does not exist or may not log in. */
const refusals = ['28P01', '28000'];

const connectTimeoutMs = 10_000;
const statementTimeoutMs = 20_000;

/**
 * Opens sessions with a database over TLS. The certificate of the database must name the host and come from a trusted
 * authority.
 *
 * @param ca the authority's certificate as PEM. @default the authorities that Node trusts
 */
export function sessionsOf({ host, port, name }: Database, ca?: string): OpenSession {
  return async ({ username, password }) => {
    const client = new Client({
      host,
      port,
      database: name,
      user: username,
      password,
      ssl: { rejectUnauthorized: true, ...(ca && { ca }) },
      connectionTimeoutMillis: connectTimeoutMs,
      query_timeout: statementTimeoutMs,
      application_name: 'bulkhead-rotation',
    });
    // A broken connection fails the running statement. Without a listener, it would end the process.
    client.on('error', () => undefined);
    try {
      await client.connect();
    } catch (error) {
      await client.end().catch(() => undefined);
      throw connectionFailure(error, `${username} at ${host}:${port}`);
    }
    return {
      query: async (statement, values = []) => {
        try {
          return (await client.query<Record<string, unknown>>(statement, [...values])).rows;
        } catch (error) {
          throw statementFailure(error, statement);
        }
      },
      close: () => client.end(),
    };
  };
}

function connectionFailure(error: unknown, subject: string): BulkheadError {
  const { code = '', message } = error as Error & { code?: string };
  if (refusals.includes(code)) return new LoginRefused(`The database refuses ${subject} (SQLSTATE ${code}).`);
  return new BulkheadError(
    'DatabaseUnreachable',
    `No connection as ${subject}: ${[message, code].filter(Boolean).join(', ')}.`,
    { next: 'look at the route, the security groups and the certificate of the database' },
  );
}

/**
 * The server may quote the statement, which contains the password's verifier. So the message has only the first words.
 */
function statementFailure(error: unknown, statement: string): BulkheadError {
  const { code } = error as { code?: string };
  const words = statement.split(' ').slice(0, 2).join(' ');
  return new BulkheadError(
    'StatementRefused',
    `${words} failed (${code ? `SQLSTATE ${code}` : 'no answer'}).`,
    {
      next: 'look into the log of the database at this time',
    },
  );
}
