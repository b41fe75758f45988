/** The body of a resource or data source: its attributes, nested blocks and meta-arguments. */
export type Body = Readonly<Record<string, unknown>>;

/** Bodies by type and local name. */
export type Section = Readonly<Record<string, Readonly<Record<string, Body>>>>;

/** A stack in Terraform's JSON syntax, as far as it says what is deployed. */
export interface Configuration {
  readonly resource?: Section;
  readonly data?: Section;
  /** What Terraform makes or reads for one run, and keeps nowhere. */
  readonly ephemeral?: Section;
  readonly provider?: Readonly<Record<string, readonly Body[]>>;
}

/** One element of a section, with what it is called. */
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

/** Whether a value is a block or an object rather than a list or a scalar. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
