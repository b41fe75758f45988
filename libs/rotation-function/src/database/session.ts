import { BulkheadError } from '@bulkhead/errors';
import { Client } from 'pg';
import { type CompleteCredential } from '../credential';
import { type Database } from '../settings';
import { LoginRefused } from './login-refused';

export type Row = Readonly<Record<string, unknown>>;

/** A connection to the database, of one user. */
export interface Session {
  /** @throws BulkheadError `StatementRefused` */
  query(statement: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  /** An open transaction is taken back. */
  close(): Promise<void>;
}

/** @throws LoginRefused, or BulkheadError `DatabaseUnreachable` */
export type OpenSession = (credential: CompleteCredential) => Promise<Session>;

/** SQLSTATE of a wrong password, and of a user who does not exist or may not log in. */
const refusals = ['28P01', '28000'];

const connectTimeoutMs = 10_000;
const statementTimeoutMs = 20_000;

/**
 * Opens sessions with a database, over TLS: its certificate has to name the host, and to come from an authority that is
 * trusted.
 *
 * @param ca an authority's certificate as PEM. @default those that Node trusts
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
    // A connection that breaks fails the statement that runs on it; without a listener it would end the process.
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

/** The server may quote the statement, which has what it keeps of a password in it: only its first words are told. */
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
