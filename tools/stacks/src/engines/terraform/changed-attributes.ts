import { type AttributeDrift } from '../engine';
import { type ConfiguredAttributes } from './configured-attributes';
import { at, isContainer } from '../json-values';
import { differences } from './differences';

/** The change of one object in `terraform show -json`. */
export interface ObjectChange {
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
  /** `true`, or an object with `true` where a value must not be shown. */
  readonly before_sensitive?: unknown;
  readonly after_sensitive?: unknown;
}

/**
 * The attributes of a resource that differ from the deployed version. Only attributes that the stack sets count. An
 * attribute that the stack does not set is chosen by AWS, or filled by separate resources (the routes of a route table,
 * the rules of a security group, also those of other stacks), and may change without a fault.
 *
 * @param configured undefined for a resource that is no longer in the code: then every attribute counts, because nobody
 * can tell which attributes were set
 */
export function changedAttributes(
  { before, after, before_sensitive: secretBefore, after_sensitive: secretAfter }: ObjectChange,
  configured: ConfiguredAttributes | undefined,
): AttributeDrift[] {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...names].sort().flatMap((name) => {
    if (name === 'tags' && names.has('tags_all')) return [];
    const set = configured ? configured.set[name] : undefined;
    if (configured && set === undefined && name !== 'tags_all') return [];
    return differences(
      [name],
      { value: before?.[name], sensitive: markOf(secretBefore, name) },
      { value: after?.[name], sensitive: markOf(secretAfter, name) },
      set,
    ).filter(({ path }) => !configured?.ignored.some((ignored) => covers(ignored, path)));
  });
}

function markOf(marks: unknown, name: string): unknown {
  return isContainer(marks) ? at(marks, name) : marks;
}

/**
 * Whether an ignored path is the path of an attribute, or a parent of it. Tags are compared in `tags_all`, where the
 * provider keeps all tags of a resource; `tags` lacks those that the provider's present settings add.
 */
function covers(ignored: string, path: string): boolean {
  const above = ignored.replace(/^tags(?=[.[]|$)/, 'tags_all');
  return path === above || path.startsWith(`${above}.`) || path.startsWith(`${above}[`);
}
