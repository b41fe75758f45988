/** The body of a resource or data source: its attributes, nested blocks and meta-arguments. */
export type Body = Readonly<Record<string, unknown>>;

/** Bodies by type and local name. */
export type Section = Readonly<Record<string, Readonly<Record<string, Body>>>>;

/** A stack in Terraform's JSON syntax: the parts that describe what is deployed. */
export interface Configuration {
  readonly resource?: Section;
  readonly data?: Section;
  /** Values that Terraform creates or reads for one run, and stores nowhere. */
  readonly ephemeral?: Section;
  readonly provider?: Readonly<Record<string, readonly Body[]>>;
}

/** One element of a section, with its address. */
export interface Element {
  /** Terraform address, such as `aws_vpc.regional` or `data.aws_ssm_parameter.vpc`. */
  readonly address: string;
  readonly type: string;
  readonly name: string;
  readonly body: Body;
}

/** The elements of a section in the order of their addresses. */
export function elementsOf(section: Section = {}, prefix = ''): Element[] {
  return Object.entries(section)
    .flatMap(([type, bodies]) =>
      Object.entries(bodies).map(([name, body]) => ({
        address: `${prefix}${type}.${name}`,
        type,
        name,
        body,
      })),
    )
    .sort((a, b) => (a.address < b.address ? -1 : 1));
}

/** True for a block or an object, false for a list or a scalar. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
