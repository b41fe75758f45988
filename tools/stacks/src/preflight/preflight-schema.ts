import { z } from 'zod';
import { type Note } from './unknown-fact';

/** One reason for which a deploy would fail. */
export const finding = z.strictObject({
  check: z.string().describe('The check that found it, such as quotas'),
  region: z.string().describe('Name of the region, such as us-east-1'),
  stacks: z.array(z.string()).describe('The stacks that need it, by id'),
  problem: z.string().describe('What is wrong, in words'),
  next: z.string().describe('What mends it'),
});

/** The result of the checks before a deploy. */
export const preflightResult = z.strictObject({
  findings: z.array(finding).describe('What a deploy would fail for'),
  notes: z.array(z.string()).describe('What AWS does not tell, and what is worth knowing'),
});

export type Finding = z.infer<typeof finding>;
export type PreflightResult = z.infer<typeof preflightResult>;

/** The result of one check. */
export interface Found {
  readonly findings: readonly (Pick<Finding, 'problem' | 'next'> & { readonly stacks: readonly string[] })[];
  readonly notes: readonly Note[];
}
