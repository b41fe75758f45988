/** One value that crosses stacks, as a string. */
export interface Parameter {
  readonly kind: 'string';
  /** What a published value has to match as a whole. */
  readonly pattern: RegExp;
  /** What the value is, for the parameter's description in AWS. */
  readonly description: string;
}

/** A list of values that crosses stacks; its order is part of the contract. */
export interface ListParameter {
  readonly kind: 'list';
  /** What every item has to match as a whole. Items hold no comma: SSM separates them by one. */
  readonly pattern: RegExp;
  readonly description: string;
}

export type Parameters = Readonly<Record<string, Parameter | ListParameter>>;

/** A named set of parameters: what one stack publishes and others consume, whoever publishes it. */
export interface Contract<P extends Parameters = Parameters> {
  /** Lower-case words joined by hyphens, unique in the platform. */
  readonly name: string;
  readonly parameters: P;
}

/** The values of a contract: a `string`, or for a list parameter a `string[]`, for each key. */
export type ContractValues<P extends Parameters> = {
  readonly [Key in keyof P]: P[Key] extends ListParameter ? string[] : string;
};

/** A parameter whose value matches `pattern` as a whole. */
export function parameter(pattern: RegExp, description: string): Parameter {
  return { kind: 'string', pattern: whole(pattern), description };
}

/** A list parameter of which every item matches `pattern` as a whole. */
export function listParameter(pattern: RegExp, description: string): ListParameter {
  return { kind: 'list', pattern: whole(pattern), description };
}

/**
 * A contract.
 *
 * @throws RangeError for a name or key that could not be part of a parameter's path
 */
export function contract<const P extends Parameters>(name: string, parameters: P): Contract<P> {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) throw new RangeError(`Not a contract name: "${name}"`);
  for (const key of Object.keys(parameters)) {
    if (!/^[a-z][A-Za-z0-9]*$/.test(key)) throw new RangeError(`Not a key of contract "${name}": "${key}"`);
  }
  return { name, parameters };
}

function whole({ source, flags }: RegExp): RegExp {
  return new RegExp(`^(?:${source.replace(/^\^/, '').replace(/\$$/, '')})$`, flags);
}
