import { isDeepStrictEqual } from 'node:util';
import { addressTagKey } from '@bulkhead/tagging';
import { isAlreadyThere } from '../already-there';
import { type readConfiguration } from '../configured-attributes';
import { adoptionRules, type Provable } from './adoption-rules';
import { type PlannedResource } from './import-folder';
import { type Journal } from './journal';
import { type StackTags } from './tagged-objects';

type Attributes = Readonly<Record<string, unknown>>;

/** Whose an object is: this stack's, or what is known of whose else. */
export type Verdict = { readonly ours: true } | { readonly ours: false; readonly stranger: Stranger };

/** An object that is not provably this stack's. */
export interface Stranger {
  readonly address: string;
  /** What `terraform import` calls it. */
  readonly importId: string;
  /** Its own tags. @default it has none */
  readonly tags?: Readonly<Record<string, string>>;
  /** What it refers to that is not this stack's, by attribute. */
  readonly leadsTo: Readonly<Record<string, string>>;
}

/** What is known to tell the own from others'. */
export interface OwnershipContext {
  /** The tags that every object of the stack carries. */
  readonly tags: StackTags;
  readonly journal: Journal;
  /** Types of which AWS, as it is here, does not return the tags that it was given. */
  readonly untaggedTypes: ReadonlySet<string>;
  /** What the configuration says of a resource. */
  readonly configuredOf: ReturnType<typeof readConfiguration>;
}

/** What the object behind a resource is called among those of all types. */
export function objectName({ type, change: { before } }: PlannedResource): string {
  // Types of the provider's newer kind need not have an id.
  return `${type} ${String(before?.['id'] ?? before?.['arn'] ?? JSON.stringify(before))}`;
}

/** Whether the object behind a rule's resources may be one that says by what it refers to whose it is. */
export function isKnownByReferences(type: string): boolean {
  return provable(type).references !== undefined;
}

/**
 * Whose the objects behind imports are. The stack's are what carries its tags, and of what carries none: what leads
 * only to what is the stack's, as far as the state knows that or the same recovery finds it.
 *
 * @param imports resources of the plan that are imported, with what `terraform import` calls them
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
  // What is found to be the stack's may be what another one leads to.
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

  const { references = [], taggedLater } = provable(type);
  const links = linksOf(resource, references, configuredOf(type, resource.name)?.set ?? {});
  const foreign = links.filter(({ value, asWanted }) => !own.has(value) && !asWanted);
  if (foreign.length === 0 && links.some(({ value }) => own.has(value))) return { ours: true };
  // Then nothing tells whose it is but that the last apply was at it.
  const wasMade = taggedLater === undefined ? wasCreatedBy(journal, address) : journal.attempted.has(address);
  if (foreign.length === 0 && (!carried || taggedLater !== undefined) && wasMade) return { ours: true };
  const leadsTo = Object.fromEntries(foreign.map(({ attribute, value }) => [attribute, value]));
  return { ours: false, stranger: { ...stranger, leadsTo } };
}

/** What says of an object whose it is; nothing of a type that has no rule, or a rule that needs it not. */
function provable(type: string): Provable {
  return (adoptionRules[type] ?? {}) as Provable;
}

/** Whether an apply created an object, or was at it and was not told that it is there: whoever comes second is. */
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
  /** The configuration leads there too. */
  readonly asWanted: boolean;
}

/** Where the references of an object lead. */
function linksOf(
  { change: { before, after, after_unknown: unknown } }: PlannedResource,
  paths: readonly string[],
  configured: Attributes,
): Link[] {
  return paths.flatMap((attribute): Link[] => {
    const [name = ''] = attribute.split('.');
    // What the configuration does not say is planned to stay as it is.
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

/** The value at a path, through the blocks on its way. */
function at(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((inner, name) => {
    const [block] = Array.isArray(inner) ? inner : [inner];
    return (block as Attributes | null | undefined)?.[name];
  }, value);
}

/** What others refer to a resource as. */
function referredToAs({ type, change: { before } }: PlannedResource): string[] {
  // The plan of a restore test has no id, and is referred to by its name.
  const names = type === 'aws_backup_restore_testing_plan' ? ['name'] : [];
  // RDS makes the secret of a managed password, which is the database's.
  return ['id', 'arn', 'master_user_secret.secret_arn', ...names].flatMap((path) => textsAt(before, path));
}

/** The tags of an object, or undefined for one that has none by its type. */
function tagsOf(object: Attributes): Record<string, string> | undefined {
  const blocks = object['tag'] as { key: string; value: string }[] | undefined;
  if (blocks) return Object.fromEntries(blocks.map(({ key, value }) => [key, value]));
  return 'tags_all' in object ? ((object['tags_all'] ?? {}) as Record<string, string>) : undefined;
}
