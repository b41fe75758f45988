import type { CloudFormationClient, StackResourceSummary } from '@aws-sdk/client-cloudformation';
import { BulkheadError } from '@bulkhead/errors';
import { openClient } from '../../retries/open-client';
import { disposals, lastPart } from './leftover-disposals';
import { stackResources } from './stack-resources';
import { type StackSite } from './stack-site';
import { type StackTemplate } from './stack-template';

/** The leftovers of a stack that never came into being. */
export interface LeftBehind {
  readonly site: StackSite;
  /** ARN of that stack. */
  readonly stackId: string;
  /** The template of the stack. */
  readonly template: StackTemplate;
}

/** One resource that the deletion of a stack kept, because its template says so. */
interface Leftover {
  readonly resource: string;
  readonly type: string;
  readonly id: string;
}

/**
 * Deletes the leftovers of a stack that never came into being, as the deletion policy of each leftover says:
 * - `RetainExceptOnCreate` means that a failed creation removes the resource. Deletes the leftover and its content.
 * - Any other retained resource is deleted only if it is empty and has a fixed name, because the next stack would
 * collide with that name. A resource whose name CloudFormation generated is in nobody's way and stays.
 *
 * Deletes only what has the tags of the stack.
 *
 * @throws BulkheadError `LeftoverInTheWay`, naming each leftover and the command that deletes it
 */
export async function removeLeftovers(client: CloudFormationClient, where: LeftBehind): Promise<void> {
  const resources = await stackResources(client, where.stackId);
  const kept = resources
    .filter(({ ResourceStatus }) => ResourceStatus === 'DELETE_SKIPPED')
    .flatMap(leftoverOf);
  const owned = await ownedArns(kept, where);
  const inTheWay: string[] = [];
  for (const leftover of kept) {
    const problem = await dispose(leftover, owned, where);
    if (problem) inTheWay.push(problem);
  }
  if (inTheWay.length === 0) return;
  throw new BulkheadError(
    'LeftoverInTheWay',
    [
      `A failed creation of ${where.site.label} left resources that the next creation would collide with:`,
      ...inTheWay,
    ].join('\n'),
    {
      next: 'check each one, save what you need, delete it with the command in its line, and run the same command again',
    },
  );
}

/** Deletes one leftover, or says why the tool must not decide that. */
async function dispose(
  leftover: Leftover,
  owned: ReadonlySet<string>,
  where: LeftBehind,
): Promise<string | undefined> {
  const { resource, type, id } = leftover;
  const { template, site } = where;
  const policy = template.Resources?.[resource]?.DeletionPolicy;
  const goesWithCreation = policy === 'RetainExceptOnCreate';
  const what = `${resource} (${type} ${id})`;
  const disposal = disposals[type];
  const isOurs = disposal !== undefined && owned.has(disposal.arn(id, site));
  if (!hasFixedName(leftover, template) && !(goesWithCreation && isOurs)) {
    site.progress(`${what} stays, as its deletion policy says (${policy}); its name is in nobody's way`);
    return undefined;
  }
  if (!disposal) return `  ${what}: delete it by hand`;
  if (!(await disposal.exists(id, site))) return undefined;
  const refuse = (reason: string) => `  ${what}: ${reason}; ${disposal.command(id, site)}`;
  if (!isOurs) return refuse('it does not carry the tags of the stack');
  if (!goesWithCreation && !(await disposal.isEmpty(id, site)))
    return refuse(`it is not empty, and its deletion policy is ${policy}`);
  site.progress(`deletes ${what}, which the failed creation left`);
  await disposal.delete(id, site);
  return undefined;
}

function leftoverOf(summary: StackResourceSummary): Leftover[] {
  const { LogicalResourceId: resource = '', ResourceType: type = '', PhysicalResourceId: id } = summary;
  return id ? [{ resource, type, id }] : [];
}

/** True if the template, and not CloudFormation, gave the name. */
function hasFixedName({ resource, id }: Leftover, { Resources = {} }: StackTemplate): boolean {
  const { Properties = {} } = (Resources[resource] ?? {}) as {
    Properties?: Readonly<Record<string, unknown>>;
  };
  return Object.values(Properties).some((value) =>
    namesIn(value).some((name) => name.test(id) || name.test(lastPart(id))),
  );
}

/** Patterns of the values that a property can have: its text, or the texts of its functions with any inserted value. */
function namesIn(value: unknown): RegExp[] {
  if (typeof value === 'string') {
    const literal = value.split(/\$\{[^}]*\}/);
    // A text that consists only of another value says nothing.
    if (literal.join('') === '') return [];
    return [new RegExp(`^${literal.map((text) => text.replace(/[^\w]/g, '\\$&')).join('.+')}$`)];
  }
  const [[name = '', argument] = [], ...more] = Object.entries(Object(value) as object);
  if (more.length > 0 || !['Fn::Sub', 'Fn::If'].includes(name)) return [];
  return [argument].flat().flatMap(namesIn);
}

/** ARNs of what has the tags of the stack, or the tag of CloudFormation, which only CloudFormation can set. */
async function ownedArns(
  kept: readonly Leftover[],
  { site, stackId }: LeftBehind,
): Promise<ReadonlySet<string>> {
  const ResourceARNList = kept.flatMap(({ type, id }) => disposals[type]?.arn(id, site) ?? []);
  if (ResourceARNList.length === 0) return new Set();
  const { ResourceGroupsTaggingAPIClient, GetResourcesCommand } =
    await import('@aws-sdk/client-resource-groups-tagging-api');
  const client = await openClient(ResourceGroupsTaggingAPIClient, site.region);
  try {
    const { ResourceTagMappingList = [] } = await client.send(new GetResourcesCommand({ ResourceARNList }));
    const wanted = Object.entries(site.tags);
    const owned = ResourceTagMappingList.filter(({ Tags = [] }) => {
      const carried = new Map(Tags.map(({ Key, Value }) => [Key, Value]));
      const isMarked = wanted.length > 0 && wanted.every(([key, value]) => carried.get(key) === value);
      return isMarked || carried.get('aws:cloudformation:stack-id') === stackId;
    });
    return new Set(owned.flatMap(({ ResourceARN }) => ResourceARN ?? []));
  } finally {
    client.destroy();
  }
}
