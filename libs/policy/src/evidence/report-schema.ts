import { z } from 'zod';

const count = z.int().min(0);
const stackId = z.string().describe('Id of the stack, such as network/vpc@primary');
const controlIds = z.array(z.string()).describe('Paragraphs of 45 CFR');
const address = z.string().describe('Terraform address or logical id; of the stack itself, stack');
const expires = z.iso.date().optional().describe('The last day the exception holds');
const file = z.string().optional().describe('The source file that the exception is in');

/** A rule that was evaluated. */
export const reportedRule = z.strictObject({
  id: z.string(),
  source: z.enum(['bulkhead', 'cdk-nag']),
  title: z
    .string()
    .describe("What must hold; of a rule of cdk-nag's, what is wrong where it does not comply"),
  controls: controlIds,
});

/** The answer of a rule for a resource. */
export const reportedResult = z.strictObject({
  rule: z.string(),
  controls: controlIds,
  stack: stackId,
  resource: address,
  result: z
    .enum(['compliant', 'non-compliant', 'not-applicable', 'suppressed', 'error'])
    .describe(
      'suppressed: an exception with its reason. error: the rule could not tell, so nobody has looked',
    ),
  message: z.string().optional().describe('What is wrong, or why the rule could not tell'),
  reason: z.string().optional().describe('Why the exception is right'),
  expires,
  file,
});

/** An exception that excuses nothing, or has expired. */
export const reportedProblem = z.strictObject({
  problem: z.enum(['unknown-rule', 'unused', 'expired']),
  rule: z.string(),
  stack: stackId,
  resource: address,
  reason: z.string(),
  expires,
  file,
});

/** A standard or implementation specification of the Security Rule. */
export const reportedControl = z.strictObject({
  id: z.string().describe('Paragraph of 45 CFR'),
  title: z.string(),
  status: z
    .enum(['compliant', 'exceptions', 'findings', 'not-applicable', 'not-covered'])
    .describe(
      'not-covered: by no technical control. not-applicable: by rules that had nothing to look at in this environment',
    ),
  rules: z.array(z.string()),
  responsible: z.string().describe('Who covers what no rule can see in a template'),
});

/** The content of `dist/policy/<environment>.json`. Its JSON Schema is in `schemas/policy-report.schema.json`. */
export const policyReport = z.strictObject({
  environment: z.string(),
  protected: z.boolean(),
  target: z.enum(['aws', 'emulator']),
  stacks: z.array(
    z.strictObject({
      id: stackId,
      region: z.string(),
      engine: z.enum(['cdk', 'cdktf']),
      resources: count,
    }),
  ),
  unread: z
    .array(z.strictObject({ stack: stackId, message: z.string() }))
    .describe('Stacks that no rule has seen, and why'),
  counts: z.strictObject({
    rules: count,
    stacks: count,
    resources: count,
    results: count.describe('Pairs of a rule and a resource'),
    compliant: count,
    nonCompliant: count,
    suppressed: count,
    error: count,
    notApplicable: count,
    suppressionProblems: count,
  }),
  controls: z.array(reportedControl),
  rules: z.array(reportedRule),
  suppressionProblems: z.array(reportedProblem),
  results: z.array(reportedResult).describe('In the order of stacks, resources and rules'),
});

/** The answer of the policy for an environment. */
export type PolicyReport = z.infer<typeof policyReport>;

/** One row of the report. */
export type ReportedResult = z.infer<typeof reportedResult>;

/** One exception of the report that excuses nothing, or has expired. */
export type ReportedProblem = z.infer<typeof reportedProblem>;
