/** The parts of a state that the tool reads and writes. Everything else stays unchanged. */
export interface TerraformState {
  readonly serial: number;
  readonly resources: readonly StateResource[];
}

export interface StateResource {
  readonly mode: string;
  readonly type: string;
  readonly name: string;
  /** `provider["registry.terraform.io/hashicorp/aws"]`, with its alias if it has one. */
  readonly provider?: string;
  readonly instances: readonly StateInstance[];
}

export interface StateInstance {
  /** Version of the type's schema in the provider. */
  readonly schema_version?: number;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly sensitive_attributes?: readonly unknown[];
  /** Addresses of resources that must be created before it, and destroyed after it. */
  readonly dependencies?: readonly string[];
}
