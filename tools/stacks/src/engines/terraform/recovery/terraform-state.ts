/** What we read and write of a state. Everything else in it stays as it is. */
export interface TerraformState {
  readonly serial: number;
  readonly resources: readonly StateResource[];
}

export interface StateResource {
  readonly mode: string;
  readonly type: string;
  readonly name: string;
  /** `provider["registry.terraform.io/hashicorp/aws"]`, with its alias where it has one. */
  readonly provider?: string;
  readonly instances: readonly StateInstance[];
}

export interface StateInstance {
  /** Of the type, as its provider counts. */
  readonly schema_version?: number;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly sensitive_attributes?: readonly unknown[];
  /** Addresses of what has to be there before it, and to go after it. */
  readonly dependencies?: readonly string[];
}
