/** One stack in the evidence that a comparison leaves. */
export interface DriftedStack {
  readonly app: string;
  readonly stack: string;
  readonly status: string;
  readonly revert?: { readonly outcome: string };
  readonly resources: readonly {
    readonly kind: string;
    readonly resource: string;
    readonly physicalId: string;
    readonly type: string;
    readonly attributes: readonly object[];
    readonly addition?: { readonly what: string; readonly content: string; readonly name: string };
    readonly became?: string;
  }[];
}
