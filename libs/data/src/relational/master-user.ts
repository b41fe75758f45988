/** Not the default `postgres`: Security Hub RDS.24 and RDS.25. */
export const masterUsername = 'bulkhead';

/** The source of the master user's password. No template, plan or state ever contains the password. */
export type MasterUser =
  /** RDS creates the password and keeps it in Secrets Manager. */
  | { readonly password: 'managed' }
  | {
      readonly password: 'own';
      /** Terraform expression of an ephemeral value. */
      readonly value: string;
      /** A change of this number sets the password in the database again. */
      readonly version: number;
    };
