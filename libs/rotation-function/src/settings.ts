import { BulkheadError } from '@bulkhead/errors';

/** Environment variables of the function. None holds a secret. */
export const rotationVariables = {
  /** Host name of the database, also in its certificate. */
  host: 'DATABASE_HOST',
  port: 'DATABASE_PORT',
  /** Name of a database that every user may connect to. */
  database: 'DATABASE_NAME',
  /**
   * ARN of the secret of the master user, which sets the passwords of the two users of the rotated secret. Without it,
   * the user of the rotated secret changes its own password.
   */
  masterSecret: 'MASTER_SECRET_ARN',
} as const;

/** The database whose users the function changes. */
export interface Database {
  readonly host: string;
  readonly port: number;
  readonly name: string;
}

export interface RotationSettings {
  readonly database: Database;
  /** @default the user of the secret changes its own password */
  readonly masterSecretArn?: string;
}

/** @throws BulkheadError `VariableMissing` */
export function rotationSettings(variables: NodeJS.ProcessEnv): RotationSettings {
  const required = (name: string): string => {
    const value = variables[name];
    if (value) return value;
    throw new BulkheadError('VariableMissing', `The function has no environment variable ${name}.`, {
      next: 'deploy the stack that has the function',
    });
  };
  return {
    database: {
      host: required(rotationVariables.host),
      port: Number(required(rotationVariables.port)),
      name: required(rotationVariables.database),
    },
    masterSecretArn: variables[rotationVariables.masterSecret],
  };
}
