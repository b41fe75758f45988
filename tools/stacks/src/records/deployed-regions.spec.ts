import { lookAtRegion, parseRegions } from './deployed-regions';

afterEach(() => jest.useRealTimers());

test('a region that does not answer is given up after a few seconds', async () => {
  jest.useFakeTimers();
  let given: AbortSignal | undefined;
  const list = (_: string, signal?: AbortSignal) => {
    given = signal;
    return new Promise<never>(() => undefined);
  };
  const looking = lookAtRegion('qa', 'eu-west-1', { list });
  await jest.advanceTimersByTimeAsync(3_000);

  expect(await looking).toEqual({ region: 'eu-west-1', reason: 'no answer within 3 s' });
  expect(given?.aborted).toBe(true);
});

test('the records of a region are returned with its name', async () => {
  const texts = new Map([['/bulkhead/qa/_record/dr/network/vpc', '{}']]);

  expect(await lookAtRegion('qa', 'eu-west-1', { list: async () => texts })).toEqual({
    region: 'eu-west-1',
    texts,
  });
});

test.each([
  ['["us-east-1","eu-west-1"]', ['us-east-1', 'eu-west-1']],
  ['["us-east-1"', []],
  ['{"us-east-1":1}', []],
])('%s names the regions %j', (text, regions) => {
  expect(parseRegions(text)).toEqual(regions);
});
