import { Refusal } from '@bulkhead/errors';
import { testInstance } from '../workspace/test-instances';
import { type DeployRecord } from './record';
import { testRecord, testRecords } from './test-records';
import { unrecordedReaders } from './unrecorded-readers';

const service = testInstance('app-platform/service@primary');
const configuration = { options: { environment: 'qa' } };

/** What is known of the service as a reader. */
const told = (keeps: boolean, now?: DeployRecord | Refusal, records = testRecords()) => {
  const found = testRecords();
  if (now instanceof Refusal) found.unreadable.set(service, now);
  else if (now) found.set(service, now);
  return unrecordedReaders(configuration, [service], {
    records,
    agreement: { keeps: async () => keeps },
    state: { record: async () => found },
  });
};

test('a stack that stands without a record may read everything, and says how to find out', async () => {
  expect(await told(true)).toEqual([
    {
      id: service.id,
      app: 'app-platform',
      region: 'us-east-1',
      record: expect.objectContaining({
        code: 'UnrecordedStack',
        next: 'npx nx run app-platform:recover -c qa --stack=service --role=primary',
      }),
    },
  ]);
});

test('a stack that does not stand reads nothing', async () => {
  expect(await told(false)).toEqual([]);
});

test('a stack that was deployed since the run began is known', async () => {
  const record = testRecord({ consumed: { '/a': 'x' } });
  const refusal = new Refusal('UnreadableRecord', 'It is cut off.');

  expect(await told(true, record)).toMatchObject([{ record }]);
  expect(await told(true, refusal)).toMatchObject([{ record: refusal }]);
});

test('a stack that had a record when the run began is known by others', async () => {
  const unreadable = testRecords();
  unreadable.unreadable.set(service, new Refusal('UnreadableRecord', 'It is cut off.'));

  expect(await told(true, undefined, testRecords([service, testRecord()]))).toEqual([]);
  expect(await told(true, undefined, unreadable)).toEqual([]);
});
