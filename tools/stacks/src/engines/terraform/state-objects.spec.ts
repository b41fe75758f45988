import { type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { parseEnvironment } from '@bulkhead/config';
import { type StackName } from '../engine-state';
import { withPlayedAws } from '../../test-emulator';
import { testFolder } from '../../test-folder';
import { copyState, removeState, stateText, terraformStates } from './state-keeper';

const environment = parseEnvironment({ name: 'qa', preset: 'saas', account: '123456789012' }, 'qa.json');
const place = { workspaceRoot: testFolder(), environment, region: 'us-east-1' };
const vpc: StackName = { role: 'primary', app: 'network', stack: 'vpc' };
const main: StackName = { role: 'primary', app: 'core', stack: 'main' };
const key = 'qa/primary/network/vpc.tfstate';

const stateWith = (count: number) =>
  JSON.stringify({
    version: 4,
    lineage: 'a',
    serial: 1,
    resources: [{ mode: 'managed', instances: Array.from({ length: count }, () => ({})) }],
  });

/** Texts of the bucket's objects, by key; undefined without a bucket. */
let objects: Record<string, string> | undefined;
/** The requests to the bucket: method, key, and copy source. */
let asked: string[];
let owners: Set<unknown>;
/** Whether the bucket belongs to another account. */
let isTheirs: boolean;

const refused = (status: number, code: string): [number, string] => [
  status,
  `<Error><Code>${code}</Code></Error>`,
];

/** Answers like S3 for a bucket with these objects, two keys a page. */
function answer(url: URL, method = '', headers: IncomingMessage['headers'] = {}): [number, string] {
  if (isTheirs) return refused(403, 'AccessDenied');
  if (!objects) return refused(404, 'NoSuchBucket');
  if (url.searchParams.has('list-type')) {
    const keys = Object.keys(objects).filter((each) => each.startsWith(url.searchParams.get('prefix') ?? ''));
    const from = Number(url.searchParams.get('continuation-token') ?? 0);
    const contents = keys
      .slice(from, from + 2)
      .map((each) => `<Contents><Key>${each}</Key><ETag>"${each.length}"</ETag></Contents>`);
    const next = from + 2 < keys.length;
    const more = next ? `<NextContinuationToken>${from + 2}</NextContinuationToken>` : '';
    return [
      200,
      `<ListBucketResult><IsTruncated>${next}</IsTruncated>${more}${contents.join('')}</ListBucketResult>`,
    ];
  }
  const name = url.pathname.split('/').slice(2).join('/');
  const source = headers['x-amz-copy-source'];
  asked.push([method, name, ...(source ? [source] : [])].join(' '));
  if (method === 'DELETE') return [204, ''];
  if (method === 'PUT' && !source) return objects[name] ? refused(412, 'PreconditionFailed') : [200, ''];
  const wanted = source ? String(source).split('/').slice(1).join('/') : name;
  const found = objects[wanted];
  if (found === undefined) return refused(404, 'NoSuchKey');
  return [200, source ? '<CopyObjectResult><ETag>"e"</ETag></CopyObjectResult>' : found];
}

withPlayedAws(async (request, response) => {
  await text(request);
  owners.add(request.headers['x-amz-expected-bucket-owner']);
  const [status, content] = answer(
    new URL(request.url ?? '/', 'http://aws'),
    request.method,
    request.headers,
  );
  response.writeHead(status, { 'content-type': 'application/xml', etag: '"e"' }).end(content);
});
beforeEach(() => {
  objects = {};
  asked = [];
  owners = new Set();
  isTheirs = false;
});

test('every state of the environment is listed with its mark, page by page, and no lock', async () => {
  objects = {
    [key]: '',
    [`${key}.tflock`]: '',
    'qa/primary/core/main.tfstate': '',
    'prod/primary/core/main.tfstate': '',
    'qa-two/primary/core/main.tfstate': '',
    'qa/dr/core/main.tfstate': '',
  };

  expect([...(await terraformStates.list(place))]).toEqual([
    [key, '"30"'],
    ['qa/primary/core/main.tfstate', '"28"'],
    ['qa/dr/core/main.tfstate', '"23"'],
  ]);
  expect([...owners]).toEqual(['123456789012']);
});

test('a state is read with its mark', async () => {
  objects = { [key]: stateWith(2) };

  expect(await terraformStates.read(place, vpc)).toMatchObject({
    is: 'kept',
    state: { resources: 2, mark: '"e"' },
  });
  expect(await terraformStates.read(place, main)).toEqual({ is: 'missing' });
  expect(await stateText(place, vpc)).toBe(stateWith(2));
  expect(await stateText(place, main)).toBeUndefined();
});

test('a stack is reported by its key if its state has resources or cannot be read', async () => {
  objects = {
    [key]: stateWith(1),
    'qa/primary/core/main.tfstate': '{',
    'qa/primary/core/empty.tfstate': stateWith(0),
  };
  const unknown = [
    ...Object.keys(objects),
    'qa/primary/core/gone.tfstate',
    'prod/primary/network/vpc.tfstate',
    'qa/nowhere/network/vpc.tfstate',
    'qa/primary/vpc.tfstate',
  ];

  expect(await terraformStates.stacksOf(place, unknown)).toEqual([vpc, main]);
});

test('a state is copied in its bucket, and removed', async () => {
  objects = { [key]: stateWith(1) };
  await copyState(place, vpc, main);
  await removeState(place, vpc);

  expect(asked).toEqual([
    `PUT ${key}.tflock`,
    expect.stringMatching(new RegExp(`^PUT qa/primary/core/main\\.tfstate [^/]+/${key}$`)),
    `DELETE ${key}.tflock`,
    `DELETE ${key}`,
  ]);
  expect([...owners]).toEqual(['123456789012']);
});

test('a locked state is not copied', async () => {
  objects = { [key]: stateWith(1), [`${key}.tflock`]: '{"ID":"4711","Who":"bob@desk"}' };

  await expect(copyState(place, vpc, main)).rejects.toMatchObject({
    code: 'StateLocked',
    message: expect.stringContaining('network/vpc@primary is locked by bob@desk'),
  });
  expect(asked).toEqual([`PUT ${key}.tflock`, `GET ${key}.tflock`]);
});

test('a missing state is not copied', async () => {
  await expect(copyState(place, vpc, main)).rejects.toThrow(`There is no state at ${key}`);
});

test('without a bucket there is no state, and nothing to remove', async () => {
  objects = undefined;

  expect(await terraformStates.list(place)).toEqual(new Map());
  expect(await terraformStates.read(place, vpc)).toEqual({ is: 'missing' });
  expect(await stateText(place, vpc)).toBeUndefined();
  await expect(removeState(place, vpc)).resolves.toBeUndefined();
});

test('a bucket of somebody else is an error and not an empty bucket', async () => {
  isTheirs = true;

  await expect(terraformStates.read(place, vpc)).rejects.toMatchObject({ name: 'AccessDenied' });
});
