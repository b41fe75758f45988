import { z } from 'zod';

/** Shown in place of a sensitive value. */
export const sensitive = '(sensitive)';

/** Shown in place of a value that only the deploy finds out. */
export const knownAfterDeploy = '(known after deploy)';

const text = z.string().nullable();

/**
 * One attribute of a resource with its value before and after. The values are for reading: text, or JSON for anything
 * else.
 */
export const attributeChange = z.strictObject({
  path: z.string().describe('Such as tags.Name or ingress[0].cidr_blocks; a policy is looked into'),
  before: text.describe(`null where there is none; ${sensitive}; a long value is shortened`),
  after: text.describe(`null where there is none; ${sensitive}; ${knownAfterDeploy}`),
  forcesReplacement: z
    .boolean()
    .describe('The resource cannot be changed in place because of this attribute'),
});

/** One resource that a deploy would touch. */
export const resourceChange = z.strictObject({
  action: z
    .enum(['add', 'change', 'replace', 'destroy', 'forget'])
    .describe('forget: it leaves the stack and stays in AWS'),
  resource: z.string().describe('Terraform address or CloudFormation logical id'),
  type: z.string().describe('Terraform or CloudFormation type'),
  stateful: z
    .boolean()
    .describe(
      'Holds what cannot be made again: its type does, or the code says that it must not be destroyed',
    ),
  attributes: z.array(attributeChange),
  movedFrom: z
    .string()
    .optional()
    .describe('Address that the state knows it by; absent where it is the same'),
});

export type AttributeChange = z.infer<typeof attributeChange>;
export type ResourceChange = z.infer<typeof resourceChange>;

/** True for a change that loses the data of a stateful resource. */
export function losesState({ action, stateful }: Pick<ResourceChange, 'action' | 'stateful'>): boolean {
  return stateful && (action === 'replace' || action === 'destroy');
}
