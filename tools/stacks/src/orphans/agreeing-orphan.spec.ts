import { Refusal } from '@bulkhead/errors';
import { refusalOf } from '../records/known-records';
import { type StateAgreement } from '../records/state-agreement';
import { AwsFailure } from '../retries/aws-failure';
import { testInstance } from '../workspace/test-instances';
import { requireAgreement } from './agreeing-orphan';

const orphan = testInstance('network/old@primary');
const call = { client: 'S3', operation: 'ListObjectsV2', region: 'us-east-1', input: {} };
const throttled = new AwsFailure(call, Object.assign(new Error('slow'), { name: 'SlowDown' }));

test.each([
  [
    'a state that disagrees needs the stack in the configuration',
    new Refusal('StateMismatch', 'Two states.', { next: 'npx nx run network:recover' }),
    'put network/old@primary back into the configuration, then npx nx run network:recover',
  ],
  ['what AWS does not tell needs AWS alone', refusalOf(throttled, orphan.id), throttled.next],
])('%s', async (_, refusal, next) => {
  const agreement = { require: async () => Promise.reject(refusal) } as Partial<StateAgreement>;

  await expect(requireAgreement(agreement as StateAgreement, orphan, undefined)).rejects.toMatchObject({
    code: refusal.code,
    next,
  });
});
