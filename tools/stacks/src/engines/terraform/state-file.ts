import { regionRoles } from '@bulkhead/config';
import { type FoundState, type StackName, type StateKeeper, type StatePlace } from '../engine-state';
import { z } from 'zod';

/**
 * The parts of a Terraform state that the tool reads. The format is not documented, and has not changed since Terraform
 * 0.12:
 * https://github.com/hashicorp/terraform/blob/v1.11.4/internal/states/statefile/version4.go
 */
const stateFile = z.object({
  version: z.literal(4),
  lineage: z.string(),
  serial: z.int(),
  resources: z
    .array(
      z.object({
        mode: z.string(),
        /** `module.net` */
        module: z.string().optional(),
        type: z.string().default(''),
        name: z.string().default(''),
        /** Such as `provider["registry.terraform.io/hashicorp/aws"].dr`. */
        provider: z.string().default(''),
        instances: z.array(
          z.object({
            /** Set for one of several instances, by `count` or `for_each`. */
            index_key: z.union([z.string(), z.number()]).optional(),
            attributes: z.record(z.string(), z.unknown()).nullish(),
          }),
        ),
      }),
    )
    .default([]),
});

/** A resource of a state, with the attributes of each of its instances. */
export type ResourceInState = z.infer<typeof stateFile>['resources'][number];

/**
 * The resources and data sources of a state.
 *
 * @throws if the text is no Terraform state
 */
export function resourcesInState(text: string): ResourceInState[] {
  return stateFile.parse(JSON.parse(text)).resources;
}

/** Whether a state knows every managed resource, by type and id, of another state of the same lineage. */
export function knowsAllOf(text: string, other: string): boolean {
  const [known, sought] = [text, other].map((each) => stateFile.safeParse(parsed(each)));
  if (!known?.success || !sought?.success || known.data.lineage !== sought.data.lineage) return false;
  const ids = new Set(idsIn(known.data.resources));
  return idsIn(sought.data.resources).every((id) => ids.has(id));
}

function idsIn(resources: readonly ResourceInState[]): string[] {
  return resources
    .filter(({ mode }) => mode === 'managed')
    .flatMap(({ type, instances }) =>
      instances.map(({ attributes }) => `${type} ${JSON.stringify(attributes?.['id'])}`),
    );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Reads a Terraform state.
 *
 * @param mark changes with every write of the state
 */
export function foundState(text: string, mark: string): FoundState {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return { is: 'broken', why: 'it is no JSON, or cut off' };
  }
  const checked = stateFile.safeParse(content);
  if (!checked.success) return { is: 'broken', why: 'it is no Terraform state of version 4' };
  const { lineage, serial, resources } = checked.data;
  const managed = resources.filter(({ mode }) => mode === 'managed');
  const count = managed.reduce((sum, { instances }) => sum + instances.length, 0);
  return { is: 'kept', state: { type: 'terraform', lineage, serial, mark, resources: count } };
}

/** The stacks of states, by the ends of their keys: `primary/network/vpc.tfstate`. Skips anything else. */
export function stacksNamed(ends: readonly string[]): StackName[] {
  return ends.flatMap((end): StackName[] => {
    const [, found, app = '', stack = ''] = /^([^/]+)\/([^/]+)\/([^/]+)\.tfstate$/.exec(end) ?? [];
    const role = regionRoles.find((known) => known === found);
    return role ? [{ role, app, stack }] : [];
  });
}

/**
 * The given stacks whose state has any resource.
 *
 * @param keeper reads the states
 */
export async function stacksWithResources(
  keeper: Pick<StateKeeper, 'read'>,
  place: StatePlace,
  stacks: readonly StackName[],
): Promise<StackName[]> {
  const kept = await Promise.all(
    stacks.map(async (stack) => {
      const found = await keeper.read(place, stack);
      // A destroy leaves an empty state behind.
      return found.is === 'broken' || (found.is === 'kept' && found.state.resources > 0);
    }),
  );
  return stacks.filter((_, index) => kept[index]);
}
