import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { GetParametersCommand, SSMClient } from '@aws-sdk/client-ssm';
import { openClient } from './open-client';

jest.mock('./budgeted-retry-strategy', () => jest.requireActual('./test-single-attempt'));

/** Hosts that the proxy was asked to connect to. It connects to none. */
const asked: string[] = [];
const proxy = createServer();
proxy.on('connect', ({ url = '' }, socket) => {
  asked.push(url);
  socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
});

const credentials = { AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x' };
const variables = ['https_proxy', 'HTTPS_PROXY', 'no_proxy', 'NO_PROXY', 'AWS_ENDPOINT_URL'];
const before = { ...process.env };
beforeAll(() => new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve)));
afterAll(() => new Promise((resolve) => proxy.close(resolve)));
beforeEach(() => {
  asked.length = 0;
  for (const name of variables) delete process.env[name];
  Object.assign(process.env, credentials);
});
afterEach(() => {
  process.env = { ...before };
});

const address = () => `127.0.0.1:${(proxy.address() as AddressInfo).port}`;

/** Sends a call to SSM. Returns the code of the failure. */
async function asking(): Promise<unknown> {
  const client = await openClient(SSMClient, 'us-east-1', { maxAttempts: 1 });
  try {
    await client.send(new GetParametersCommand({ Names: ['/x'] }));
    return undefined;
  } catch (error) {
    return (error as { code?: unknown }).code;
  } finally {
    client.destroy();
  }
}

test.each([
  ['HTTPS_PROXY', () => `http://${address()}`],
  ['https_proxy', () => `http://${address()}`],
  ['HTTPS_PROXY', address],
])('the proxy that %s names is asked for the way to AWS, %s', async (name, value) => {
  process.env[name] = value();

  expect(await asking()).toMatch(/^Aws/);
  expect(asked).toEqual(['ssm.us-east-1.amazonaws.com:443']);
});

test('hosts in NO_PROXY are not requested from the proxy', async () => {
  process.env['HTTPS_PROXY'] = `http://${address()}`;
  process.env['NO_PROXY'] = '.amazonaws.com';

  expect(await asking()).toMatch(/^Aws/);
  expect(asked).toEqual([]);
});

test('the local AWS is reached directly', async () => {
  process.env['HTTPS_PROXY'] = `http://${address()}`;
  process.env['AWS_ENDPOINT_URL'] = 'http://127.0.0.1:1';

  expect(await asking()).toBe('AwsUnavailable');
  expect(asked).toEqual([]);
});
