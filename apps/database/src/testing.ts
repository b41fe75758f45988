import { join } from 'node:path';
import { terraformOf, type Terraform } from '@bulkhead/cdktf/testing';
import { type EnvironmentDefinition } from '@bulkhead/config';
import { testContext } from '@bulkhead/stack/testing';
import { CredentialsStack } from './credentials-stack';
import { RelationalStack } from './relational-stack';

export type Attributes = Record<string, unknown>;

/** Differences from a preset: settings of the database and of its environment. */
export interface TestEnvironment {
  /** @default the preset's */
  readonly relational?: object;
  /** @default the preset's; `null` for none */
  readonly credentials?: object | null;
  readonly environment?: Partial<EnvironmentDefinition>;
}

type Preset = EnvironmentDefinition['preset'];

/** The context of a stack of this app in a protected AWS environment of a preset. */
export function contextOf(stack: string, preset: Preset, over: TestEnvironment = {}) {
  const { relational, credentials, environment } = over;
  const database = {
    ...(relational && { relational }),
    ...(credentials !== undefined && { credentials }),
  };
  const overrides = { preset, apps: { database }, ...environment } as Partial<EnvironmentDefinition>;
  return testContext(join(__dirname, '..'), stack, overrides);
}

/** Terraform's JSON of stack `relational`. */
export function relationalOf(preset: Preset, over: TestEnvironment = {}): Terraform {
  return terraformOf(RelationalStack, contextOf('relational', preset, over));
}

/** Terraform's JSON of stack `credentials`. */
export function credentialsOf(preset: Preset, over: TestEnvironment = {}): Terraform {
  return terraformOf(CredentialsStack, contextOf('credentials', preset, over));
}

/** The content of a policy document that is written as JSON. */
export function parsed(policy: unknown) {
  return JSON.parse(policy as string) as { Statement: Attributes[] };
}

/** Names of the sections' ephemeral resources, by type. */
export function ephemeralsOf(terraform: Terraform): Record<string, Record<string, Attributes>> {
  return (terraform as unknown as { ephemeral?: Record<string, Record<string, Attributes>> }).ephemeral ?? {};
}
