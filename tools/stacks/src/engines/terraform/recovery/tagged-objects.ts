import { addressTagKey } from '@bulkhead/tagging';
import { openClient } from '../../../retries/open-client';
import { type TaggedRule } from './adoption-rules';

/** What AWS knows by the tags of one stack: ids by address, in the order in which AWS gives them. */
export type TaggedObjects = ReadonlyMap<string, readonly string[]>;

/** The tags that tell the stack apart from every other of the account and region. */
export type StackTags = Readonly<Record<string, string>>;

/** The most values that EC2 takes in one filter. */
const valuesPerFilter = 200;

/** Addresses of the resources to look for, by what is asked for them. */
export type Sought = ReadonlyMap<TaggedRule['of'], readonly string[]>;

/** The objects that carry the tags of a stack. What was deleted may still be listed for a while. */
export async function taggedObjects(
  region: string,
  sought: Sought,
  tags: StackTags,
  signal: AbortSignal,
): Promise<TaggedObjects> {
  const found = await Promise.all(
    [...sought].map(([service, addresses]) =>
      service === 'ec2'
        ? ec2Objects(region, addresses, tags, signal)
        : otherObjects(region, service, tags, signal),
    ),
  );
  const objects = new Map<string, string[]>();
  for (const { address, id } of found.flat()) objects.set(address, [...(objects.get(address) ?? []), id]);
  return objects;
}

interface TaggedObject {
  readonly address: string;
  readonly id: string;
}

/**
 * EC2 tells of its own objects what they are tagged with now; the Resource Groups Tagging API hears of it later. A
 * filter of DescribeTags is for tags and not for what carries several of them, hence the second question.
 */
async function ec2Objects(
  region: string,
  addresses: readonly string[],
  wanted: StackTags,
  signal: AbortSignal,
): Promise<TaggedObject[]> {
  const { EC2Client, paginateDescribeTags } = await import('@aws-sdk/client-ec2');
  const client = await openClient(EC2Client, region);
  const describe = async (name: string, values: readonly string[], key?: string) => {
    const pages = batchesOf(values).map(async (Values) => {
      const tags = [];
      const ofKey = key === undefined ? [] : [{ Name: 'key', Values: [key] }];
      const filter = { Filters: [...ofKey, { Name: name, Values }] };
      for await (const page of paginateDescribeTags({ client }, filter, { abortSignal: signal })) {
        tags.push(...(page.Tags ?? []));
      }
      return tags;
    });
    return (await Promise.all(pages)).flat();
  };
  try {
    const addressed = await describe('value', addresses, addressTagKey);
    const tags = new Map<string, Record<string, string>>();
    const ids = addressed.map(({ ResourceId = '' }) => ResourceId);
    for (const { ResourceId = '', Key = '', Value = '' } of await describe('resource-id', ids)) {
      tags.set(ResourceId, { ...tags.get(ResourceId), [Key]: Value });
    }
    return [...tags].flatMap(([id, carried]) => objectOf(id, carried, wanted));
  } finally {
    client.destroy();
  }
}

async function otherObjects(
  region: string,
  type: string,
  wanted: StackTags,
  signal: AbortSignal,
): Promise<TaggedObject[]> {
  const { ResourceGroupsTaggingAPIClient, paginateGetResources } =
    await import('@aws-sdk/client-resource-groups-tagging-api');
  const client = await openClient(ResourceGroupsTaggingAPIClient, region);
  const request = {
    ResourceTypeFilters: [type],
    TagFilters: Object.entries(wanted).map(([Key, value]) => ({ Key, Values: [value] })),
  };
  try {
    const found = [];
    for await (const page of paginateGetResources({ client }, request, { abortSignal: signal })) {
      found.push(...(page.ResourceTagMappingList ?? []));
    }
    return found.flatMap(({ ResourceARN = '', Tags = [] }) => {
      const carried = Object.fromEntries(Tags.map(({ Key = '', Value = '' }) => [Key, Value]));
      return objectOf(idIn(ResourceARN, type), carried, wanted);
    });
  } finally {
    client.destroy();
  }
}

/** How EC2 calls its objects: `vpc-0123456789abcdef0`, `tgw-attach-…`. */
const ec2Id = /^[a-z][a-z-]*-[0-9a-f]{8,17}$/;

/**
 * The tags of objects, by id of EC2 or ARN, as far as AWS tells them: what is no such id, what cannot be asked and what
 * carries none is not in it. For a message only.
 */
export async function tagsOfObjects(
  region: string,
  names: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Readonly<Record<string, string>>>> {
  const [ids, arns] = [
    names.filter((name) => ec2Id.test(name)),
    names.filter((name) => name.startsWith('arn:')),
  ];
  const asked = await Promise.allSettled([tagsByIds(region, ids, signal), tagsByArns(region, arns, signal)]);
  signal.throwIfAborted();
  const tags = new Map<string, Record<string, string>>();
  for (const { name, key, value } of asked.flatMap((each) => (each.status === 'fulfilled' ? each.value : [])))
    tags.set(name, { ...tags.get(name), [key]: value });
  return tags;
}

interface Tag {
  readonly name: string;
  readonly key: string;
  readonly value: string;
}

async function tagsByIds(region: string, ids: readonly string[], abortSignal: AbortSignal): Promise<Tag[]> {
  if (ids.length === 0) return [];
  const { EC2Client, paginateDescribeTags } = await import('@aws-sdk/client-ec2');
  const client = await openClient(EC2Client, region);
  try {
    const found: Tag[] = [];
    const filter = { Filters: [{ Name: 'resource-id', Values: ids.slice(0, valuesPerFilter) }] };
    for await (const { Tags = [] } of paginateDescribeTags({ client }, filter, { abortSignal })) {
      for (const { ResourceId: name = '', Key: key = '', Value: value = '' } of Tags)
        found.push({ name, key, value });
    }
    return found;
  } finally {
    client.destroy();
  }
}

/** The most ARNs that the Resource Groups Tagging API takes at once. */
const arnsPerRequest = 100;

async function tagsByArns(region: string, arns: readonly string[], abortSignal: AbortSignal): Promise<Tag[]> {
  if (arns.length === 0) return [];
  const { ResourceGroupsTaggingAPIClient, paginateGetResources } =
    await import('@aws-sdk/client-resource-groups-tagging-api');
  const client = await openClient(ResourceGroupsTaggingAPIClient, region);
  try {
    const found: Tag[] = [];
    const request = { ResourceARNList: arns.slice(0, arnsPerRequest) };
    for await (const page of paginateGetResources({ client }, request, { abortSignal })) {
      for (const { ResourceARN: name = '', Tags = [] } of page.ResourceTagMappingList ?? []) {
        // The emulator returns everything that it has.
        if (!arns.includes(name)) continue;
        found.push(...Tags.map(({ Key: key = '', Value: value = '' }) => ({ name, key, value })));
      }
    }
    return found;
  } finally {
    client.destroy();
  }
}

/** What `terraform import` calls an object: a secret and a topic by the ARN, others by how that ends, as `key/<id>` does. */
function idIn(arn: string, type: string): string {
  return ['secretsmanager:secret', 'sns'].includes(type) ? arn : arn.replace(/^.*[/:]/, '');
}

function objectOf(id: string, carried: Readonly<Record<string, string>>, wanted: StackTags): TaggedObject[] {
  const address = carried[addressTagKey];
  const ours = Object.entries(wanted).every(([key, value]) => carried[key] === value);
  return ours && address !== undefined ? [{ address, id }] : [];
}

function batchesOf(values: readonly string[]): string[][] {
  const count = Math.ceil(values.length / valuesPerFilter);
  return Array.from({ length: count }, (_, index) =>
    values.slice(index * valuesPerFilter, (index + 1) * valuesPerFilter),
  );
}
