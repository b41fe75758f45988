/** A setting that the rest of an environment, or AWS, does not accept. */
export interface Problem {
  readonly path: (string | number)[];
  /** The allowed value, and why. */
  readonly allowed: string;
}
