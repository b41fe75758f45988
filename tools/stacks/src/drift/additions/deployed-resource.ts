/** One deployed resource of a stack, whichever engine deployed it. */
export interface DeployedResource {
  /** `<app>/<stack>@<role>`, or the name of a CloudFormation stack that the run does not know. */
  readonly stack: string;
  /** Name of the region of the resource. */
  readonly region: string;
  /** Terraform address or CloudFormation logical id. */
  readonly address: string;
  /** Terraform or CloudFormation type. */
  readonly type: string;
  /** The id in AWS, or the engine's id if AWS gives none. */
  readonly physicalId: string;
  /** Attributes of Terraform's state, or properties of the template with their references resolved. */
  readonly attributes: Attributes;
  /** Whether the code of the stack sets an attribute. @default unknown, because the stack is not synthesized */
  readonly sets?: (attribute: string) => boolean;
}

export type Attributes = Readonly<Record<string, unknown>>;

/** An attribute that is a text; empty for any other. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

/** The items of an attribute that is a list or a single object. Empty if there is none. */
export function items(value: unknown): Attributes[] {
  if (Array.isArray(value)) return value as Attributes[];
  return typeof value === 'object' && value !== null ? [value as Attributes] : [];
}

/** The texts of an attribute that is a list of texts. */
export function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}
