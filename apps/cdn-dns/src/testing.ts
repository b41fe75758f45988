import { join } from 'node:path';
import { type Terraform, terraformOf } from '@bulkhead/cdktf/testing';
import { type EnvironmentDefinition, type RegionRole } from '@bulkhead/config';
import { testContext } from '@bulkhead/stack/testing';

/** The public name of the environments below. */
export const domain = 'app.clinic.org';

type Overrides = Partial<EnvironmentDefinition>;

/** Context of a stack of this app, in a protected AWS environment with a domain, unless `zone` is null. */
export function contextOf(stack: string, role: RegionRole, cdnDns: object = {}, more: Overrides = {}) {
  const { zone, ...rest } = cdnDns as { zone?: object | null };
  const named = zone === null ? {} : { zone: { domain, ...zone } };
  const apps = { ...more.apps, 'cdn-dns': { ...named, ...rest } } as Overrides['apps'];
  return testContext(join(__dirname, '..'), stack, { preset: 'web-multi-region', ...more, apps }, role);
}

/** Terraform's JSON of a stack of this app, in such an environment. */
export function stackOf(
  Stack: Parameters<typeof terraformOf>[0],
  ...context: Parameters<typeof contextOf>
): Terraform {
  return terraformOf(Stack, contextOf(...context));
}

/** Attributes of the resources of a type, by the part of their local names that says what each is for. */
export function byName(
  terraform: Terraform,
  type: string,
): Readonly<Record<string, Record<string, unknown>>> {
  return Object.fromEntries(
    Object.entries(terraform.resource[type] ?? {}).map(([name, attributes]) => [
      name.replace(/_[0-9A-F]{8}$/, ''),
      attributes,
    ]),
  );
}
