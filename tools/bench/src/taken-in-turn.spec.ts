import { takenInTurn } from './taken-in-turn';

test('contenders run in turn, and the first run of each does not count', async () => {
  const order: string[] = [];
  let clock = 0;
  const taking = (name: string, first: number, later: number) => async () => {
    clock += order.includes(name) ? later : first;
    order.push(name);
  };

  const peaks = [70, undefined];
  const peakOf = async (work: () => Promise<void>) => {
    await work();
    return peaks.shift();
  };

  const taken = await takenInTurn(2, { a: taking('a', 100, 3), b: taking('b', 200, 5) }, () => clock, peakOf);

  expect(order.join('')).toBe('ababab');
  expect(taken).toEqual({ a: { times: [3, 3], peakMiB: 70 }, b: { times: [5, 5] } });
});

test('a contender that fails ends the measurement, because an incomplete run is no figure', async () => {
  const failing = () => Promise.reject(new Error('no output'));

  await expect(takenInTurn(1, { failing })).rejects.toThrow('no output');
});
