import { type z } from 'zod';

interface Counts {
  readonly desiredCount: number;
  readonly scaling?: { readonly max: number } | undefined;
  readonly dr?: { readonly desiredCount: number } | undefined;
}

/** Reports a count outside the limits of scaling. Auto Scaling would refuse such a count. */
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
