import { addressTagKey } from '@bulkhead/tagging';
import { type PlannedResource } from './import-folder';
import { type StackTags } from './tagged-objects';

/** What the object behind a resource is called among those of all types. */
export function objectName({ type, change }: PlannedResource): string {
  return `${type} ${String(change.before?.['id'])}`;
}

/** The objects that resources are, by `objectName`; a resource that is yet to be created is none. */
export function knownObjects(resources: readonly PlannedResource[]): Set<string> {
  return new Set(resources.filter(({ change }) => change.before).map(objectName));
}

/**
 * Whether an object carries the tags of its stack, and no other address than that of the resource. What cannot be
 * tagged by its type is told apart by its name alone.
 */
export function tagsMatch({ address, change }: PlannedResource, tags: StackTags): boolean {
  const carried = tagsOf(change.before ?? {});
  if (!carried) return true;
  const ofStack = Object.entries(tags).every(([key, value]) => carried[key] === value);
  return ofStack && (carried[addressTagKey] ?? address) === address;
}

/** The tags of an object, or undefined for one that has none by its type. */
function tagsOf(object: Readonly<Record<string, unknown>>): Record<string, string> | undefined {
  const blocks = object['tag'] as { key: string; value: string }[] | undefined;
  if (blocks) return Object.fromEntries(blocks.map(({ key, value }) => [key, value]));
  return 'tags_all' in object ? ((object['tags_all'] ?? {}) as Record<string, string>) : undefined;
}
