/** One value that stacks exchange, as a string. */
export interface Parameter {
  readonly kind: 'string';
  /** The pattern that a published value must match as a whole. */
  readonly pattern: RegExp;
  /** Meaning of the value, for the parameter's description in AWS. */
  readonly description: string;
}

/** A list of values that stacks exchange. The order is part of the contract. */
export interface ListParameter {
  readonly kind: 'list';
  /** The pattern that every item must match as a whole. Items contain no comma: SSM uses it as the separator. */
  readonly pattern: RegExp;
  readonly description: string;
}

export type Parameters = Readonly<Record<string, Parameter | ListParameter>>;

/** A named set of parameters that one stack publishes and others consume, whichever stack publishes it. */
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

/** A list parameter whose items all match `pattern` as a whole. */
export function listParameter(pattern: RegExp, description: string): ListParameter {
  return { kind: 'list', pattern: whole(pattern), description };
}

/**
 * A contract.
 *
 * @throws RangeError for a name or key that cannot be part of a parameter's path
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
