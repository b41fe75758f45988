/** An account; each field may be an engine token. */
export interface AccountInput {
  /** The account that owns the key. */
  readonly account: string;
  /** The AWS partition. @default 'aws' */
  readonly partition?: string;
}

/** An account and a region; each field may be an engine token. */
export interface RegionalInput extends AccountInput {
  /** The region of the key. */
  readonly region: string;
}

/** As a principal, this ARN means the account: its IAM policies decide who may act, within the statement. */
export function accountRootArn({ account, partition = 'aws' }: AccountInput): string {
  return `arn:${partition}:iam::${account}:root`;
}
