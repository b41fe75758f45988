import { takenInTurn } from './taken-in-turn';

test('contenders run in turn, and the first run of each does not count', async () => {
  const order: string[] = [];
  let clock = 0;
  const taking = (name: string, first: number, later: number) => async () => {
    clock += order.includes(name) ? later : first;
    order.push(name);
  };

  const times = await takenInTurn(2, { a: taking('a', 100, 3), b: taking('b', 200, 5) }, () => clock);

  expect(order.join('')).toBe('ababab');
  expect(times).toEqual({ a: [3, 3], b: [5, 5] });
});

test('a contender that fails ends the measurement, because an incomplete run is no figure', async () => {
  const failing = () => Promise.reject(new Error('no output'));

  await expect(takenInTurn(1, { failing })).rejects.toThrow('no output');
});
