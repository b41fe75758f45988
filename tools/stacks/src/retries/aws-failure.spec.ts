import { describeError } from '@bulkhead/errors';
import { text } from 'node:stream/consumers';
import { GetParametersCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { withPlayedAws } from '../test-emulator';
import { AwsFailure } from './aws-failure';
import { type FailureFamily, familyOf, isOfCall } from './failure-family';
import { kindOfSdkError } from './failure-kind';
import { openClient } from './open-client';

const sdkError = (name: string, httpStatusCode = 400, message = name, over: object = {}) =>
  Object.assign(new Error(message), { name, $fault: 'client', $metadata: { httpStatusCode }, ...over });
const noCredentials = (message: string) =>
  Object.assign(new Error(message), { name: 'CredentialsProviderError' });
const nodeError = (code: string) => Object.assign(new Error(code), { code, syscall: 'connect' });

test.each<[FailureFamily, Error, operation?: string]>([
  ['denied', sdkError('AccessDeniedException')],
  ['denied', sdkError('UnauthorizedOperation', 403)],
  ['denied', sdkError('AuthorizationErrorException', 403)],
  ['denied', sdkError('403', 403)],
  ['expired', sdkError('ExpiredTokenException')],
  ['expired', sdkError('ExpiredToken', 403)],
  ['expired', sdkError('RequestExpired')],
  ['expired', noCredentials('The SSO session associated with this profile has expired.')],
  ['unknown', noCredentials('Could not load credentials from any providers')],
  ['unknown', sdkError('UnrecognizedClientException')],
  ['unknown', sdkError('InvalidClientTokenId', 403)],
  ['unknown', sdkError('AuthFailure', 401)],
  ['unknown', sdkError('SignatureDoesNotMatch', 403)],
  ['clock', sdkError('RequestTimeTooSkewed', 403)],
  ['clock', sdkError('InvalidSignatureException', 403, 'Signature expired: 20260101T000000Z is now earlier')],
  ['clock', sdkError('SignatureDoesNotMatch', 403, 'Signature not yet current: 2026')],
  ['throttled', sdkError('ThrottlingException')],
  ['throttled', sdkError('SlowDown', 503)],
  ['throttled', sdkError('RequestLimitExceeded', 503)],
  ['unavailable', sdkError('InternalError', 500)],
  ['unavailable', sdkError('ServiceUnavailable', 503)],
  ['unavailable', nodeError('ECONNRESET')],
  ['unavailable', nodeError('ECONNREFUSED')],
  ['unavailable', nodeError('ENOTFOUND')],
  ['untrusted', nodeError('CERT_HAS_EXPIRED')],
  ['untrusted', Object.assign(new Error('self-signed'), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' })],
  ['untrusted', Object.assign(new Error('of another'), { code: 'ERR_TLS_CERT_ALTNAME_INVALID' })],
  ['untrusted', nodeError('EPROTO')],
  ['unreadable', sdkError('Unknown', 302, 'UnknownError')],
  ['unreadable', sdkError('Unknown', 403, 'Unknown')],
  ['unreadable', sdkError('NotFound', 404, 'UnknownError')],
  ['denied', sdkError('Unknown', 403, 'UnknownError'), 'HeadBucket'],
  ['refused', sdkError('NotFound', 404, 'UnknownError'), 'HeadBucket'],
  ['refused', sdkError('NotFoundException', 400, 'UnknownError')],
  ['unavailable', Object.assign(new Error('too long'), { name: 'TimeoutError' })],
  ['unreadable', sdkError('SyntaxError', 200, 'Unexpected token <', { $fault: undefined, $response: {} })],
  ['unavailable', sdkError('SyntaxError', 502, 'Unexpected token <', { $fault: undefined, $response: {} })],
  ['refused', sdkError('ValidationException')],
  ['refused', sdkError('LimitExceededException')],
  ['refused', sdkError('NotImplemented', 501)],
])('%s: %s', (family, error, operation = 'GetParameters') => {
  expect([isOfCall(error), familyOf(error, operation)]).toEqual([true, family]);
});

test.each([new TypeError('x is not a function'), new RangeError('a defect')])(
  'a defect is no answer of AWS: %s',
  (error) => {
    expect(isOfCall(error)).toBe(false);
  },
);

const call = {
  client: 'SSM',
  operation: 'PutParameter',
  region: 'eu-west-1',
  input: { Name: '/bulkhead/qa/_lock/x' },
};
const arn = 'arn:aws:sts::123456789012:assumed-role/deployer/ada';

test.each<[string, string, string]>([
  [
    'whom, what and where',
    `User: ${arn} is not authorized to perform: ssm:PutParameter on resource: arn:aws:ssm:eu-west-1:123456789012:parameter/bulkhead/qa because no identity-based policy allows it`,
    `allow ssm:PutParameter on arn:aws:ssm:eu-west-1:123456789012:parameter/bulkhead/qa for ${arn}, then run the same command again`,
  ],
  [
    'the policy that denies it',
    `User: ${arn} is not authorized to perform: ssm:PutParameter with an explicit deny in a service control policy`,
    'have the service control policy changed that denies ssm:PutParameter, then run the same command again',
  ],
  [
    'what the call needs where AWS does not say it',
    'Access Denied',
    'allow ssm:PutParameter for the caller that "aws sts get-caller-identity" names, then run the same command again',
  ],
])('a call that is denied names %s', (_, message, next) => {
  expect(new AwsFailure(call, sdkError('AccessDeniedException', 400, message)).next).toBe(next);
});

test.each([
  ['a name that nobody knows', nodeError('ENOTFOUND'), 'its DNS, VPN and proxy'],
  ['a certificate', nodeError('CERT_HAS_EXPIRED'), 'NODE_EXTRA_CA_CERTS and AWS_CA_BUNDLE'],
  ['a proxy that sends elsewhere', sdkError('Unknown', 302, 'UnknownError'), 'such as a proxy'],
  ['a service that is down', nodeError('ECONNRESET'), 'health.aws.amazon.com'],
])('the next step for %s', (_, error, next) => {
  expect(new AwsFailure(call, error).next).toContain(next);
});

test('a certificate that nobody vouches for has a code of its own', () => {
  expect(new AwsFailure(call, nodeError('CERT_HAS_EXPIRED')).code).toBe('AwsUntrusted');
});

test('a failure is one text for people: purpose, service, region, call, answer, attempts, next step and code', () => {
  const error = sdkError('ThrottlingException', 400, 'Rate\n exceeded\u001b[31m');
  error.$metadata = { httpStatusCode: 400, attempts: 8 } as typeof error.$metadata;

  expect(describeError(new AwsFailure(call, error))).toBe(
    [
      'Bulkhead could not write who works on a stack: SSM in eu-west-1 throttled PutParameter: ThrottlingException: Rate exceeded [31m (8 attempts)',
      '  next: run the same command again when less is going on in the account',
      '  (AwsThrottled)',
    ].join('\n'),
  );
});

test('the answer of AWS is cut', () => {
  const { message } = new AwsFailure(call, sdkError('ValidationException', 400, 'x'.repeat(1_000_000)));

  expect(message.length).toBeLessThan(1_300);
});

test.each([
  Object.assign(new Error('ENOENT'), { code: 'ENOENT', syscall: 'open', path: '/gone/token' }),
  Object.assign(new Error('ENOENT'), { code: 'ENOENT', syscall: 'spawn vault', path: 'vault' }),
])('a missing file or program of this machine is no answer of AWS: %o', (error) => {
  expect(isOfCall(error)).toBe(false);
});

describe('a client', () => {
  let answer: [status: number, body: string] = [200, '{}'];
  withPlayedAws(async (request, response) => {
    await text(request);
    response.writeHead(answer[0], { 'content-type': 'application/x-amz-json-1.1' }).end(answer[1]);
  });
  const sending = async (signal?: AbortSignal): Promise<unknown> => {
    const client = await openClient(SSMClient, 'eu-west-1');
    return client
      .send(new PutParameterCommand({ Name: '/a', Value: 'b' }), { abortSignal: signal })
      .catch((error: unknown) => error)
      .finally(() => client.destroy());
  };

  test('keeps what callers look for: name, status, fields, and the error of the SDK as the cause', async () => {
    answer = [400, JSON.stringify({ __type: 'ParameterAlreadyExists', message: 'It exists.' })];
    const error = await sending();

    expect(error).toMatchObject({
      name: 'ParameterAlreadyExists',
      code: 'AwsRefused',
      $fault: 'client',
      $metadata: { httpStatusCode: 400 },
      cause: expect.objectContaining({ name: 'ParameterAlreadyExists', message: 'It exists.' }),
    });
    expect((error as Error).message).toContain('It exists.');
    expect(kindOfSdkError(error)).toBe('permanent');
  });

  test('passes on errors that are no answer of AWS unchanged', async () => {
    const aborted = await sending(AbortSignal.abort());
    expect(aborted).toMatchObject({ name: 'AbortError' });
    expect(aborted).not.toBeInstanceOf(AwsFailure);

    const client = await openClient(SSMClient, 'eu-west-1');
    const defect = new TypeError('x is undefined');
    client.middlewareStack.add(() => () => Promise.reject(defect), { step: 'build' });
    await expect(client.send(new GetParametersCommand({ Names: [] }))).rejects.toBe(defect);
  });

  test('shows the start of an answer that is not one of AWS', async () => {
    answer = [200, `<p>${'Sign in '.repeat(100)}</p>`];
    const { message } = (await sending()) as Error;

    expect(message).toMatch(/does not come from AWS: HTTP 200: "<p>Sign in Sign in .*…"$/);
    expect(message).not.toContain('hidden field');
  });
});
