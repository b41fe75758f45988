import { type StackContext } from '@bulkhead/stack';
import { synthesize, type StackClass } from './synthesize';

/** Terraform's JSON of one stack, by section. */
export interface Terraform {
  /** Attributes of every resource, by type and local name. */
  readonly resource: Readonly<Record<string, Readonly<Record<string, Record<string, unknown>>>>>;
  readonly data: Readonly<Record<string, Readonly<Record<string, Record<string, unknown>>>>>;
  readonly provider: Readonly<Record<string, Record<string, unknown>[]>>;
  readonly terraform: Readonly<Record<string, unknown>>;
}

/** The synthesized configuration of a stack, for specs. */
export function terraformOf(Stack: StackClass, context: StackContext): Terraform {
  return { resource: {}, data: {}, ...synthesize(Stack, context).configuration } as unknown as Terraform;
}

/** The resources of one type, in the order of their local names; empty if there is none. */
export function resourcesOf(terraform: Terraform, type: string): Record<string, unknown>[] {
  const resources = terraform.resource[type] ?? {};
  return Object.keys(resources)
    .sort()
    .map((name) => resources[name] ?? {});
}

/** The only resource of a type. A spec fails if there is none or more than one. */
export function one(terraform: Terraform, type: string): Record<string, unknown> {
  const resources = resourcesOf(terraform, type);
  expect(resources).toHaveLength(1);
  return resources[0] ?? {};
}
