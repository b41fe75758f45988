/** One broken setting, and the rules that noticed it. */
export interface MutationResult {
  readonly engine: 'cdk' | 'cdktf';
  /** Id of the stack, such as `network/vpc@primary`. */
  readonly stack: string;
  readonly resource: string;
  readonly change: string;
  /** Rules that found something new, or the code of the error if the stack cannot be read. Empty: a survivor. */
  readonly caughtBy: readonly string[];
}

/** The content of `dist/policy/mutations.json`. */
export interface MutationReport {
  readonly environment: string;
  readonly mutations: number;
  readonly caught: number;
  /** Share of caught mutations, between 0 and 1. */
  readonly share: number;
  readonly survivors: readonly MutationResult[];
  readonly results: readonly MutationResult[];
}

/** The targets of the policy. */
export const targets = { mutations: 100, share: 0.95 };

export function reportOf(environment: string, results: readonly MutationResult[]): MutationReport {
  const survivors = results.filter(({ caughtBy }) => caughtBy.length === 0);
  const caught = results.length - survivors.length;
  const share = results.length === 0 ? 0 : caught / results.length;
  return { environment, mutations: results.length, caught, share, survivors, results };
}

/** The targets that the report misses. Empty if the policy is good enough. */
export function shortcomings({ mutations, share, results }: MutationReport): string[] {
  const silent = (['cdk', 'cdktf'] as const).filter((engine) =>
    results.every((result) => result.engine !== engine),
  );
  return [
    ...(mutations < targets.mutations ? [`${mutations} mutations are fewer than ${targets.mutations}.`] : []),
    ...silent.map((engine) => `No stack of ${engine} was broken.`),
    ...(share < targets.share
      ? [`${(share * 100).toFixed(1)} % were caught; the target is ${targets.share * 100} %.`]
      : []),
  ];
}
