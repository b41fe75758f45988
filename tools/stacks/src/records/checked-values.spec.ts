import { AwsFailure } from '../retries/aws-failure';
import { testInstance } from '../workspace/test-instances';
import { checkedValues, requireChecked } from './checked-values';
import { KnownRecords } from './known-records';
import { testRecord } from './test-records';

const instance = testInstance('app/main@dr');
const [own, east, west] = ['/own', 'us-east-1:/east', 'us-west-1:/west'];

const awayIn = (region: string) =>
  new AwsFailure(
    { client: 'SSM', operation: 'GetParameters', region, input: { Names: ['/bulkhead/qa/network/id'] } },
    Object.assign(new Error('reset'), { code: 'ECONNRESET', syscall: 'read' }),
  );

/** Reads values, each equal to its own name, from regions that are not away. */
const reading =
  (asked: string[], ...away: string[]) =>
  async (_: unknown, keys: readonly string[]) => {
    asked.push(...keys);
    for (const region of away)
      if (keys.some((key) => key.startsWith(region) || (region === instance.region && !key.includes(':'))))
        throw awayIn(region);
    return new Map(keys.map((key) => [key, `now ${key}`]));
  };

const recordsWith = (consumed: Record<string, string>) => {
  const records = new KnownRecords();
  records.set(instance, testRecord({ consumed }));
  return records;
};

test('values of regions that answer are the present ones', async () => {
  const found = await checkedValues(instance, [own, east], recordsWith({}), reading([]));

  expect(found).toEqual({ values: new Map([own, east].map((key) => [key, `now ${key}`])) });
});

test('values of a region that does not answer are the deployed ones, and nobody asks there again', async () => {
  const records = recordsWith({ [east]: 'then east', [west]: 'then west' });
  const asked: string[] = [];
  const read = reading(asked, 'us-east-1');
  const { values, unchecked } = await checkedValues(instance, [own, east, west], records, read);

  expect(values).toEqual(
    new Map([
      [own, `now ${own}`],
      [east, 'then east'],
      [west, `now ${west}`],
    ]),
  );
  expect(unchecked).toMatchObject({ keys: [east], failure: { region: 'us-east-1' } });
  expect(() => requireChecked(instance, unchecked)).toThrow(/Nothing of app\/main@dr was touched/);
  await checkedValues(instance, [east], records, read);
  expect(asked.filter((key) => key === east)).toHaveLength(1);
});

test('a stack that was never deployed with such a value is refused', async () => {
  await expect(
    checkedValues(instance, [east], recordsWith({}), reading([], 'us-east-1')),
  ).rejects.toMatchObject({ code: 'AwsUnavailable', message: expect.stringContaining('app/main@dr') });
});

test.each<[string, Error]>([
  ['the own region does not answer', awayIn(instance.region)],
  ['the code has a defect', new TypeError('x is undefined')],
])('no value counts as known if %s', async (_, error) => {
  const read = () => Promise.reject(error);

  await expect(checkedValues(instance, [own], recordsWith({ [own]: 'then' }), read)).rejects.toBe(error);
});
