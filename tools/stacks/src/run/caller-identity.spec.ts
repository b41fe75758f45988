import { text } from 'node:stream/consumers';
import { describeError } from '@bulkhead/errors';
import { withPlayedAws } from '../test-emulator';
import { callerIdentity } from './caller-identity';

jest.mock('../retries/budgeted-retry-strategy', () => jest.requireActual('../retries/test-single-attempt'));

type Answer = 'fine' | 'away' | 'hangs' | 'expired' | 'garbled' | 'empty';
const asked: string[] = [];
let answers: Readonly<Record<string, Answer>> = {};

const xml: Readonly<Record<Exclude<Answer, 'away' | 'hangs'>, [status: number, body: string]>> = {
  fine: [
    200,
    '<GetCallerIdentityResponse><GetCallerIdentityResult><Account>123456789012</Account><Arn>arn:ada</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>',
  ],
  expired: [
    403,
    '<ErrorResponse><Error><Code>ExpiredToken</Code><Message>The security token is expired</Message></Error></ErrorResponse>',
  ],
  garbled: [200, '<html><body>Sign in</body></html>'],
  empty: [200, '<GetCallerIdentityResponse/>'],
};

withPlayedAws(async (request, response) => {
  const [, region = ''] = /\/([^/]+)\/sts\//.exec(request.headers.authorization ?? '') ?? [];
  asked.push(region);
  await text(request);
  const answer = answers[region] ?? 'away';
  if (answer === 'hangs') return;
  if (answer === 'away') return void request.socket.destroy();
  const [status, body] = xml[answer];
  response.writeHead(status, { 'content-type': 'text/xml' }).end(body);
});
beforeEach(() => (asked.length = 0));

const [one, other] = ['us-east-1', 'us-west-2'];
const identity = { account: '123456789012', caller: 'arn:ada' };

test('one region that answers is enough, and no other is asked', async () => {
  answers = { [one]: 'fine', [other]: 'fine' };

  expect(await callerIdentity([one, other])).toEqual(identity);
  expect(asked).toEqual([one]);
});

test.each<Answer>(['away', 'hangs', 'expired', 'garbled', 'empty'])(
  'a useless region (%s) does not keep the run from a useful one',
  async (answer) => {
    answers = { [one]: answer, [other]: 'fine' };

    expect(await callerIdentity([one, other])).toEqual(identity);
    expect(asked).toEqual([one, other]);
  },
);

test.each<[Answer, string, string]>([
  ['away', 'AwsUnavailable', 'STS in us-east-1 did not answer GetCallerIdentity'],
  ['expired', 'ExpiredCredentials', 'the credentials for GetCallerIdentity of STS in us-east-1 have expired'],
  ['garbled', 'AwsUnreadable', 'the answer to GetCallerIdentity of STS in us-east-1 does not come from AWS'],
  ['empty', 'AwsUnreadable', 'STS in us-east-1 did not say in which account you are'],
])('if none is useful (%s), the error is that of the first', async (answer, code, message) => {
  answers = { [one]: answer, [other]: 'away' };
  const error: unknown = await callerIdentity([one, other]).catch((thrown: unknown) => thrown);

  expect(error).toMatchObject({ code, message: expect.stringContaining(message), next: expect.anything() });
  expect(describeError(error)).not.toMatch(/undefined|\n\s+at /);
});
