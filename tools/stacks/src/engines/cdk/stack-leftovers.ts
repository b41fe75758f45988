import type { CloudFormationClient, StackResourceSummary } from '@aws-sdk/client-cloudformation';
import { BulkheadError } from '@bulkhead/errors';
import { openClient } from '../../retries/open-client';
import { disposals, lastPart } from './leftover-disposals';
import { stackResources } from './stack-resources';
import { type StackSite } from './stack-site';
import { type StackTemplate } from './stack-template';

/** What a stack that never came into being left. */
export interface LeftBehind {
  readonly site: StackSite;
  /** ARN of the stack that left it. */
  readonly stackId: string;
  /** What the stack was made from. */
  readonly template: StackTemplate;
}

/** One thing that the deletion of a stack kept, because its template says so. */
interface Leftover {
  readonly resource: string;
  readonly type: string;
  readonly id: string;
}

/**
 * Deletes what the deletion of a stack that never came into being left, as the deletion policy of each thing says.
 * `RetainExceptOnCreate` says that a thing goes with a creation that fails, so that it goes with what is in it. What is
 * to be retained in any case goes only where it is empty and has a fixed name, which the stack that takes the place of
 * this one would collide with; under a name that CloudFormation has given it, it is in nobody's way and stays.
 *
 * Only what carries the tags of the stack is deleted.
 *
 * @throws BulkheadError `LeftoverInTheWay`, naming each thing and the command that deletes it
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
      `A creation of ${where.site.label} that failed left what the next one would collide with:`,
      ...inTheWay,
    ].join('\n'),
    {
      next: 'look at each, keep what you need of it, delete it as its line says, and run the same command again',
    },
  );
}

/** Deletes one thing, or says why that is not for the tool to decide. */
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

/** True where the template, and not CloudFormation, has named it. */
function hasFixedName({ resource, id }: Leftover, { Resources = {} }: StackTemplate): boolean {
  const { Properties = {} } = (Resources[resource] ?? {}) as {
    Properties?: Readonly<Record<string, unknown>>;
  };
  return Object.values(Properties).some((value) =>
    namesIn(value).some((name) => name.test(id) || name.test(lastPart(id))),
  );
}

/** What a property may come to: its text, or the texts of the functions that it is made by, whatever is put into them. */
function namesIn(value: unknown): RegExp[] {
  if (typeof value === 'string') {
    const literal = value.split(/\$\{[^}]*\}/);
    // A text that is nothing but another value tells nothing.
    if (literal.join('') === '') return [];
    return [new RegExp(`^${literal.map((text) => text.replace(/[^\w]/g, '\\$&')).join('.+')}$`)];
  }
  const [[name = '', argument] = [], ...more] = Object.entries(Object(value) as object);
  if (more.length > 0 || !['Fn::Sub', 'Fn::If'].includes(name)) return [];
  return [argument].flat().flatMap(namesIn);
}

/** ARNs of what carries the tags of the stack, or CloudFormation's own, which only it can give. */
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
