import { readdirSync, readFileSync } from 'node:fs';
import { type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describeError } from '@bulkhead/errors';
import { withPlayedAws } from '../test-emulator';
import { callRow, knownCalls, serviceName } from './aws-calls';
import { AwsFailure } from './aws-failure';
import { openClient } from './open-client';

jest.mock('./budgeted-retry-strategy', () => jest.requireActual('./test-single-attempt'));

const sources = join(__dirname, '..');

interface Call {
  /** Such as `client-ssm`. */
  readonly sdk: string;
  readonly operation: string;
}

type Sdk = Readonly<Record<string, new (input: object) => never>>;
const sdkOf = (name: string) => jest.requireActual<Sdk>(`@aws-sdk/${name}`);

/** Every call in each source: the commands and paginators that a file uses, of the packages that it imports. */
function callsByFile(): (Call & { readonly file: string })[] {
  const files = readdirSync(sources, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !/\.spec\.ts$|(^|\/)test-/.test(file),
  );
  return files.flatMap((file) => {
    const source = readFileSync(join(sources, file), 'utf8');
    const packages = [...source.matchAll(/@aws-sdk\/(client-[\w-]+)/g)].map(([, name = '']) => name);
    const commands = [...source.matchAll(/\b([A-Z]\w+)Command\b(?!Input|Output)/g)];
    const pages = [...source.matchAll(/\bpaginate([A-Z]\w+)/g)];
    return [...commands, ...pages].flatMap(([, operation = '']) =>
      [...new Set(packages)]
        .filter((sdk) => `${operation}Command` in sdkOf(sdk))
        .map((sdk) => ({ sdk, operation, file })),
    );
  });
}

/** Every call of the sources, each once. */
function callsOfSources(): Call[] {
  const found = callsByFile().map(
    ({ sdk, operation }) => [`${sdk} ${operation}`, { sdk, operation }] as const,
  );
  return [...new Map(found).values()];
}

/** Name of the client class of a package, without its end. */
const clientOf = (sdk: string) =>
  Object.keys(sdkOf(sdk))
    .find((name) => /^[A-Z]\w+Client$/.test(name))
    ?.replace(/Client$/, '') ?? '';

const calls = callsOfSources().map((call) => ({ ...call, client: clientOf(call.sdk) }));

test('every call of the sources has a row with its purpose, and no other call has', () => {
  expect(calls.length).toBeGreaterThan(100);
  expect(calls.map(({ client, operation }) => `${client} ${operation}`).sort()).toEqual(knownCalls().sort());
});

test('a call with two uses has a purpose that fits both', () => {
  const roomsOf = new Map<string, Set<string>>();
  for (const { sdk, operation, file } of callsByFile()) {
    const [room = ''] = file.split(/[\\/]/);
    const key = `${clientOf(sdk)} ${operation}`;
    roomsOf.set(key, (roomsOf.get(key) ?? new Set()).add(room));
  }
  const shared = [...roomsOf].filter(([, rooms]) => rooms.size > 1).map(([key]) => key);
  const ofOneUse = shared.filter((key) => {
    const [client = '', operation = ''] = key.split(' ');
    return /by hand|before a deploy begins|--remove/.test(callRow(client, operation, {})?.purpose ?? '');
  });

  expect(shared).toEqual(
    expect.arrayContaining(['RDS DescribeDBInstances', 'EC2 DescribeSubnets', 'S3 GetBucketPolicy']),
  );
  expect(ofOneUse).toEqual([]);
});

/** Input that is enough for every call. */
const input = {
  Bucket: 'bucket',
  Key: 'key',
  Body: 'body',
  CopySource: 'bucket/key',
  Delete: { Objects: [{ Key: 'key' }] },
  FunctionName: 'function',
  UUID: 'uuid',
  StatementId: 'statement',
  BackupPlanId: 'plan',
  SelectionId: 'selection',
  BackupVaultName: 'vault',
  FileSystemId: 'fs-1',
  AccessPointId: 'fsap-1',
  MountTargetId: 'fsmt-1',
  HostedZoneId: 'Z1',
  ChangeBatch: { Changes: [] },
  Id: 'id',
  QueueUrl: 'https://sqs.us-east-1.amazonaws.com/123456789012/queue',
};

type Fault = 'denied' | 'expired' | 'throttled' | 'garbled' | 'cut';
let fault: Fault;

const arn = 'arn:aws:iam::123456789012:user/ada';
const told: Readonly<Record<'denied' | 'expired' | 'throttled', [number, string, string]>> = {
  denied: [403, 'AccessDenied', `User: ${arn} is not authorized to perform it`],
  expired: [400, 'ExpiredToken', 'The security token included in the request is expired'],
  throttled: [400, 'Throttling', 'Rate exceeded'],
};

/** An error in the protocol of the service. */
function errorText(request: IncomingMessage, service: string, code: string, message: string) {
  const error = `<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  if (service === 's3') return { type: 'application/xml', body: error };
  if (service === 'ec2')
    return {
      type: 'text/xml',
      body: `<Response><Errors>${error}</Errors><RequestID>r</RequestID></Response>`,
    };
  const isQuery = request.headers['content-type']?.includes('x-www-form-urlencoded');
  if (isQuery || ['route53', 'cloudfront'].includes(service))
    return { type: 'text/xml', body: `<ErrorResponse>${error}<RequestId>r</RequestId></ErrorResponse>` };
  return { type: 'application/json', body: JSON.stringify({ __type: code, code, message }) };
}

withPlayedAws(async (request, response) => {
  const [, service = ''] =
    /Credential=[^/]+\/\d+\/[\w-]+\/([\w-]+)\//.exec(request.headers.authorization ?? '') ?? [];
  await text(request);
  if (fault === 'cut') return void request.socket.destroy();
  if (fault === 'garbled') {
    response.setHeader('content-type', 'text/html');
    return void response.end(
      '<!DOCTYPE html><html><head><title>Sign in</title></head><body>Hotel</body></html>',
    );
  }
  const [status, code, message] = told[fault];
  const { type, body } = errorText(request, service, code, message);
  response.writeHead(status, { 'content-type': type, 'x-amzn-errortype': code });
  response.end(request.method === 'HEAD' ? undefined : body);
});

const codes: Readonly<Record<Fault, string>> = {
  denied: 'AwsDenied',
  expired: 'ExpiredCredentials',
  throttled: 'AwsThrottled',
  garbled: 'AwsUnreadable',
  cut: 'AwsUnavailable',
};

/** The answer to a HEAD has no body, so it has nothing but a status. */
const headCodes: Partial<Record<Fault, string | undefined>> = {
  expired: 'AwsRefused',
  throttled: 'AwsRefused',
  garbled: undefined,
};

async function failureOf({ sdk, client, operation }: (typeof calls)[number]): Promise<unknown> {
  const lib = sdkOf(sdk);
  const opened = await openClient(lib[`${client}Client`] as never, 'eu-west-1', {
    ...(client === 'S3' && { forcePathStyle: true }),
    ...(client === 'SQS' && { useQueueUrlAsEndpoint: false }),
  } as never);
  const { send, destroy } = opened as unknown as {
    send: (command: object) => Promise<unknown>;
    destroy: () => void;
  };
  try {
    await send.call(opened, new (lib[`${operation}Command`] as Sdk[string])(input));
    return undefined;
  } catch (error) {
    return error;
  } finally {
    destroy.call(opened);
  }
}

describe.each<Fault>(['denied', 'expired', 'throttled', 'garbled', 'cut'])('a call that is %s', (given) => {
  test.each(calls)('$client $operation says its purpose, the region, and what to do', async (call) => {
    fault = given;
    const { client, operation } = call;
    const code = operation.startsWith('Head') && given in headCodes ? headCodes[given] : codes[given];
    const error = await failureOf(call);
    if (code === undefined) return expect(error).toBeUndefined();

    expect(error).toBeInstanceOf(AwsFailure);
    const { message, next = '' } = error as AwsFailure;
    const row = callRow(client, operation, input);
    expect([(error as AwsFailure).code, message]).toEqual([code, expect.stringContaining(operation)]);
    expect(message).toContain(`Bulkhead could not ${row?.purpose}: `);
    expect(message).toContain(`${serviceName(client)} in eu-west-1`);
    expect(message).not.toMatch(/\n|hidden field|undefined/);
    expect(next).not.toBe('');
    if (given === 'denied') expect(next).toContain(`allow ${row?.actions.join(' and ')} for `);
    expect(describeError(error)).not.toMatch(/\n\s+at /);
    return undefined;
  });
});
