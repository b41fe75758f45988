import { text } from 'node:stream/consumers';
import { testRun } from '../actions/test-world';
import { withPlayedAws } from '../test-emulator';
import { testInstance } from '../workspace/test-instances';
import { DeployedState } from './deployed-state';
import { recordPath } from './record';
import { recordText } from './record-text';
import { testRecord } from './test-records';

jest.mock('../retries/budgeted-retry-strategy', () => jest.requireActual('../retries/test-single-attempt'));

const primary = testInstance('network/main@primary');
const inDr = testInstance('network/main@dr');

type Fault = 'refused' | 'reset' | 'denied' | 'expired' | 'throttled' | 'garbled';
/** By name of the region. */
let faults: Readonly<Record<string, Fault>> = {};

const told: Readonly<Record<Exclude<Fault, 'reset' | 'garbled'>, [status: number, code: string]>> = {
  refused: [503, 'ServiceUnavailable'],
  denied: [400, 'AccessDeniedException'],
  expired: [400, 'ExpiredTokenException'],
  throttled: [400, 'ThrottlingException'],
};

withPlayedAws(async (request, response) => {
  const [, region = ''] = /\/([^/]+)\/ssm\//.exec(request.headers.authorization ?? '') ?? [];
  await text(request);
  response.setHeader('content-type', 'application/x-amz-json-1.1');
  const fault = faults[region];
  if (fault === 'reset') return void request.socket.resetAndDestroy();
  if (fault === 'garbled') return void response.end('<html><body>Sign in</body></html>');
  if (fault) {
    response.statusCode = told[fault][0];
    return void response.end(JSON.stringify({ __type: told[fault][1], message: 'Not now' }));
  }
  const { role, app, stack } = inDr;
  const { head } = recordText(testRecord({ of: { environment: 'qa', role, app, stack } }));
  response.end(JSON.stringify({ Parameters: [{ Name: recordPath('qa', inDr), Value: head }] }));
});

/** Besides the records, the run reads a value. */
const read = () =>
  new DeployedState(testRun([primary, inDr]).run).readAhead([primary, inDr], () => [
    '/bulkhead/qa/network/id',
  ]);

test.each<[Fault, string]>([
  ['refused', 'AwsUnavailable'],
  ['reset', 'AwsUnavailable'],
  ['denied', 'AwsDenied'],
  ['expired', 'ExpiredCredentials'],
  ['throttled', 'AwsThrottled'],
  ['garbled', 'AwsUnreadable'],
])(
  'a region that is %s is lost to its stacks, and the records of the other are known',
  async (fault, code) => {
    faults = { 'us-east-1': fault };
    const records = await read();

    expect(records.of(inDr)).toMatchObject({ outcome: 'deployed' });
    expect([...records.lost.keys()]).toEqual(['us-east-1']);
    expect(records.unreadable.get(primary)).toMatchObject({
      code,
      message: expect.stringMatching(
        /^Bulkhead could not read what is recorded of the stacks: .*SSM in us-east-1.*Nothing of network\/main@primary was touched\.$/,
      ),
    });
    expect(records.away).toEqual([{ region: 'us-east-1', reason: expect.stringContaining('us-east-1') }]);
  },
);

test('if no region can be read, the first gives the reason', async () => {
  faults = { 'us-east-1': 'denied', 'us-west-2': 'reset' };

  await expect(read()).rejects.toMatchObject({ code: 'AwsDenied', region: 'us-east-1' });
});
