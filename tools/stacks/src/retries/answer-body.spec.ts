import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { bodyOf, wholeBody } from './answer-body';

/** A body that brings the given bytes every 20 ms and never ends. */
function trickling(bytes: number): Readable {
  const body = new Readable({ read: () => undefined });
  const timer = setInterval(() => body.push(Buffer.alloc(bytes)), 20);
  return body.on('close', () => clearInterval(timer));
}

test('a body has all its bytes, in whatever pieces they came', async () => {
  expect(await wholeBody(Readable.from([Buffer.from('a'), Buffer.from('bc')]), 1_000)).toEqual(
    Buffer.from('abc'),
  );
  expect(await wholeBody(new Uint8Array([1]), 1_000)).toEqual(Buffer.from([1]));
  expect(await wholeBody(undefined, 1_000)).toEqual(Buffer.alloc(0));
});

test.each([
  ['stops', 0],
  ['trickles', 1],
])('a body that %s ends like a request without an answer', async (_, bytes) => {
  const body = trickling(bytes);

  await expect(wholeBody(body, 200)).rejects.toMatchObject({ name: 'TimeoutError' });
  expect(body.destroyed).toBe(true);
});

test('a large body may take longer than that, as long as it keeps coming', async () => {
  const body = trickling(40_000);
  setTimeout(() => body.push(null), 600);

  expect((await wholeBody(body, 200)).length).toBeGreaterThan(400_000);
});

test.each<[string, Error | undefined]>([
  ['is lost', Object.assign(new Error('aborted'), { code: 'ECONNRESET' })],
  ['is closed without a word', undefined],
])('a connection that %s during the body breaks like a reset one', async (_, error) => {
  const body = trickling(1);
  setTimeout(() => body.destroy(error), 50);

  await expect(wholeBody(body, 1_000)).rejects.toMatchObject({ code: 'ECONNRESET' });
});

test.each(['', 'state'])('%j is a stream again', async (text) => {
  expect((await buffer(bodyOf(Buffer.from(text)))).toString()).toBe(text);
});
