import { connect, type ClientHttp2Session, type IncomingHttpHeaders } from 'node:http2';
import { connect as connectSocket } from 'node:net';
import { join } from 'node:path';
import { Writer } from 'protobufjs/minimal';
import { askEmpty, framed } from './grpc-message';
import { ProviderFront } from './provider-front';
import { ProviderProcess } from './provider-process';
import { TestFolder } from './testing';

const folder = new TestFolder();
const schema = Writer.create().uint32(10).bytes(Buffer.from('of the front')).finish();
let provider: ProviderProcess;
let front: ProviderFront;
let terraform: ClientHttp2Session;

beforeAll(async () => {
  provider = await ProviderProcess.start(folder.program, process.env);
  const socket = join(provider.folder, 'front');
  front = await ProviderFront.start(provider.socket, socket, () => Promise.resolve(schema));
  terraform = connect('http://localhost', { createConnection: () => connectSocket(socket) });
});
afterAll(async () => {
  terraform.destroy();
  front.end();
  await provider.end();
  folder.remove();
});

interface Answer {
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly trailers?: IncomingHttpHeaders;
}

function call(path: string, message: Buffer, metadata: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const stream = terraform.request({
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

test('a provider that fails the question is no provider to stand in front of', async () => {
  const failing = ProviderFront.start(provider.socket, join(provider.folder, 'other'), async (ask) => {
    await ask();
    throw new Error('the schema is not readable');
  });
  await expect(failing).rejects.toThrow('the schema is not readable');
});
