import { connect, type ClientHttp2Session, type IncomingHttpHeaders } from 'node:http2';
import { connect as connectSocket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Writer } from 'protobufjs/minimal';
import { askEmpty, framed } from './grpc-message';
import { ProviderFront } from './provider-front';
import { ProviderPool } from './provider-pool';
import { ProviderProcess } from './provider-process';
import { TestFolder } from './testing';

const folder = new TestFolder();
const schema = Writer.create().uint32(10).bytes(Buffer.from('of the front')).finish();
const socket = join(folder.directory, 'front');
/** Every process that was started. */
const started: ProviderProcess[] = [];
let pool: ProviderPool;
let front: ProviderFront;
let terraform: ClientHttp2Session;

const connected = () => connect('http://localhost', { createConnection: () => connectSocket(socket) });
beforeEach(async () => {
  started.splice(0);
  pool = new ProviderPool(async () => {
    const process = await ProviderProcess.start(folder.program, globalThis.process.env, folder.directory);
    started.push(process);
    return process;
  }, 1);
  front = await ProviderFront.start(socket, schema, pool);
  terraform = connected();
});
afterEach(async () => {
  terraform.destroy();
  front.end();
  await pool.end();
});
afterAll(() => folder.remove());

interface Answer {
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly trailers?: IncomingHttpHeaders;
}

function call(
  path: string,
  message: Buffer = framed(Buffer.alloc(0)),
  metadata: Record<string, string> = {},
  session = terraform,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const stream = session.request({
      ':method': 'POST',
      ':path': path,
      'content-type': 'application/grpc',
      te: 'trailers',
      ...metadata,
    });
    let headers: IncomingHttpHeaders = {};
    let trailers: IncomingHttpHeaders | undefined;
    const chunks: Buffer[] = [];
    stream.on('response', (received) => (headers = received));
    stream.on('trailers', (received) => (trailers = received));
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('error', reject);
    stream.on('close', () => resolve({ headers, body: Buffer.concat(chunks), trailers }));
    stream.end(message);
  });
}

test('the front answers the question for the schema', async () => {
  expect(await askEmpty(terraform, '/tfplugin5.Provider/GetSchema')).toEqual(Buffer.from(schema));
});

test.each([
  ['small', 1],
  ['larger than a window of HTTP/2', 3_000_000],
])('a call whose message is %s comes back unchanged, with its headers and its trailers', async (_, size) => {
  const message = framed(Buffer.alloc(size, 7));
  const { headers, body, trailers } = await call('/tfplugin5.Provider/ReadResource', message, {
    said: 'hello',
  });
  expect(headers).toMatchObject({ ':status': 200, 'content-type': 'application/grpc', said: 'hello' });
  expect(body.equals(message)).toBe(true);
  expect(trailers).toMatchObject({ 'grpc-status': '0', last: 'yes' });
});

test('a failed call fails with the status of the provider', async () => {
  const { headers, body } = await call('/status/5', framed(Buffer.alloc(0)));
  expect(headers).toMatchObject({ 'grpc-status': '5', 'grpc-message': 'no' });
  expect(body).toHaveLength(0);
});

test('many calls at once each get their own answer', async () => {
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, at) =>
      call('/tfplugin5.Provider/PlanResourceChange', framed(Buffer.from(`${at}`))),
    ),
  );
  expect(answers.map(({ body }) => body.subarray(5).toString())).toEqual(
    Array.from({ length: 200 }, (_, at) => `${at}`),
  );
});

/** The process that answers a connection, as the id that the provider says of itself. */
const answering = async (session = terraform) =>
  (await call('/tfplugin5.Provider/ReadResource', undefined, {}, session)).headers['process'];
const configure = (session = terraform) => call('/tfplugin5.Provider/Configure', undefined, {}, session);

test('the question for the schema, and the services of the plugin library, start no process', async () => {
  const open = call('/plugin.GRPCStdio/StreamStdio');
  await askEmpty(terraform, '/tfplugin5.Provider/GetSchema');

  expect(started).toHaveLength(0);
  // gRPC closes a connection without an open call after half an hour.
  expect(await Promise.race([open, sleep(500, 'open')])).toBe('open');
});

describe('two connections', () => {
  let other: ClientHttp2Session;
  beforeEach(() => (other = connected()));
  afterEach(() => other.destroy());

  test('share a process until one of them configures it', async () => {
    expect(await answering(other)).toBe(await answering());
    await configure();
    expect(await answering(other)).not.toBe(await answering());
    expect(started).toHaveLength(2);
  });

  test('that are both configured have a process each, and the former ends when Terraform is done with it', async () => {
    await configure();
    const former = await answering();
    const lost = new Promise((resolve) => started[0]?.session.on('close', resolve));
    await configure(other);
    await lost;

    expect(await answering(other)).not.toBe(former);
    expect(await front.answers()).toBe(true);
  });

  test('a process that was configured ends with its connection, and serves no other', async () => {
    await configure();
    const former = await answering();
    const lost = new Promise((resolve) => started[0]?.session.on('close', resolve));
    terraform.destroy();
    await lost;

    expect(await answering(other)).not.toBe(former);
    expect(await front.answers()).toBe(true);
  });
});

const gone = { 'grpc-status': '14' };

test('if a process dies during a call, the call fails, and later ones too', async () => {
  const pid = Number(await answering());
  const during = call('/hang');
  await sleep(100);
  process.kill(pid, 'SIGKILL');

  expect((await during).headers).toMatchObject(gone);
  expect(await front.answers()).toBe(false);
  expect((await call('/tfplugin5.Provider/ReadResource')).headers).toMatchObject(gone);
});

test('a Terraform that goes during a call takes the call with it, and the front serves others', async () => {
  const other = connected();
  const during = call('/hang', undefined, {}, other).catch(() => undefined);
  await answering();
  other.destroy();
  await during;

  expect(await answering()).toBe(String(folder.providers().at(-1)));
});

test('if no process can be started, calls fail, and the front says that it does not answer', async () => {
  terraform.destroy();
  front.end();
  front = await ProviderFront.start(
    socket,
    schema,
    new ProviderPool(() => Promise.reject(new Error('it does not start')), 1),
  );
  terraform = connected();
  expect((await call('/tfplugin5.Provider/ReadResource')).headers).toMatchObject({
    ...gone,
    'grpc-message': 'it%20does%20not%20start',
  });
  expect(await front.answers()).toBe(false);
});
