import { join } from 'node:path';
import { terraformOf, type Terraform } from '@bulkhead/cdktf/testing';
import { type EnvironmentDefinition, type RegionRole } from '@bulkhead/config';
import { testContext } from '@bulkhead/stack/testing';

export type Attributes = Record<string, unknown>;
type StackClass = Parameters<typeof terraformOf>[0];

/** Terraform's JSON of a stack of this app, in a protected AWS environment of a preset. */
export function standbyOf(
  Stack: StackClass,
  stack: string,
  preset: EnvironmentDefinition['preset'],
  apps: object = {},
  role: RegionRole = 'dr',
): Terraform {
  const overrides = { preset, apps } as Partial<EnvironmentDefinition>;
  return terraformOf(Stack, testContext(join(__dirname, '..'), stack, overrides, role));
}
