import { type z } from 'zod';

/** Reports each value of a list that the list already has. */
export function eachOnce(values: readonly string[], refinement: z.RefinementCtx): void {
  values.forEach((value, index) => {
    if (values.indexOf(value) === index) return;
    refinement.addIssue({ code: 'custom', path: [index], params: { allowed: 'each one once' } });
  });
}
