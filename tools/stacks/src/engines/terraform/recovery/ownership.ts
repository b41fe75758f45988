import { isDeepStrictEqual } from 'node:util';
import { addressTagKey } from '@bulkhead/tagging';
import { isAlreadyThere } from '../already-there';
import { type readConfiguration } from '../configured-attributes';
import { adoptionRules, type Provable } from './adoption-rules';
import { type PlannedResource } from './import-folder';
import { type Journal } from './journal';
import { type StackTags } from './tagged-objects';

type Attributes = Readonly<Record<string, unknown>>;

/** The owner of an object: this stack, or the facts about another owner. */
export type Verdict = { readonly ours: true } | { readonly ours: false; readonly stranger: Stranger };

/** An object that is not provably this stack's. */
export interface Stranger {
  readonly address: string;
  /** Its import id for `terraform import`. */
  readonly importId: string;
  /** Its own tags. @default it has none */
  readonly tags?: Readonly<Record<string, string>>;
  /** The objects that it refers to and that are not this stack's, by attribute. */
  readonly leadsTo: Readonly<Record<string, string>>;
}

/** The facts that tell the stack's objects from others. */
export interface OwnershipContext {
  /** The tags that every object of the stack carries. */
  readonly tags: StackTags;
  readonly journal: Journal;
  /** Types whose tags the emulator accepts and does not return; none in AWS. */
  readonly untaggedTypes: ReadonlySet<string>;
  /** The configured attributes of a resource. */
  readonly configuredOf: ReturnType<typeof readConfiguration>;
}

/** A name of a resource's object that is unique among all types. */
export function objectName({ type, change: { before } }: PlannedResource): string {
  // Newer types of the provider may have no id.
  return `${type} ${String(before?.['id'] ?? before?.['arn'] ?? JSON.stringify(before))}`;
}

/** Whether references can prove the owner of an object of this type. */
export function isKnownByReferences(type: string): boolean {
  return provable(type).references !== undefined;
}

/**
 * The owners of imported objects. An object with tags is the stack's if it has the tags of the stack. An object without
 * tags is the stack's if it refers only to objects of the stack, which the state knows or the same recovery finds.
 *
 * @param imports imported resources of the plan, with their import ids
 * @param known resources that the state knows
 * @returns by address
 */
export function verdicts(
  imports: readonly (readonly [PlannedResource, string])[],
  known: readonly PlannedResource[],
  context: OwnershipContext,
): Map<string, Verdict> {
  const own = new Set(known.flatMap(referredToAs));
  const found = new Map<string, Verdict>();
  // Repeats: an object that proves to be the stack's may be the reference of another one.
  for (let more = true; more;) {
    more = false;
    for (const [resource, importId] of imports) {
      if (found.get(resource.address)?.ours) continue;
      const verdict = judge(resource, importId, own, context);
      found.set(resource.address, verdict);
      if (!verdict.ours) continue;
      for (const name of referredToAs(resource)) own.add(name);
      more = true;
    }
  }
  return found;
}

function judge(
  resource: PlannedResource,
  importId: string,
  own: ReadonlySet<string>,
  { tags, journal, untaggedTypes, configuredOf }: OwnershipContext,
): Verdict {
  const { address, type, change } = resource;
  const carried = tagsOf(change.before ?? {});
  const stranger = { address, importId, ...(carried && { tags: carried }), leadsTo: {} };
  if (carried && Object.keys(carried).length > 0)
    return isOfStack(carried, address, tags) ? { ours: true } : { ours: false, stranger };
  if (carried && untaggedTypes.has(type)) return { ours: true };

  const { references = [], taggedLater, sameContent } = provable(type);
  const links = linksOf(resource, references, configuredOf(type, resource.name)?.set ?? {});
  const foreign = links.filter(({ value, asWanted }) => !own.has(value) && !asWanted);
  if (foreign.length === 0 && links.some(({ value }) => own.has(value))) return { ours: true };
  // Otherwise only the last apply can prove that the stack created it.
  const wasMade = taggedLater === undefined ? wasCreatedBy(journal, address) : journal.attempted.has(address);
  if (foreign.length === 0 && (!carried || taggedLater !== undefined) && wasMade) return { ours: true };
  const isAsSent = journal.attempted.has(address) && change.actions.join() === 'no-op';
  if (foreign.length === 0 && sameContent && isAsSent && isSet(change.before?.[sameContent.with]))
    return { ours: true };
  const leadsTo = Object.fromEntries(foreign.map(({ attribute, value }) => [attribute, value]));
  return { ours: false, stranger: { ...stranger, leadsTo } };
}

/** Whether an attribute or a block of an object has a value. */
function isSet(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null;
}

/** How to prove the owner of an object; empty for a type without a rule, or with a rule that needs no proof. */
function provable(type: string): Provable {
  return (adoptionRules[type] ?? {}) as Provable;
}

/**
 * Whether an apply created an object, or tried to and was not told that it already exists: that error would mean that
 * somebody else came first.
 */
function wasCreatedBy({ created, attempted, failures }: Journal, address: string): boolean {
  return created.has(address) || (attempted.has(address) && !isAlreadyThere(failures.get(address) ?? ''));
}

/** Whether an object carries the tags of the stack, and the address of the resource. */
function isOfStack(carried: Readonly<Record<string, string>>, address: string, tags: StackTags): boolean {
  return Object.entries({ ...tags, [addressTagKey]: address }).every(
    ([key, value]) => carried[key] === value,
  );
}

interface Link {
  readonly attribute: string;
  readonly value: string;
  /** True if the configuration refers to the same object. */
  readonly asWanted: boolean;
}

/** The references of an object. */
function linksOf(
  { change: { before, after, after_unknown: unknown } }: PlannedResource,
  paths: readonly string[],
  configured: Attributes,
): Link[] {
  return paths.flatMap((attribute): Link[] => {
    const [name = ''] = attribute.split('.');
    // An attribute that is not configured is planned to stay as it is.
    const isKnown = configured[name] !== undefined && unknown?.[name] !== true;
    const asWanted = isKnown && isDeepStrictEqual(at(after, attribute), at(before, attribute));
    return textsAt(before, attribute).map((value) => ({ attribute, value, asWanted }));
  });
}

function textsAt(attributes: unknown, path: string): string[] {
  return [at(attributes, path)]
    .flat()
    .filter((value): value is string => typeof value === 'string' && value !== '');
}

/** The value at a path, which may lead through blocks. */
function at(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((inner, name) => {
    const [block] = Array.isArray(inner) ? inner : [inner];
    return (block as Attributes | null | undefined)?.[name];
  }, value);
}

/** The names by which others refer to a resource. */
function referredToAs({ type, change: { before } }: PlannedResource): string[] {
  // A restore testing plan has no id; others refer to it by its name.
  const names = type === 'aws_backup_restore_testing_plan' ? ['name'] : [];
  // RDS creates the secret of a managed password, and it belongs to the database.
  return ['id', 'arn', 'master_user_secret.secret_arn', ...names].flatMap((path) => textsAt(before, path));
}

/** The tags of an object; undefined if its type has no tags. */
function tagsOf(object: Attributes): Record<string, string> | undefined {
  const blocks = object['tag'] as { key: string; value: string }[] | undefined;
  if (blocks) return Object.fromEntries(blocks.map(({ key, value }) => [key, value]));
  return 'tags_all' in object ? ((object['tags_all'] ?? {}) as Record<string, string>) : undefined;
}
