import { text } from 'node:stream/consumers';
import { withPlayedAws } from '../../../test-emulator';
import { adoptionRules } from './adoption-rules';
import { type Sought, taggedObjects, tagsOfObjects } from './tagged-objects';

/** The objects in AWS: their tags, by EC2 id or ARN. */
let world: Record<string, Record<string, string>>;
/** The calls by service, with the number of values in each call. */
let asked: string[];
/** Parts of the requests to refuse. */
let refused: string;
let regions: Set<string>;

/** Number of entries in a page of an answer. */
let pageSize: number;

/** A page of a list, and the start of the next page. */
function pageOf<T>(all: readonly T[], token: string | null): { page: readonly T[]; next?: string } {
  const from = Number(token ?? 0);
  const next = from + pageSize < all.length ? { next: String(from + pageSize) } : {};
  return { page: all.slice(from, from + pageSize), ...next };
}

/** Answers DescribeTags like EC2: with the tags, not the objects, that pass every filter. */
function describeTags(form: URLSearchParams): string {
  const filters = [1, 2].flatMap((index) => {
    const name = form.get(`Filter.${index}.Name`);
    const values = [...form].filter(([key]) => key.startsWith(`Filter.${index}.Value.`)).map(([, v]) => v);
    return name ? [{ name, values }] : [];
  });
  asked.push(`ec2 ${filters.map(({ name, values }) => `${name} ${values.length}`).join(', ')}`);
  const tags = Object.entries(world).flatMap(([id, carried]) =>
    Object.entries(carried).map(([key, value]) => ({ 'resource-id': id, key, value })),
  );
  const passing = tags.filter((tag) =>
    filters.every(({ name, values }) => values.includes(tag[name as keyof typeof tag])),
  );
  const { page, next } = pageOf(passing, form.get('NextToken'));
  const items = page.map(
    ({ 'resource-id': id, key, value }) =>
      `<item><resourceId>${id}</resourceId><key>${key}</key><value>${value}</value></item>`,
  );
  const token = next === undefined ? '' : `<nextToken>${next}</nextToken>`;
  return `<DescribeTagsResponse><tagSet>${items.join('')}</tagSet>${token}</DescribeTagsResponse>`;
}

interface GetResources {
  readonly ResourceTypeFilters?: readonly string[];
  readonly TagFilters?: readonly { readonly Key: string; readonly Values: readonly string[] }[];
  readonly ResourceARNList?: readonly string[];
  readonly PaginationToken?: string;
}

/** Answers GetResources like the Resource Groups Tagging API; for ARNs like the emulator, with all objects. */
function getResources(question: GetResources): object {
  const { ResourceTypeFilters: types = [], TagFilters: filters = [], ResourceARNList: arns } = question;
  asked.push(arns ? `tagging arns ${arns.length}` : `tagging ${types.join()} ${filters.length}`);
  const passing = Object.entries(world).filter(
    ([arn, carried]) =>
      arn.startsWith('arn:') && filters.every(({ Key, Values }) => Values.includes(carried[Key] ?? '')),
  );
  const { page, next } = pageOf(passing, question.PaginationToken || null);
  const mappings = page.map(([ResourceARN, carried]) => ({
    ResourceARN,
    Tags: Object.entries(carried).map(([Key, Value]) => ({ Key, Value })),
  }));
  return { ResourceTagMappingList: mappings, PaginationToken: next ?? '' };
}

withPlayedAws(async (request, response) => {
  const body = await text(request);
  regions.add(/Credential=[^/]+\/[^/]+\/([^/]+)\//.exec(request.headers.authorization ?? '')?.[1] ?? '');
  if (refused && body.includes(refused)) response.writeHead(400).end('{"__type":"AccessDeniedException"}');
  else if (request.headers['x-amz-target']) response.end(JSON.stringify(getResources(JSON.parse(body))));
  else response.end(describeTags(new URLSearchParams(body)));
});
const before = { ...process.env };
afterAll(() => (process.env = before));

beforeEach(() => {
  world = {};
  asked = [];
  refused = '';
  regions = new Set();
  pageSize = 1_000;
});

const region = 'eu-west-1';
const { signal } = new AbortController();
const stack = { 'bulkhead:environment': 'qa', 'bulkhead:app': 'network', 'bulkhead:stack': 'vpc' };
const tags = (address: string, over: object = {}) => ({ ...stack, 'bulkhead:address': address, ...over });
const ids = (kind: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${kind}-${String(index).padStart(8, '0')}`);

/** The found objects of a stack, by address. */
const found = async (sought: Sought) =>
  Object.fromEntries(await taggedObjects(region, sought, stack, signal));

test('EC2 is asked for addresses, then for all tags of their objects, within its limit of values', async () => {
  const addresses = ids('aws_eip.a', 205);
  addresses.forEach((address, index) => (world[`eipalloc-${index}`] = tags(address)));
  world['eipalloc-twin'] = tags(addresses[0] ?? '');
  const objects = await found(new Map([['ec2', addresses]]));

  expect(Object.keys(objects)).toHaveLength(205);
  expect(objects[addresses[0] ?? '']).toEqual(['eipalloc-0', 'eipalloc-twin']);
  expect(objects[addresses[204] ?? '']).toEqual(['eipalloc-204']);
  expect(new Set(asked)).toEqual(
    new Set(['ec2 key 1, value 200', 'ec2 key 1, value 5', 'ec2 resource-id 200', 'ec2 resource-id 6']),
  );
});

test('an object of another stack, or with the address in another tag, is not found', async () => {
  world = {
    'vpc-1': tags('aws_vpc.a', { Name: 'main' }),
    'vpc-2': tags('aws_vpc.a', { 'bulkhead:stack': 'other' }),
    'vpc-3': { ...stack, Name: 'aws_vpc.a' },
    'vpc-4': { 'bulkhead:address': 'aws_vpc.a' },
  };

  expect(await found(new Map([['ec2', ['aws_vpc.a']]]))).toEqual({ 'aws_vpc.a': ['vpc-1'] });
  expect([...regions]).toEqual([region]);
});

const importIds = [
  ['kms:key', 'arn:aws:kms:eu-west-1:1:key/k-1', 'k-1'],
  ['acm:certificate', 'arn:aws:acm:eu-west-1:1:certificate/c-1', undefined],
  ['elasticfilesystem:access-point', 'arn:aws:elasticfilesystem:eu-west-1:1:access-point/fsap-1', 'fsap-1'],
  ['elasticfilesystem:file-system', 'arn:aws:elasticfilesystem:eu-west-1:1:file-system/fs-1', 'fs-1'],
  ['route53:healthcheck', 'arn:aws:route53:::healthcheck/h-1', 'h-1'],
  ['secretsmanager:secret', 'arn:aws:secretsmanager:eu-west-1:1:secret:s-1', undefined],
  ['backup:backup-plan', 'arn:aws:backup:eu-west-1:1:backup-plan:p-1', 'p-1'],
  ['sns', 'arn:aws:sns:eu-west-1:1:topic', undefined],
  ['cloudfront:distribution', 'arn:aws:cloudfront::1:distribution/E1', 'E1'],
  ['cloudtrail:trail', 'arn:aws:cloudtrail:eu-west-1:1:trail/t-1', undefined],
  ['guardduty:detector', 'arn:aws:guardduty:eu-west-1:1:detector/d2', 'd2'],
  ['logs:delivery', 'arn:aws:logs:eu-west-1:1:delivery:d1', 'd1'],
  ['wafv2', 'arn:aws:wafv2:us-east-1:1:global/ipset/blocked/i-1', 'i-1/blocked/CLOUDFRONT'],
  ['wafv2', 'arn:aws:wafv2:eu-west-1:1:regional/webacl/app/w-1', 'w-1/app/REGIONAL'],
] as const;

// What is imported by another id than the provider's documentation names is not found, or is somebody else's.
test('the import id of an object is known for every service that is asked', () => {
  const asks = Object.values(adoptionRules).flatMap((rule) => (rule.by === 'tags' ? [rule.of] : []));

  expect(new Set(importIds.map(([of]) => of as string))).toEqual(new Set(asks.filter((of) => of !== 'ec2')));
});

test.each(importIds)('an object of %s has its import id', async (of, arn, id) => {
  world = { [arn]: tags('a.a') };

  expect(await found(new Map([[of, ['a.a']]]))).toEqual({ 'a.a': [id ?? arn] });
  expect(asked).toEqual([`tagging ${of} 3`]);
});

test('every page of the tagged objects is read, and objects without an address are skipped', async () => {
  pageSize = 3;
  const arns = ids('arn:aws:kms:eu-west-1:1:key/k', 7);
  for (const arn of arns) world[arn] = tags('aws_kms_key.a');
  world['arn:aws:kms:eu-west-1:1:key/none'] = stack;
  const { 'aws_kms_key.a': keys, ...rest } = await found(new Map([['kms:key', ['aws_kms_key.a']]]));

  expect(keys).toEqual(ids('k', 7));
  expect(rest).toEqual({});
  expect(asked).toHaveLength(3);
});

describe('the tags of referenced objects', () => {
  const arn = (id: string) => `arn:aws:kms:eu-west-1:1:key/${id}`;

  test('are read page by page, only for the given objects', async () => {
    pageSize = 3;
    const [vpc, subnet] = ['vpc-0123456789abcdef0', 'subnet-01234567'];
    const keys = ids('k', 5).map(arn);
    for (const name of [vpc, subnet, ...keys, arn('other')]) world[name] = tags(`aws.${name}`);

    expect(await tagsOfObjects(region, [vpc, subnet, ...keys], signal)).toEqual(
      new Map([vpc, subnet, ...keys].map((name) => [name, tags(`aws.${name}`)])),
    );
    expect(new Set(asked)).toEqual(new Set(['ec2 resource-id 2', 'tagging arns 5']));
    expect([...regions]).toEqual([region]);
  });

  test("are requested within the service's limit", async () => {
    await tagsOfObjects(region, [...ids('vpc', 201), ...ids(arn('k'), 101)], signal);

    expect(asked.sort()).toEqual(['ec2 resource-id 200', 'tagging arns 100']);
  });

  test.each([
    ['a name', 'my-vpc'],
    ['an id after something else', 'x vpc-01234567'],
    ['an id before something else', 'vpc-01234567/x'],
    ['an id that is cut off', 'vpc-0123456'],
    ['an ARN after something else', 'x arn:aws:sns:eu-west-1:1:topic'],
  ])('are not asked for of %s', async (_, name) => {
    expect(await tagsOfObjects(region, [name], signal)).toEqual(new Map());
    expect(asked).toEqual([]);
  });

  test('are returned from one service if the other one refuses', async () => {
    world = { 'vpc-01234567': stack, [arn('k-1')]: stack };
    refused = 'ResourceARNList';

    expect(await tagsOfObjects(region, ['vpc-01234567', arn('k-1')], signal)).toEqual(
      new Map([['vpc-01234567', stack]]),
    );
  });

  test('do not count as missing if the run is interrupted', async () => {
    const reason = new Error('Ctrl-C');

    await expect(tagsOfObjects(region, ['vpc-01234567'], AbortSignal.abort(reason))).rejects.toBe(reason);
  });
});
