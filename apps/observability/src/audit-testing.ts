import { join } from 'node:path';
import { type Terraform, terraformOf } from '@bulkhead/cdktf/testing';
import { type EnvironmentDefinition, type RegionRole } from '@bulkhead/config';
import { testContext } from '@bulkhead/stack/testing';
import { AuditStack } from './audit-stack';

export type Attributes = Record<string, unknown>;

/** One statement of a policy that is written as JSON. */
export interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Principal?: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** How an environment differs from protected production of `hipaa-dr`, whose regions are eu-central-1 and eu-west-1. */
export interface Differences {
  readonly preset?: EnvironmentDefinition['preset'];
  readonly role?: RegionRole;
  /** Settings of the stack. */
  readonly audit?: object;
  readonly overrides?: Partial<EnvironmentDefinition>;
}

export function contextOf({
  preset = 'hipaa-dr',
  role = 'primary',
  audit = {},
  overrides = {},
}: Differences = {}) {
  const apps = { ...overrides.apps, observability: { audit } };
  const environment = { preset, ...overrides, apps } as Partial<EnvironmentDefinition>;
  return testContext(join(__dirname, '..'), 'audit', environment, role);
}

/** Terraform's JSON of the stack. */
export function auditOf(differences: Differences = {}): Terraform {
  return terraformOf(AuditStack, contextOf(differences));
}

/** Attributes of the resources of a type, by the part of their local names that says what each is for. */
export function byName(terraform: Terraform, type: string): Readonly<Record<string, Attributes>> {
  return Object.fromEntries(
    Object.entries(terraform.resource[type] ?? {}).map(([name, attributes]) => [
      name.replace(/_[0-9A-F]{8}$/, ''),
      attributes,
    ]),
  );
}

/** The only one of some named resources whose name has the part. */
export function named(resources: Readonly<Record<string, Attributes>>, part: string): Attributes {
  const found = Object.entries(resources).filter(([name]) => name.includes(part));
  expect(found).toHaveLength(1);
  return found[0]?.[1] ?? {};
}

/** Statements of a policy, by Sid. */
export function statementsIn(policy: unknown): Readonly<Record<string, Statement>> {
  const { Statement: statements } = JSON.parse(String(policy)) as { Statement: Statement[] };
  return Object.fromEntries(statements.map((statement) => [statement.Sid, statement]));
}
