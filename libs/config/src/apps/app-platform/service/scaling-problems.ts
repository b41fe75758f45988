import { type z } from 'zod';

interface Counts {
  readonly desiredCount: number;
  readonly scaling?: { readonly max: number } | undefined;
  readonly dr?: { readonly desiredCount: number } | undefined;
}

/** Complains of a count that is beyond what scaling allows, which Auto Scaling would refuse. */
export function scalingProblems({ desiredCount, scaling, dr }: Counts, refinement: z.RefinementCtx): void {
  const check = (path: string[], count: number | undefined) => {
    if (!scaling || count === undefined || count <= scaling.max) return;
    refinement.addIssue({
      code: 'custom',
      path,
      params: { allowed: `at most ${scaling.max} (scaling.max)` },
    });
  };
  check(['desiredCount'], desiredCount);
  check(['dr', 'desiredCount'], dr?.desiredCount);
}
