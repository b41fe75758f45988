/** One statement of a key policy, in the JSON that KMS takes. */
export interface PolicyStatement {
  /** Letters and digits, unique within the policy and the same in every synth. */
  readonly Sid: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal: PolicyPrincipal;
  /** Actions such as `kms:Decrypt`. */
  readonly Action: readonly string[];
  /** In a key policy `*` means the key the policy is attached to, and nothing else. */
  readonly Resource: '*';
  /** Operator, then condition key, then value or values. @default the statement always applies */
  readonly Condition?: PolicyCondition;
}

/** Who a statement speaks of: ARNs, or service principals. */
export type PolicyPrincipal =
  { readonly AWS: string | readonly string[] } | { readonly Service: string | readonly string[] };

export type PolicyCondition = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
