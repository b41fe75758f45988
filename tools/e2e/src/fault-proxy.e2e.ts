import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DescribeVpcsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { IAMClient, ListRolesCommand } from '@aws-sdk/client-iam';
import { HeadBucketCommand, ListBucketsCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { DescribeParametersCommand, SSMClient } from '@aws-sdk/client-ssm';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type Answer } from './aws-error';
import { disturb, loseControlPlanes, loseRegion, lost, refuse, throttle } from './fault';
import { FaultProxy } from './fault-proxy';

/** What reached the service behind the proxy. It answers everything with an empty success. */
let reached: { url: string; headers: IncomingHttpHeaders; body: Buffer }[] = [];
let service: Server;
let proxy: FaultProxy;

beforeAll(async () => {
  service = createServer(async (incoming, outgoing) => {
    const { url = '', headers } = incoming;
    reached.push({ url, headers, body: await buffer(incoming) });
    const json = headers['x-amz-target'] !== undefined || url.startsWith('/moto-api/');
    outgoing.writeHead(200, { 'content-type': json ? 'application/json' : 'text/xml' });
    outgoing.end(json ? '{}' : '<Empty/>');
  });
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  proxy = await FaultProxy.start(`http://127.0.0.1:${(service.address() as AddressInfo).port}`, 1);
});
afterAll(async () => {
  await proxy.close();
  service.closeAllConnections();
  service.close();
});
beforeEach(() => {
  reached = [];
  proxy.calls.splice(0);
  proxy.inject();
});

/** Settings of a client that calls once. */
const settings = (region = 'us-east-1') => ({
  endpoint: proxy.endpoint,
  region,
  credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  maxAttempts: 1,
  forcePathStyle: true,
});
const calls = {
  ec2: (region?: string) => new EC2Client(settings(region)).send(new DescribeVpcsCommand({})),
  iam: (region?: string) => new IAMClient(settings(region)).send(new ListRolesCommand({})),
  ssm: (region?: string) => new SSMClient(settings(region)).send(new DescribeParametersCommand({})),
  s3: (region?: string) => new S3Client(settings(region)).send(new ListBucketsCommand({})),
  cloudformation: (region?: string) =>
    new CloudFormationClient(settings(region)).send(new DescribeStacksCommand({})),
};
type Service = keyof typeof calls;

/** The error of a call, or undefined where it succeeded. */
const failure = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (error: Error & { code?: string; $metadata?: { httpStatusCode?: number } }) => error,
  );

test.each<[Service, string, number]>([
  ['ec2', 'RequestLimitExceeded', 503],
  ['iam', 'Throttling', 400],
  ['cloudformation', 'Throttling', 400],
  ['ssm', 'ThrottlingException', 400],
  ['s3', 'SlowDown', 503],
])('%s throttles as AWS does: %s', async (name, code, status) => {
  proxy.inject(throttle(name, '*', 1));
  const error = await failure(calls[name]());

  expect(error).toMatchObject({ name: code, $metadata: { httpStatusCode: status } });
  expect(await failure(calls[name]())).toBeUndefined();
  expect(reached).toHaveLength(1);
});

test.each<[Service, string]>([
  ['ec2', 'DescribeVpcs'],
  ['iam', 'ListRoles'],
  ['cloudformation', 'DescribeStacks'],
  ['ssm', 'DescribeParameters'],
])('a permanent error of %s:%s is the one that was asked for', async (name, action) => {
  const message = 'User: <ada> & friends may not';
  proxy.inject(refuse(name, action, { status: 403, code: 'AccessDenied', message }));

  expect(await failure(calls[name]())).toMatchObject({ name: 'AccessDenied', message });
  expect(proxy.count(name, action)).toBe(1);
  expect(reached).toEqual([]);
});

test('an answer to HEAD has no body', async () => {
  proxy.inject(throttle('s3', '*'));
  const error = await failure(new S3Client(settings()).send(new HeadBucketCommand({ Bucket: 'state' })));

  expect(error?.$metadata?.httpStatusCode).toBe(503);
  expect(proxy.calls[0]).toMatchObject({ action: 'HEAD /state/', fate: 503 });
});

test('a connection is reset before the service has the request', async () => {
  proxy.inject(() => 'reset');

  expect(String(await failure(calls.ssm()))).toContain('ECONNRESET');
  expect(reached).toEqual([]);
  expect(proxy.calls[0]?.fate).toBe('reset');
});

test('an answer that is lost comes after the service has done its work, and the call is sent again', async () => {
  let left = 1;
  proxy.inject(() => (left-- > 0 ? lost : undefined));
  const client = new SSMClient({ ...settings(), maxAttempts: 2 });

  expect(await failure(client.send(new DescribeParametersCommand({})))).toBeUndefined();
  expect(reached).toHaveLength(2);
  expect(proxy.calls.map(({ fate }) => fate)).toEqual(['lost', 'passed']);
  expect(proxy.calls[0]?.invocation).toMatch(/./);
  expect(proxy.calls[1]?.invocation).toBe(proxy.calls[0]?.invocation);
});

test('a lost answer of S3 is lost when the whole object has arrived', async () => {
  proxy.inject(() => lost);
  const Body = Buffer.alloc(300_000, 7);
  const put = new PutObjectCommand({ Bucket: 'state', Key: 'a', Body });
  const client = new S3Client({ ...settings(), requestChecksumCalculation: 'WHEN_REQUIRED' });

  expect(String(await failure(client.send(put)))).toContain('ECONNRESET');
  expect(reached[0]?.body.equals(Body)).toBe(true);
});

test('who listens hears what the service answered before the client does, and the client gets it whole', async () => {
  const heard: Answer[] = [];
  proxy.inject(() => ({ hear: (answer) => void heard.push(answer) }));

  expect(await failure(calls.ssm())).toBeUndefined();
  expect(heard).toMatchObject([{ status: 200, body: '{}' }]);
  expect(proxy.calls[0]?.fate).toBe('passed');
});

test('a call that is late reaches the service late, and not at all where nobody waits for it any more', async () => {
  proxy.inject(() => ({ afterMs: 300 }));
  const startedAt = performance.now();
  const waiting = failure(calls.ssm());
  const impatient = new SSMClient(settings()).send(new DescribeParametersCommand({}), {
    abortSignal: AbortSignal.timeout(100),
  });

  expect((await failure(impatient))?.name).toBe('AbortError');
  expect(await waiting).toBeUndefined();
  expect(performance.now() - startedAt).toBeGreaterThan(290);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(reached).toHaveLength(1);
});

test('what is passed on is what was sent: path, host and a body of many chunks', async () => {
  const chunks = Array.from({ length: 64 }, (_, index) => Buffer.alloc(64 * 1024, index));
  const put = new PutObjectCommand({
    Bucket: 'state',
    Key: 'a/b c.json',
    Body: Readable.from(chunks),
    ContentLength: Buffer.concat(chunks).length,
  });
  await new S3Client({ ...settings(), requestChecksumCalculation: 'WHEN_REQUIRED' }).send(put);

  expect(reached[0]?.url).toBe('/state/a/b%20c.json?x-id=PutObject');
  expect(reached[0]?.headers.host).toBe(new URL(proxy.endpoint).host);
  expect(reached[0]?.body.equals(Buffer.concat(chunks))).toBe(true);
});

test("the emulator's own API is left alone and not counted", async () => {
  proxy.inject(() => 'reset');

  expect(await (await fetch(`${proxy.endpoint}/moto-api/config`)).json()).toEqual({});
  expect(proxy.calls).toEqual([]);
});

test.each(['reset', 'unavailable'] as const)(
  'a region that is gone (%s) takes its calls with it, not those of others and of global services',
  async (how) => {
    proxy.inject(loseRegion('us-east-1', how));

    expect(await failure(calls.ec2('us-east-1'))).toBeDefined();
    expect(await failure(calls.ssm('us-east-1'))).toBeDefined();
    expect(await failure(calls.ssm('us-west-2'))).toBeUndefined();
    expect(await failure(calls.iam('us-east-1'))).toBeUndefined();
    expect(proxy.calls.map(({ region, service: of, fate }) => [region, of, fate])).toEqual([
      ['us-east-1', 'ec2', how === 'reset' ? 'reset' : 503],
      ['us-east-1', 'ssm', how === 'reset' ? 'reset' : 503],
      ['us-west-2', 'ssm', 'passed'],
      ['us-east-1', 'iam', 'passed'],
    ]);
  },
);

test('control planes that are gone take the global services in their region with them', async () => {
  proxy.inject(loseControlPlanes('us-east-1'));

  expect(await failure(calls.ssm('us-east-1'))).toBeDefined();
  expect(await failure(calls.iam('us-east-1'))).toBeDefined();
  expect(await failure(calls.ssm('us-west-2'))).toBeUndefined();
});

test('a seed determines what is disturbed, and a rate how much', async () => {
  const draw = async () => {
    const drawn: (number | string)[] = [];
    const seeded = await FaultProxy.start('http://127.0.0.1:1', 7);
    const fault = disturb(0.3);
    seeded.inject((call, random) => {
      const disturbed = fault(call, random) ?? 'passed';
      drawn.push(
        typeof disturbed === 'object' && 'status' in disturbed ? disturbed.status : String(disturbed),
      );
      return 'reset';
    });
    for (let call = 0; call < 200; call++) await failure(fetch(seeded.endpoint));
    await seeded.close();
    return drawn;
  };
  const drawn = await draw();
  const disturbed = drawn.filter((fate) => fate !== 'passed').length;

  expect(await draw()).toEqual(drawn);
  expect(disturbed).toBeGreaterThan(40);
  expect(disturbed).toBeLessThan(80);
  expect(new Set(drawn)).toEqual(new Set(['passed', 'reset', 429, 500, 503]));
});
