import { Refusal } from '@bulkhead/errors';
import { testRun } from '../actions/test-world';
import { KnownRecords } from '../records/known-records';
import { AwsFailure } from '../retries/aws-failure';
import { testInstance } from '../workspace/test-instances';
import { enterUnrecorded } from './unrecorded-stacks';

const instances = [testInstance('network/main@primary'), testInstance('network/main@dr')];

const failure = (name: string, httpStatusCode: number) =>
  new AwsFailure(
    { client: 'S3', operation: 'ListObjectsV2', region: 'us-east-1', input: {} },
    Object.assign(new Error(name), { name, $fault: 'client', $metadata: { httpStatusCode } }),
  );

/** The answer of the primary region to a caller that lists the stacks of its engines. */
async function entering(error: Error, onError: 'note' | 'throw'): Promise<KnownRecords> {
  const records = new KnownRecords();
  for (const { region } of instances) records.noted.set(region, []);
  const agreement = {
    unknownIn: async (region: string) => {
      if (region === 'us-east-1') throw error;
      return [];
    },
  };
  await enterUnrecorded(testRun(instances).run, records, agreement as never, onError);
  return records;
}

test('a guard goes on without a region that does not answer, and the region is lost to the run', async () => {
  const records = await entering(failure('ServiceUnavailable', 503), 'throw');

  expect([...records.lost.keys()]).toEqual(['us-east-1']);
  expect([...records.unreadable.keys()]).toEqual([instances[0]]);
});

test('a guard that may not look refuses everything, with the answer of AWS', async () => {
  await expect(entering(failure('AccessDenied', 403), 'throw')).rejects.toMatchObject({
    code: 'UnlistedStacks',
    message: expect.stringContaining('S3 in us-east-1 denied ListObjectsV2'),
  });
});

test.each([
  ['expired credentials', 'ExpiredTokenException', 'ExpiredCredentials', 'aws sso login'],
  ['a wrong clock', 'RequestTimeTooSkewed', 'WrongClock', 'set the clock of this machine'],
  ['throttling', 'ThrottlingException', 'AwsThrottled', 'when less is going on in the account'],
])('a guard that meets %s refuses everything, with the remedy', async (_, name, code, next) => {
  const entered = entering(failure(name, 400), 'throw');

  await expect(entered).rejects.toBeInstanceOf(Refusal);
  await expect(entered).rejects.toMatchObject({
    code,
    message: expect.stringMatching(/^In us-east-1, what Terraform keeps was not told: .*Nothing was touched/),
    next: expect.stringContaining(next),
  });
});

test.each([
  ['does not answer', failure('ServiceUnavailable', 503)],
  ['may not be looked at', failure('AccessDenied', 403)],
])('if nothing is destroyed, a region that %s is noted', async (_, error) => {
  const records = await entering(error, 'note');

  expect(records.away).toEqual([{ region: 'us-east-1', reason: expect.stringContaining('Terraform keeps') }]);
  expect(records.lost.size).toBe(0);
});
