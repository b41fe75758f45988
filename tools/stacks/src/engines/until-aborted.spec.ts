import { getEventListeners } from 'node:events';
import { untilAborted } from './until-aborted';

const never = () => new Promise<never>(() => undefined);

test('work that ends in time gives its result', async () => {
  expect(await untilAborted(new AbortController().signal, async () => 7)).toBe(7);
});

test('work that fails gives its error', async () => {
  const fails = () => Promise.reject(new Error('no'));

  await expect(untilAborted(new AbortController().signal, fails)).rejects.toThrow('no');
});

test("if the signal is aborted, endless work ends with the signal's reason", async () => {
  const controller = new AbortController();
  const waiting = untilAborted(controller.signal, never);
  controller.abort(new Error('the deadline has passed'));

  await expect(waiting).rejects.toThrow('the deadline has passed');
});

test('work does not start after the signal was aborted', async () => {
  let begun = false;

  await expect(
    untilAborted(AbortSignal.abort(new Error('too late')), async () => (begun = true)),
  ).rejects.toThrow('too late');
  expect(begun).toBe(false);
});

test.each([
  ['ended', async () => 7],
  ['failed', () => Promise.reject(new Error('no'))],
])('nothing listens to the signal any more once the work has %s', async (_, work) => {
  const { signal } = new AbortController();
  await untilAborted(signal, work as () => Promise<number>).catch(() => undefined);

  expect(getEventListeners(signal, 'abort')).toEqual([]);
});
