/** The options of `recover`. */
export interface RecoverOptions {
  /** A version of the state to put back, as `--dry-run` names it. @default the version in the record */
  readonly restore?: string;
  /** Build the state from what AWS has, even if there are versions. @default only if no version fits */
  readonly adopt?: boolean;
  /** Objects that a person has found, each as `ADDRESS=ID`. @default none */
  readonly import?: readonly string[];
  /** Addresses that a person has looked for and not found; `*` for all that is missing. @default none */
  readonly absent?: readonly string[];
  /**
   * Forget a stack that is gone, so that the next deploy creates it again: a CloudFormation stack, or a Terraform stack
   * for which an adoption finds nothing and every address is said to be absent.
   * @default false
   */
  readonly forget?: boolean;
  /** Write over a record of a later version of Bulkhead. @default false */
  readonly overwriteRecord?: boolean;
}
