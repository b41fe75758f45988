import { addressTagKey } from '@bulkhead/tagging';
import { openClient } from '../../../retries/open-client';
import { type TaggedRule } from './adoption-rules';

/** The objects with the tags of one stack: ids by address, in the order of AWS's answer. */
export type TaggedObjects = ReadonlyMap<string, readonly string[]>;

/** The tags that identify the stack within its account and region. */
export type StackTags = Readonly<Record<string, string>>;

/** Maximum number of values in one EC2 filter. */
const valuesPerFilter = 200;

/** Addresses of the resources to look for, by the service to ask. */
export type Sought = ReadonlyMap<TaggedRule['of'], readonly string[]>;

/** The objects with the tags of a stack. Deleted objects may still be listed for a while. */
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
 * EC2 returns the current tags of its objects; the Resource Groups Tagging API learns them later. A filter of
 * DescribeTags selects tags, and not objects that have several tags: this needs the second call.
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

/** The form of EC2 ids: `vpc-0123456789abcdef0`, `tgw-attach-…`. */
const ec2Id = /^[a-z][a-z-]*-[0-9a-f]{8,17}$/;

/**
 * The tags of objects, by EC2 id or ARN, as far as AWS tells them. Other names, failed calls and objects without tags
 * are not in the result. Only for messages.
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

/** Maximum number of ARNs in one call of the Resource Groups Tagging API. */
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
        // The emulator returns all its objects.
        if (!arns.includes(name)) continue;
        found.push(...Tags.map(({ Key: key = '', Value: value = '' }) => ({ name, key, value })));
      }
    }
    return found;
  } finally {
    client.destroy();
  }
}

/**
 * The import id of an object: the ARN of a certificate, a secret, a topic or a trail; id, name and scope of an object of WAF,
 * whose ARN ends in `global/webacl/<name>/<id>`; for other types the end of the ARN, as in `key/<id>`.
 */
function idIn(arn: string, type: string): string {
  if (type === 'wafv2') {
    const [scope, , name = '', id = ''] = (arn.split(':')[5] ?? '').split('/');
    return `${id}/${name}/${scope === 'global' ? 'CLOUDFRONT' : 'REGIONAL'}`;
  }
  return ['acm:certificate', 'cloudtrail:trail', 'secretsmanager:secret', 'sns'].includes(type)
    ? arn
    : arn.replace(/^.*[/:]/, '');
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
