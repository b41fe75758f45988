/** One statement of a key policy, in the JSON that KMS accepts. */
export interface PolicyStatement {
  /** Letters and digits, unique within the policy and the same in every synth. */
  readonly Sid: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal: PolicyPrincipal;
  /** Actions such as `kms:Decrypt`. */
  readonly Action: readonly string[];
  /** In a key policy, `*` means only the key that has the policy. */
  readonly Resource: '*';
  /** Operator, then condition key, then value or values. @default the statement always applies */
  readonly Condition?: PolicyCondition;
}

/** The principals of a statement: ARNs, or service principals. */
export type PolicyPrincipal =
  { readonly AWS: string | readonly string[] } | { readonly Service: string | readonly string[] };

export type PolicyCondition = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
