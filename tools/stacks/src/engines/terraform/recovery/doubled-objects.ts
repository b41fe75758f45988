import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { applyFiles } from '../apply-files';
import { configuredResources } from '../configured-resources';
import { erroredStateFile } from '../errored-state-file';
import { runTerraform } from '../terraform-cli';
import { type Adoption } from './adopt-unrecorded';
import { adoptionRules, type TaggedRule } from './adoption-rules';
import { readJournal } from './journal';
import { isRemovable, removeObject } from './remove-object';
import { type Sought, taggedObjects, type TaggedObjects } from './tagged-objects';
import { type TerraformState } from './terraform-state';

/** An object in AWS, and the address of the resource that it was created for. */
export interface DoubledObject {
  readonly address: string;
  readonly id: string;
}

/**
 * Applies, and removes objects that the apply created twice. A call whose answer was lost is sent again. Some calls
 * have no client token, such as those that create a VPC, an address or a key: AWS then creates two objects, and the
 * state knows one or none. An object with an address and the tags of this stack was created by this apply if it did not
 * exist before and another one stays: the stack is locked during the apply.
 *
 * @param apply works on the stack; its error is thrown again
 */
export async function withoutDoubles<T>(adoption: Adoption, apply: () => Promise<T>): Promise<T> {
  const before = await looked(adoption);
  try {
    return await apply();
  } finally {
    if (before && !adoption.request.signal.aborted) await removeDoubles(adoption, before);
  }
}

/**
 * The doubles among the objects of a stack.
 *
 * @param before the objects before an apply, by address
 * @param after the objects after it
 * @param recorded ids that the state knows
 */
export function doublesAmong(
  before: TaggedObjects,
  after: TaggedObjects,
  recorded: ReadonlySet<string>,
): DoubledObject[] {
  return [...after].flatMap(([address, ids]) => {
    const old = ids.filter((id) => before.get(address)?.includes(id));
    const known = ids.filter((id) => recorded.has(id));
    const [first] = ids.filter((id) => !old.includes(id));
    // If the state knows none of them, one stays for the next run to adopt.
    const stay = new Set([...old, ...(known.length > 0 || old.length > 0 ? known : [first])]);
    return ids.filter((id) => !stay.has(id)).map((id) => ({ address, id }));
  });
}

async function removeDoubles(adoption: Adoption, before: TaggedObjects): Promise<void> {
  const { directory, request } = adoption;
  const after = await looked(adoption);
  const isNew = ([address, ids]: readonly [string, readonly string[]]) =>
    ids.length > 1 && ids.some((id) => !before.get(address)?.includes(id));
  if (!after || ![...after].some(isNew)) return;
  if (existsSync(join(directory, erroredStateFile))) {
    request.progress(
      `removes no object that was created twice: only ${erroredStateFile} may know which one belongs to the stack`,
    );
    return;
  }
  try {
    for (const { address, id } of doublesAmong(before, after, await recordedIds(adoption))) {
      const [type = ''] = address.split('.');
      await removeObject(type, id, request).then(
        () =>
          request.progress(
            `removed ${id}, which was created twice for ${address} because an answer of AWS was lost`,
          ),
        (error: Error) =>
          request.progress(`${id} was created twice for ${address} and cannot be removed: ${error.message}`),
      );
    }
  } catch (error) {
    // Does not throw: the result of the apply matters more.
    request.progress(`cannot find out what was created twice: ${(error as Error).message}`);
  }
}

/** The objects with the tags of the stack, of the types that can be doubled; undefined if AWS does not answer. */
async function looked({ directory, request }: Adoption): Promise<TaggedObjects | undefined> {
  const sought = soughtIn(directory);
  if (sought.size === 0) return new Map();
  const { environment, instance, signal } = request;
  const tags = {
    'bulkhead:environment': environment.name,
    'bulkhead:app': instance.app,
    'bulkhead:stack': instance.stack,
  };
  try {
    return await taggedObjects(instance.region, sought, tags, signal);
  } catch (error) {
    request.progress(`cannot look for objects that are created twice: ${(error as Error).message}`);
    return undefined;
  }
}

function soughtIn(directory: string): Sought {
  const sought = new Map<TaggedRule['of'], string[]>();
  for (const { type, name, provider } of configuredResources(directory)) {
    const rule = adoptionRules[type];
    // A resource in another region has its own provider.
    if (rule?.by !== 'tags' || !isRemovable(type) || provider !== undefined) continue;
    sought.set(rule.of, [...(sought.get(rule.of) ?? []), `${type}.${name}`]);
  }
  return sought;
}

/**
 * The ids of all resources in the state, including those that are still to be destroyed, and the ids that Terraform
 * reported as created: for a Terraform that could not save its state, only this report has them.
 */
async function recordedIds({ binary, directory, request }: Adoption): Promise<Set<string>> {
  const { signal, instance } = request;
  const call = { binary, arguments: ['state', 'pull'], directory, subject: instance.id, signal };
  const pulled = await runTerraform(call);
  // For a state that was never written, the output is empty.
  const { resources = [] } = (pulled.trim() ? JSON.parse(pulled) : {}) as Partial<TerraformState>;
  const { created } = readJournal(join(directory, applyFiles.journal));
  return new Set([
    ...resources.flatMap(({ instances }) => instances.map(({ attributes }) => String(attributes['id']))),
    ...created.values(),
  ]);
}
