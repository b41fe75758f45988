/** What we read and write of a state. Everything else in it stays as it is. */
export interface TerraformState {
  readonly serial: number;
  readonly resources: readonly StateResource[];
}

interface StateResource {
  readonly mode: string;
  readonly type: string;
  readonly name: string;
  readonly instances: readonly { readonly attributes: Readonly<Record<string, unknown>> }[];
}
