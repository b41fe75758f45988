import { type ContractValues, type database } from '@bulkhead/contracts';
import { type Cache } from './cache';

/** The relational database: what the application needs of the contract to connect. */
export type Database = Pick<
  ContractValues<(typeof database)['parameters']>,
  'writerEndpoint' | 'readerEndpoint' | 'port' | 'databaseName' | 'secretArn'
>;

/** What the application talks to. */
export interface Connections {
  readonly database: Database;
  /** @default the environment has none */
  readonly cache?: Cache | undefined;
}

/** Environment variables by which the application finds what it talks to, whatever it runs on. None is a secret. */
export function applicationEnvironment({ database, cache }: Connections): Readonly<Record<string, string>> {
  return {
    DATABASE_HOST: database.writerEndpoint,
    DATABASE_READER_HOST: database.readerEndpoint,
    DATABASE_PORT: database.port,
    DATABASE_NAME: database.databaseName,
    // Where to read the password again: a rotation changes it under a running task.
    DATABASE_SECRET_ARN: database.secretArn,
    // `require` would talk to whoever answers. The image carries the CA bundle of RDS and sets PGSSLROOTCERT.
    PGSSLMODE: 'verify-full',
    ...(cache && {
      // The user has no password: the application signs a token with its role.
      CACHE_HOST: cache.primaryEndpoint,
      CACHE_READER_HOST: cache.readerEndpoint,
      CACHE_PORT: cache.port,
      CACHE_USER: cache.userName,
    }),
  };
}
