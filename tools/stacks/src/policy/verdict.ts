import { z } from 'zod';

const found = z.strictObject({
  stack: z.string().describe('Id of the stack, such as network/vpc@primary'),
  lines: z.array(z.string()).describe('The rule and what must hold, where, the control, and the next step'),
});

/** The part of the policy's result that a deploy has to know. */
export const verdict = z.strictObject({
  version: z.literal(1),
  digest: z.string().describe('SHA-256 of what was judged, by what and on which day'),
  findings: z.array(found).describe('What nobody has explained'),
  uncertain: z.array(found).describe('The same, which the stacks that were not judged may be the cause of'),
  unjudged: z
    .array(z.strictObject({ stack: z.string(), message: z.string() }))
    .describe('Stacks that could not be synthesized or read, and why'),
});

export type Verdict = z.infer<typeof verdict>;
