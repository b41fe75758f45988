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

/** An object of AWS, and the address of the resource that it was created for. */
export interface DoubledObject {
  readonly address: string;
  readonly id: string;
}

/**
 * Applies, and removes what was created twice by it. A call whose answer was lost is sent again; where the API knows no
 * client token, as those that create a VPC, an address or a key do not, AWS has then created two, of which the state
 * knows one or none. Whatever has an address and the tags of this stack, was not there when the apply began, and is
 * beside the one that stays, is of this apply, since the stack is locked for it.
 *
 * @param apply works on the stack; what it throws is thrown again
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
 * Which of the objects of a stack are doubles.
 *
 * @param before what was there before an apply, by address
 * @param after what is there after it
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
    // Where the state knows none, one stays for the next run to adopt.
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
      `removes nothing that was created twice: only ${erroredStateFile} may know which one is the stack's`,
    );
    return;
  }
  try {
    for (const { address, id } of doublesAmong(before, after, await recordedIds(adoption))) {
      const [type = ''] = address.split('.');
      await removeObject(type, id, request).then(
        () =>
          request.progress(
            `removed ${id}, which was created twice for ${address}: an answer of AWS was lost`,
          ),
        (error: Error) =>
          request.progress(`${id} was created twice for ${address} and cannot be removed: ${error.message}`),
      );
    }
  } catch (error) {
    // How the apply ended is what counts.
    request.progress(`cannot tell what was created twice: ${(error as Error).message}`);
  }
}

/** What carries the tags of the stack, of the types that can be doubled; undefined where AWS does not say. */
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
    request.progress(`cannot look for what is created twice: ${(error as Error).message}`);
    return undefined;
  }
}

function soughtIn(directory: string): Sought {
  const sought = new Map<TaggedRule['of'], string[]>();
  for (const { type, name, provider } of configuredResources(directory)) {
    const rule = adoptionRules[type];
    // What is in another region has a provider of its own.
    if (rule?.by !== 'tags' || !isRemovable(type) || provider !== undefined) continue;
    sought.set(rule.of, [...(sought.get(rule.of) ?? []), `${type}.${name}`]);
  }
  return sought;
}

/**
 * The ids of everything that the state knows, what is yet to be destroyed included, and of what Terraform said that it
 * created: of one that could not save its state only that tells.
 */
async function recordedIds({ binary, directory, request }: Adoption): Promise<Set<string>> {
  const { signal, instance } = request;
  const call = { binary, arguments: ['state', 'pull'], directory, subject: instance.id, signal };
  const pulled = await runTerraform(call);
  // A state that was never written is nothing at all.
  const { resources = [] } = (pulled.trim() ? JSON.parse(pulled) : {}) as Partial<TerraformState>;
  const { created } = readJournal(join(directory, applyFiles.journal));
  return new Set([
    ...resources.flatMap(({ instances }) => instances.map(({ attributes }) => String(attributes['id']))),
    ...created.values(),
  ]);
}
