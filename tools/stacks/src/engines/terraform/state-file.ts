import { z } from 'zod';
import { type FoundState } from '../engine-state';

/**
 * What is read of a state as Terraform keeps it. It has no documentation, and has had this form since Terraform 0.12:
 * https://github.com/hashicorp/terraform/blob/v1.11.4/internal/states/statefile/version4.go
 */
const stateFile = z.object({
  version: z.literal(4),
  lineage: z.string(),
  serial: z.int(),
  resources: z.array(z.object({ mode: z.string(), instances: z.array(z.unknown()) })).default([]),
});

/**
 * A state as Terraform keeps it.
 *
 * @param mark what changes with every write of it
 */
export function foundState(text: string, mark: string): FoundState {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return { is: 'broken', why: 'it is no JSON, or cut off' };
  }
  const parsed = stateFile.safeParse(content);
  if (!parsed.success) return { is: 'broken', why: 'it is no Terraform state of version 4' };
  const { lineage, serial, resources } = parsed.data;
  const managed = resources.filter(({ mode }) => mode === 'managed');
  const count = managed.reduce((sum, { instances }) => sum + instances.length, 0);
  return { is: 'kept', state: { type: 'terraform', lineage, serial, mark, resources: count } };
}
