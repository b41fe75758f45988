import { createServer, request, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { SSMClient } from '@aws-sdk/client-ssm';
import { listen, withEmulator } from '../test-emulator';
import { ParameterStore } from './parameter-store';

/** The calls that reached the emulator, in order: the SSM operation, and the number of names. */
let calls: string[] = [];
let counter: Server;

/** Passes requests on to the emulator and notes them. */
function countingProxy(endpoint: string): Server {
  return createServer(async (incoming, outgoing) => {
    const { method, headers, url = '/' } = incoming;
    const body = await text(incoming);
    const { Names = [] } = JSON.parse(body) as { Names?: string[] };
    calls.push(`${String(headers['x-amz-target']).replace(/^.*\./, '')} ${Names.length}`);
    request(new URL(url, endpoint), { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(outgoing);
    }).end(body);
  });
}

withEmulator(async (endpoint) => {
  counter = countingProxy(endpoint);
  return `http://127.0.0.1:${await listen(counter)}`;
});
afterAll(() => {
  counter?.closeAllConnections();
  counter?.close();
});

beforeEach(() => {
  calls = [];
});

const names = Array.from({ length: 23 }, (_, index) => `/batch/${index}`);

test('23 parameters are read in 3 calls, and each name once', async () => {
  const store = new ParameterStore('us-east-1');
  // One after the other: on a busy machine the local AWS takes longer for all at once than a call may take.
  for (const name of names) await store.write(name, `value of ${name}`, 'A value');
  calls = [];

  expect(await store.read([...names, ...names])).toEqual(
    new Map(names.map((name) => [name, `value of ${name}`])),
  );
  expect(calls.sort()).toEqual(['GetParameters 10', 'GetParameters 10', 'GetParameters 3']);
});

test('a name without a parameter is not in the result', async () => {
  const store = new ParameterStore('us-east-1');
  await store.write('/read/there', '1', 'There');

  expect(await store.read(['/read/not-there', '/read/there'])).toEqual(new Map([['/read/there', '1']]));
});

test('reading nothing makes no call', async () => {
  expect(await new ParameterStore('us-east-1').read([])).toEqual(new Map());
  expect(calls).toEqual([]);
});

test('a value is replaced', async () => {
  const store = new ParameterStore('us-east-1');
  await store.write('/write/a', '1', 'A');
  await store.write('/write/a', '2', 'A');

  expect((await store.read(['/write/a'])).get('/write/a')).toBe('2');
});

test('a value over 4 KB can be written', async () => {
  const store = new ParameterStore('us-east-1');
  const value = 'x'.repeat(5_000);
  await store.write('/write/large', value, 'Large');

  expect((await store.read(['/write/large'])).get('/write/large')).toBe(value);
});

test('a deleted parameter is gone, and deleting a missing one is fine', async () => {
  const store = new ParameterStore('us-east-1');
  await store.write('/delete/a', '1', 'A');
  await store.write('/delete/b', '1', 'B');
  await store.delete(['/delete/a', '/delete/none']);

  expect([...(await store.read(['/delete/a', '/delete/b'])).keys()]).toEqual(['/delete/b']);
  await expect(store.delete(['/delete/a'])).resolves.toBeUndefined();
  await expect(store.delete([])).resolves.toBeUndefined();
  expect(calls).toContain('DeleteParameters 2');
});

test('earlier values of a parameter are listed, the newest first, until it is deleted', async () => {
  const store = new ParameterStore('us-east-1');
  const values = names.flatMap((name) => [name, `${name} again`, `${name} once more`]);
  for (const value of values) await store.write('/history/a', value, 'A');
  const history = await store.history('/history/a');

  expect(history.map(({ value }) => value)).toEqual([...values].reverse());
  expect(history[0]).toMatchObject({ version: values.length, at: expect.stringMatching(/^\d{4}-.*Z$/) });
  await store.delete(['/history/a']);
  expect(await store.history('/history/a')).toEqual([]);
});

test('if several create a parameter, one succeeds, and its value stays', async () => {
  const store = new ParameterStore('us-east-1');
  const created = await Promise.all(['1', '2'].map((value) => store.create('/create/a', value, 'A')));

  expect([...created].sort()).toEqual([false, true]);
  expect((await store.read(['/create/a'])).get('/create/a')).toBe(created[0] ? '1' : '2');
});

test('a call that AWS denies means neither that a parameter exists nor that it is missing', async () => {
  const store = new ParameterStore('us-east-1');
  const denied = new Error('You are not authorized.');
  const send = jest.spyOn(SSMClient.prototype, 'send').mockImplementation(() => Promise.reject(denied));

  await expect(store.create('/create/b', '1', 'B')).rejects.toBe(denied);
  await expect(store.history('/create/b')).rejects.toBe(denied);
  send.mockRestore();
});

test('everything below a path is listed, however deep and however much, and nothing beside it', async () => {
  const store = new ParameterStore('us-east-1');
  const values = new Map(names.map((name) => [`/list/a/deep${name}`, name]));
  await Promise.all([...values].map(([name, value]) => store.write(name, value, 'A')));
  await store.write('/list/ab', 'beside', 'A');
  calls = [];

  expect(await store.list('/list/a')).toEqual(values);
  expect(calls).toEqual(Array.from({ length: 3 }, () => 'GetParametersByPath 0'));
  expect(await store.list('/list/none')).toEqual(new Map());
});

test('a listing that nobody waits for any longer ends', async () => {
  const store = new ParameterStore('us-east-1');

  await expect(store.list('/list/a', AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
  expect(calls).toEqual([]);
});

test('a store belongs to one region', async () => {
  await new ParameterStore('us-east-1').write('/region/a', 'east', 'A');

  expect(await new ParameterStore('us-west-2').read(['/region/a'])).toEqual(new Map());
});
