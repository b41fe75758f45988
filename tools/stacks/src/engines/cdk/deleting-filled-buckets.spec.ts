import { text } from 'node:stream/consumers';
import { parseEnvironment } from '@bulkhead/config';
import { withPlayedAws } from '../../test-emulator';
import { testInstance } from '../../workspace/test-instances';
import { type EngineRequest } from '../engine';
import { deletingFilledBuckets } from './deleting-filled-buckets';

/**
 * Answers like CloudFormation and S3. The emulator's CloudFormation keeps a bucket that is not empty, and reports it as
 * deleted.
 */
let resources: (readonly object[])[];
/** Keys in each bucket, with a version and `true` for a marker of a deleted object. */
let buckets: Record<string, (readonly [key: string, version: string, isMarker: boolean])[]>;
/** Error code with which S3 refuses to delete a key. */
let refusals: Record<string, string>;
/** Requests for the bucket, by purpose. */
let asked: string[];

withPlayedAws(async (request, response) => {
  const body = await text(request);
  const url = new URL(request.url ?? '', 'http://aws');
  response.setHeader('content-type', 'text/xml');
  response.end(
    url.pathname === '/' ? cloudFormation(new URLSearchParams(body)) : s3(url, body, request.headers),
  );
});

function cloudFormation(question: URLSearchParams): string {
  asked.push(`${question.get('Action')} ${question.get('StackName')}`);
  const page = Number(question.get('NextToken') ?? 0);
  const token = page + 1 < resources.length ? `<NextToken>${page + 1}</NextToken>` : '';
  const members = (resources[page] ?? []).map((resource) => `<member>${elements(resource)}</member>`);
  return `<ListStackResourcesResponse><ListStackResourcesResult><StackResourceSummaries>${members.join('')}</StackResourceSummaries>${token}</ListStackResourcesResult></ListStackResourcesResponse>`;
}

function s3(url: URL, body: string, headers: Record<string, unknown>): string {
  const name = url.pathname.split('/')[1] ?? '';
  expect(headers['x-amz-expected-bucket-owner']).toBe('123456789012');
  if (url.searchParams.has('versions')) {
    const page = buckets[name]?.slice(0, 1000) ?? [];
    const listed = page.map(([Key, VersionId, isMarker]) => {
      const element = isMarker ? 'DeleteMarker' : 'Version';
      return `<${element}>${elements({ Key, VersionId })}</${element}>`;
    });
    return `<ListVersionsResult>${listed.join('')}</ListVersionsResult>`;
  }
  const wanted = [
    ...body.matchAll(/<Object><Key>([^<]*)<\/Key><VersionId>([^<]*)<\/VersionId><\/Object>/g),
  ].map(([, key = '', version = '']) => [key, version] as const);
  asked.push(`delete ${wanted.length} of ${name}`);
  const kept = wanted.filter(([key]) => refusals[key]);
  buckets[name] = (buckets[name] ?? []).filter(
    ([key, version]) => refusals[key] || !wanted.some(([k, v]) => k === key && v === version),
  );
  const errors = kept.map(
    ([Key]) => `<Error>${elements({ Key, Code: refusals[Key] ?? '', Message: 'no' })}</Error>`,
  );
  return `<DeleteResult>${errors.join('')}</DeleteResult>`;
}

function elements(of: object): string {
  return Object.entries(of)
    .map(([name, value]) => `<${name}>${value}</${name}>`)
    .join('');
}

beforeEach(() => {
  buckets = { 'qa-logs': [], 'qa-kept': [['a', '1', false]] };
  resources = [[bucketResource('Logs', 'qa-logs')]];
  refusals = {};
  asked = [];
});

const notEmpty =
  'The bucket you tried to delete is not empty. You must delete all versions in the bucket. (Service: S3, Status Code: 409)';
const bucketResource = (LogicalResourceId: string, PhysicalResourceId: string, over: object = {}) => ({
  LogicalResourceId,
  PhysicalResourceId,
  ResourceType: 'AWS::S3::Bucket',
  LastUpdatedTimestamp: '2026-01-01T00:00:00Z',
  ResourceStatus: 'DELETE_FAILED',
  ResourceStatusReason: notEmpty,
  ...over,
});
const deployed = {
  Resources: {
    Logs: { Type: 'AWS::S3::Bucket', DeletionPolicy: 'Delete' },
    Kept: { Type: 'AWS::S3::Bucket', DeletionPolicy: 'Retain' },
    Undecided: { Type: 'AWS::S3::Bucket' },
    Table: { Type: 'AWS::DynamoDB::Table', DeletionPolicy: 'Delete' },
  },
};
const failure = new Error('Failed to destroy');

/** Deletes a stack that fails for as long as there is anything in `qa-logs`. */
const deleting = async ({
  isProtected = false,
  signal = new AbortController().signal,
}: { isProtected?: boolean; signal?: AbortSignal } = {}) => {
  const lines: string[] = [];
  let deletions = 0;
  const settings = { name: 'qa', preset: 'saas', account: '123456789012', protected: isProtected };
  const request = {
    environment: parseEnvironment({ ...settings, target: 'aws' }, 'qa.json'),
    instance: testInstance('app-platform/service@primary', { engine: 'cdk' }),
    synthesized: { name: 'qa-service' },
    progress: (line: string) => lines.push(line),
    signal,
  } as unknown as EngineRequest;
  const outcome = await deletingFilledBuckets(request, deployed, async () => {
    deletions++;
    if (buckets['qa-logs']?.length) throw failure;
  }).then(
    () => 'deleted' as const,
    (error: unknown) => error,
  );
  return { outcome, deletions, lines };
};

test('a stack that is deleted at once needs no further call', async () => {
  expect(await deleting()).toEqual({ outcome: 'deleted', deletions: 1, lines: [] });
  expect(asked).toEqual([]);
});

test('P4.6: versions and markers of a filled bucket are deleted, a thousand at once, and the stack is deleted again', async () => {
  buckets['qa-logs'] = [
    ...Array.from({ length: 1500 }, (_, index) => [`log-${index}`, 'v1', false] as const),
    ['log-0', 'v2', true],
    ['ELBAccessLogTestFile', 'null', false],
  ];

  const { outcome, deletions, lines } = await deleting();
  expect([outcome, deletions, buckets['qa-logs']]).toEqual(['deleted', 2, []]);
  expect(asked).toEqual(['ListStackResources qa-service', 'delete 1000 of qa-logs', 'delete 502 of qa-logs']);
  expect(lines).toEqual([
    'empties bucket qa-logs: CloudFormation deletes only empty ones',
    'qa-logs: 1502 versions of objects deleted',
    'deletes the stack again',
  ]);
});

test('P4.6: the bucket may be on any page of the resources', async () => {
  buckets['qa-logs'] = [['a', '1', false]];
  resources = [[], [bucketResource('Kept', 'qa-kept')], [bucketResource('Logs', 'qa-logs')]];

  expect(await deleting()).toMatchObject({ outcome: 'deleted', deletions: 2 });
  expect(buckets['qa-kept']).toHaveLength(1);
});

test.each([
  ['is kept by the template', bucketResource('Kept', 'qa-kept')],
  ['the template decides nothing of', bucketResource('Undecided', 'qa-kept')],
  ['is not in the template', bucketResource('Unknown', 'qa-kept')],
  ['did not fail', bucketResource('Logs', 'qa-kept', { ResourceStatus: 'DELETE_COMPLETE' })],
  [
    'failed for something else',
    bucketResource('Logs', 'qa-kept', { ResourceStatusReason: 'Access Denied (Service: S3)' }),
  ],
  ['is none', bucketResource('Table', 'qa-kept', { ResourceType: 'AWS::DynamoDB::Table' })],
])('P4.1: a bucket that %s keeps its content, and the failure stays the same', async (_, resource) => {
  buckets['qa-logs'] = [['a', '1', false]];
  resources = [[resource]];

  expect(await deleting()).toEqual({ outcome: failure, deletions: 1, lines: [] });
  expect(buckets['qa-kept']).toHaveLength(1);
});

test('P4.1: in a protected environment, nothing is searched or deleted', async () => {
  buckets['qa-logs'] = [['a', '1', false]];

  expect(await deleting({ isProtected: true })).toEqual({ outcome: failure, deletions: 1, lines: [] });
  expect([asked, buckets['qa-logs']]).toEqual([[], [['a', '1', false]]]);
});

test.each([
  ['AccessDenied', 'permanent'],
  ['SlowDown', 'throttling'],
  ['InternalError', 'transient'],
])('if S3 keeps an object with %s, the error is %s and names no key', async (code, kind) => {
  buckets['qa-logs'] = [
    ['jane-doe', '1', false],
    ['b', '1', false],
  ];
  refusals = { 'jane-doe': code };

  const { outcome, deletions } = await deleting();
  expect(outcome).toMatchObject({
    code: 'BucketNotEmptied',
    kind,
    message: expect.stringMatching(`1 objects of qa-logs.*${code}`),
    next: expect.any(String),
  });
  expect((outcome as Error).message).not.toContain('jane-doe');
  expect([deletions, buckets['qa-logs']]).toEqual([1, [['jane-doe', '1', false]]]);
});

test('an interrupted run empties nothing', async () => {
  buckets['qa-logs'] = [['a', '1', false]];

  expect(await deleting({ signal: AbortSignal.abort(new Error('Ctrl-C')) })).toMatchObject({
    outcome: failure,
  });
  expect(asked).toEqual([]);
});
