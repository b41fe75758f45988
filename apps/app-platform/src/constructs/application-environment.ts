import { type ContractValues, type database } from '@bulkhead/contracts';
import { type Cache } from './cache';

/** The relational database: the part of the contract that the application needs to connect. */
export type Database = Pick<
  ContractValues<(typeof database)['parameters']>,
  'writerEndpoint' | 'readerEndpoint' | 'port' | 'databaseName' | 'secretArn'
>;

/** The services that the application connects to. */
export interface Connections {
  readonly database: Database;
  /** @default the environment has none */
  readonly cache?: Cache | undefined;
}

/** Environment variables that tell the application where its services are, on every compute type. None is a secret. */
export function applicationEnvironment({ database, cache }: Connections): Readonly<Record<string, string>> {
  return {
    DATABASE_HOST: database.writerEndpoint,
    DATABASE_READER_HOST: database.readerEndpoint,
    DATABASE_PORT: database.port,
    DATABASE_NAME: database.databaseName,
    // The application reads the password again here: a rotation changes the password while a task runs.
    DATABASE_SECRET_ARN: database.secretArn,
    // `require` would connect to any server that answers. The image has the CA bundle of RDS and sets PGSSLROOTCERT.
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
