/** Where settings are not what the rest of an environment, or AWS, takes. */
export interface Problem {
  readonly path: (string | number)[];
  /** What would be right, and why. */
  readonly allowed: string;
}
