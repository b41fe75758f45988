import { type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { parseEnvironment } from '@bulkhead/config';
import { stateBucketName } from '@bulkhead/stack';
import { withPlayedAws } from '../test-emulator';
import { stateKeeperOf } from './state-keepers';

const environment = parseEnvironment({ name: 'qa', preset: 'saas', account: '123456789012' }, 'qa.json');
const twoRegions = parseEnvironment({ name: 'qa', preset: 'hipaa-dr', account: '123456789012' }, 'qa.json');
const place = { workspaceRoot: '', environment, region: 'us-east-1' };
const vpc = { role: 'primary', app: 'network', stack: 'vpc' } as const;

/** Answers a request as AWS does: a status and a body. */
type Answer = (request: {
  url: URL;
  body: URLSearchParams;
  headers: IncomingMessage['headers'];
}) => [number, string];
let answer: Answer;
let asked: string[];

withPlayedAws(async (request, response) => {
  const url = new URL(request.url ?? '/', 'http://aws');
  const body = new URLSearchParams(await text(request));
  asked.push(`${request.method} ${url.pathname}${body.get('Action') ?? ''}`);
  const [status, content] = answer({ url, body, headers: request.headers });
  response.writeHead(status, { 'content-type': 'application/xml', etag: '"e7"' }).end(content);
});
beforeEach(() => (asked = []));

const refused = (code: string, message = '') =>
  `<Error><Code>${code}</Code><Message>${message}</Message></Error>`;

describe('Terraform in a bucket', () => {
  const key = 'qa/primary/network/vpc.tfstate';

  test('one call lists every state of the environment, and no lock', async () => {
    const keeper = await stateKeeperOf('cdktf');
    answer = ({ url, headers }) => {
      expect(url.searchParams.get('prefix')).toBe('qa/');
      expect(headers['x-amz-expected-bucket-owner']).toBe('123456789012');
      const entry = (Key: string) => `<Contents><Key>${Key}</Key><ETag>"e7"</ETag></Contents>`;
      return [200, `<ListBucketResult>${entry(key)}${entry(`${key}.tflock`)}</ListBucketResult>`];
    };

    expect(await keeper.list(place)).toEqual(new Map([[keeper.nameOf(place, vpc), '"e7"']]));
    expect(asked).toEqual([`GET /${stateBucketName(environment, 'us-east-1')}/`]);
  });

  test('a state is read with the mark that the list has', async () => {
    answer = () => [200, JSON.stringify({ version: 4, lineage: 'a', serial: 7, resources: [] })];

    expect(await (await stateKeeperOf('cdktf')).read(place, vpc)).toEqual({
      is: 'kept',
      state: { type: 'terraform', lineage: 'a', serial: 7, mark: '"e7"', resources: 0 },
    });
  });

  test('of the unknown stacks, those with resources in their state are reported', async () => {
    answer = ({ url }) => {
      const resources = url.pathname.includes('empty') ? [] : [{ mode: 'managed', instances: [{}] }];
      return [200, JSON.stringify({ version: 4, lineage: 'a', serial: 7, resources })];
    };
    const keys = ['qa/dr/shop/web', 'qa/dr/shop/empty', 'qa-2/dr/shop/web', 'qa/none/shop/web'];
    const unknown = keys.map((stack) => `${stack}.tfstate`);

    expect(await (await stateKeeperOf('cdktf')).stacksOf(place, unknown)).toEqual([
      { role: 'dr', app: 'shop', stack: 'web' },
    ]);
  });

  test('without the bucket, there is no state', async () => {
    answer = () => [404, refused('NoSuchBucket')];

    expect(await (await stateKeeperOf('cdktf')).list(place)).toEqual(new Map());
  });

  test('without the object, the stack has no state', async () => {
    answer = () => [404, refused('NoSuchKey')];

    expect(await (await stateKeeperOf('cdktf')).read(place, vpc)).toEqual({ is: 'missing' });
  });

  test('the last state of a stack whose state was deleted is the newest version', async () => {
    answer = ({ url }) => {
      const id = url.searchParams.get('versionId');
      if (id) return [200, JSON.stringify({ version: 4, lineage: id, serial: 7, resources: [] })];
      const version = (kind: string, name: string, second: number) =>
        `<${kind}><Key>${key}</Key><VersionId>${name}</VersionId><LastModified>2026-01-01T00:00:0${second}Z</LastModified></${kind}>`;
      const versions = [
        version('Version', 'old', 1),
        version('Version', 'last', 2),
        version('DeleteMarker', 'x', 3),
      ];
      return [200, `<ListVersionsResult>${versions.join('')}</ListVersionsResult>`];
    };

    expect(await (await stateKeeperOf('cdktf')).lastKept(place, vpc)).toMatchObject({ lineage: 'last' });
  });

  test('a bucket of another account is an error and not an empty place', async () => {
    answer = () => [403, refused('AccessDenied')];

    await expect((await stateKeeperOf('cdktf')).list(place)).rejects.toMatchObject({ name: 'AccessDenied' });
  });
});

describe('CloudFormation', () => {
  const stackId = 'arn:aws:cloudformation:us-east-1:123456789012:stack/x/1';

  test('one call lists the stacks, without those that were deleted', async () => {
    const keeper = await stateKeeperOf('cdk');
    const name = keeper.nameOf(place, vpc);
    answer = ({ body }) => {
      expect([...body.values()]).toContain('ROLLBACK_FAILED');
      expect([...body.values()]).not.toContain('DELETE_COMPLETE');
      const stack = `<member><StackName>${name}</StackName><StackId>${stackId}</StackId></member>`;
      return [
        200,
        `<ListStacksResponse><ListStacksResult><StackSummaries>${stack}</StackSummaries></ListStacksResult></ListStacksResponse>`,
      ];
    };

    expect(await keeper.list(place)).toEqual(new Map([[name, stackId]]));
    expect(asked).toEqual(['POST /ListStacks']);
  });

  test('a stack is read with the id that the list has, and how many resources it has', async () => {
    answer = ({ body }) => {
      if (body.get('Action') === 'DescribeStacks')
        return [
          200,
          `<DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackName>x</StackName><StackId>${stackId}</StackId></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`,
        ];
      return [
        200,
        '<DescribeStackResourcesResponse><DescribeStackResourcesResult><StackResources><member/><member/></StackResources></DescribeStackResourcesResult></DescribeStackResourcesResponse>',
      ];
    };

    expect(await (await stateKeeperOf('cdk')).read(place, vpc)).toEqual({
      is: 'kept',
      state: { type: 'cloudformation', stackId, resources: 2 },
    });
  });

  // If a stack whose creation was given up is asked for its resources, the emulator continues to create them.
  test.each([
    ['is nothing but a name holds nothing', 'REVIEW_IN_PROGRESS', 0],
    ['CloudFormation is at work on holds something', 'CREATE_IN_PROGRESS', 1],
  ])('a stack that %s, without a further call', async (_, status, resources) => {
    answer = () => [
      200,
      `<DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackId>${stackId}</StackId><StackStatus>${status}</StackStatus></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`,
    ];

    expect(await (await stateKeeperOf('cdk')).read(place, vpc)).toMatchObject({ state: { resources } });
    expect(asked).toEqual(['POST /DescribeStacks']);
  });

  test.each([
    [twoRegions.regions.primary.name, 'primary'],
    [twoRegions.regions.dr?.name ?? '', 'dr'],
    ['us-west-1', 'primary'],
  ])('an unknown stack of %s has the role %s', async (region, role) => {
    const tags = { environment: 'qa', app: 'shop', stack: 'web' };
    const members = Object.entries(tags).map(
      ([key, value]) => `<member><Key>bulkhead:${key}</Key><Value>${value}</Value></member>`,
    );
    answer = () => [
      200,
      `<DescribeStacksResponse><DescribeStacksResult><Stacks><member><Tags>${members.join('')}</Tags></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`,
    ];

    expect(
      await (
        await stateKeeperOf('cdk')
      ).stacksOf({ ...place, region, environment: twoRegions }, ['bulkhead-qa-shop-web']),
    ).toEqual([{ role, app: 'shop', stack: 'web' }]);
  });

  test.each([
    [
      'without its tags',
      [
        200,
        '<DescribeStacksResponse><DescribeStacksResult><Stacks><member/></Stacks></DescribeStacksResult></DescribeStacksResponse>',
      ],
    ],
    [
      'that was deleted since it was listed',
      [400, `<ErrorResponse>${refused('ValidationError', 'Stack with id x does not exist')}</ErrorResponse>`],
    ],
  ] as const)('a stack %s is not of the environment', async (_, answered) => {
    answer = () => [...answered];

    expect(await (await stateKeeperOf('cdk')).stacksOf(place, ['bulkhead-qa-shop-web'])).toEqual([]);
  });

  test('without a stack name of the environment, there is no further call', async () => {
    expect(await (await stateKeeperOf('cdk')).stacksOf(place, ['CDKToolkit'])).toEqual([]);
    expect(asked).toEqual([]);
  });

  test('of the unknown stacks, those with the tags of the environment are reported', async () => {
    const tag = (key: string, value: string) =>
      `<member><Key>bulkhead:${key}</Key><Value>${value}</Value></member>`;
    answer = ({ body }) => {
      const environmentTag = body.get('StackName')?.startsWith('bulkhead-qa-2') ? 'qa-2' : 'qa';
      const tags = tag('environment', environmentTag) + tag('app', 'shop') + tag('stack', 'web');
      return [
        200,
        `<DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackName>x</StackName><Tags>${tags}</Tags></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`,
      ];
    };
    const unknown = ['CDKToolkit', 'bulkhead-qa-shop-web', 'bulkhead-qa-2-shop-web'];

    expect(await (await stateKeeperOf('cdk')).stacksOf(place, unknown)).toEqual([
      { role: 'primary', app: 'shop', stack: 'web' },
    ]);
    // A stack that cannot be of this environment by its name is not asked for.
    expect(asked).toHaveLength(2);
  });

  test('a missing stack has no state; a refusal of AWS does not count as missing', async () => {
    const keeper = await stateKeeperOf('cdk');
    answer = () => [
      400,
      `<ErrorResponse>${refused('ValidationError', 'Stack with id x does not exist')}</ErrorResponse>`,
    ];
    expect(await keeper.read(place, vpc)).toEqual({ is: 'missing' });

    expect(await keeper.lastKept(place, vpc)).toBeUndefined();
    answer = () => [403, `<ErrorResponse>${refused('AccessDenied', 'no')}</ErrorResponse>`];
    await expect(keeper.read(place, vpc)).rejects.toMatchObject({ name: 'AccessDenied' });
  });
});
