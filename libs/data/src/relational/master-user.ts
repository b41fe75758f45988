/** Not the default `postgres`: Security Hub RDS.24 and RDS.25. */
export const masterUsername = 'bulkhead';

/** Where the password of the master user comes from; in no case is it in a template, plan or state. */
export type MasterUser =
  /** RDS makes it up and keeps it in Secrets Manager. */
  | { readonly password: 'managed' }
  | {
      readonly password: 'own';
      /** Terraform expression of an ephemeral value. */
      readonly value: string;
      /** The database is given the password again when this changes. */
      readonly version: number;
    };
