/** One resource that is deployed of a stack, whichever engine deployed it. */
export interface DeployedResource {
  /** `<app>/<stack>@<role>`, or the name of a stack of CloudFormation that the run does not know. */
  readonly stack: string;
  /** Name of the region in which it is. */
  readonly region: string;
  /** Terraform address or CloudFormation logical id. */
  readonly address: string;
  /** Terraform or CloudFormation type. */
  readonly type: string;
  /** What AWS, or the engine where AWS gives no id, calls it. */
  readonly physicalId: string;
  /** Attributes of Terraform's state, or properties of the template with their references resolved. */
  readonly attributes: Attributes;
  /** Whether the code of the stack sets an attribute. @default unknown: of a stack that is not synthesized */
  readonly sets?: (attribute: string) => boolean;
}

export type Attributes = Readonly<Record<string, unknown>>;

/** An attribute that is a text, or an empty one. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

/** The items of an attribute that is a list, or of one that is a single object; none where there is none. */
export function items(value: unknown): Attributes[] {
  if (Array.isArray(value)) return value as Attributes[];
  return typeof value === 'object' && value !== null ? [value as Attributes] : [];
}

/** The texts of an attribute that is a list of them. */
export function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}
