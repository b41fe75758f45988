/** The options of `recover`. */
export interface RecoverOptions {
  /** A version of the state to put back, as `--dry-run` names it. @default the one that the record is of */
  readonly restore?: string;
  /** Make the state of what AWS has, whatever versions there are. @default only where no version fits */
  readonly adopt?: boolean;
  /** Objects that a person has found, each as `ADDRESS=ID`. @default none */
  readonly import?: readonly string[];
  /** Addresses that a person has looked for and not found; `*` for all that is missing. @default none */
  readonly absent?: readonly string[];
  /**
   * Forget a stack that is gone, so that the next deploy makes it anew: a CloudFormation stack, or one of Terraform of
   * which an adoption with everything said to be absent finds nothing.
   * @default false
   */
  readonly forget?: boolean;
  /** Write over a record of a later version of Bulkhead. @default false */
  readonly overwriteRecord?: boolean;
}
