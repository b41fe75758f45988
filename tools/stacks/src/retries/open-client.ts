import type { MiddlewareStack } from '@smithy/types';
import { clientSettings } from './client-settings';

/** What clients of every service have. */
interface AwsClient {
  readonly config: object;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- of any service: each has types of its own
  readonly middlewareStack: MiddlewareStack<any, any>;
  destroy(): void;
}

/**
 * A client of a service, for its caller to destroy. It has the limits and retries that all clients of a run share, and
 * fails with an `AwsFailure`: what the call was for, service, region, what AWS said, and what to do.
 *
 * @param Client class of the client, of a package that was loaded already
 * @param region name of the region, such as `us-east-1`
 * @param more settings of this client. @default none
 */
export async function openClient<T extends new (settings: never) => AwsClient>(
  Client: T,
  region: string,
  more: Partial<ConstructorParameters<T>[0]> = {},
): Promise<InstanceType<T>> {
  const settings = { ...(await clientSettings(region)), ...more };
  const client = new Client(settings as never) as InstanceType<T>;
  tellFailures(client, region);
  requireAnswersOfAws(client);
  return client;
}

function tellFailures({ middlewareStack }: AwsClient, region: string): void {
  middlewareStack.add(
    (next, { clientName = '', commandName = '' }) =>
      async (call) => {
        try {
          return await next(call);
        } catch (error) {
          // Whoever ends a call knows why.
          if (!(error instanceof Error) || error.name === 'AbortError') throw error;
          const [{ AwsFailure }, { isOfCall }] = await Promise.all([
            import('./aws-failure.js'),
            import('./failure-family.js'),
          ]);
          if (!isOfCall(error)) throw error;
          const client = clientName.replace(/Client$/, '');
          const operation = commandName.replace(/Command$/, '');
          throw new AwsFailure({ client, operation, region, input: call.input as object }, error);
        }
      },
    { step: 'initialize', priority: 'high', name: 'tellFailures' },
  );
}

/** The only call whose answer is a stream, which is the caller's to read. */
const streaming = 'GetObjectCommand';

/** A page for people, where an answer for programs should be. */
const page = /^\s*<(!doctype html|html)\b/i;

/**
 * Refuses a page that comes with a good status, as a proxy or the portal of a network sends it: the SDK would take it for
 * XML without any of the fields, which reads as if there was nothing.
 */
function requireAnswersOfAws(client: AwsClient): void {
  const { streamCollector } = client.config as {
    readonly streamCollector: (body: unknown) => Promise<Uint8Array>;
  };
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (call) => {
        const answered = await next(call);
        const response = answered.response as Response;
        if (response.statusCode >= 300 || !response.body) return answered;
        if (commandName === streaming) {
          if (/^text\/html\b/.test(response.headers?.['content-type'] ?? '')) throw notOfAws(response);
          return answered;
        }
        const body =
          response.body instanceof Uint8Array ? response.body : await streamCollector(response.body);
        response.body = body;
        const start = Buffer.from(body.subarray(0, 200)).toString();
        if (page.test(start)) throw notOfAws(response, start);
        return answered;
      },
    { step: 'deserialize', priority: 'low', name: 'requireAnswersOfAws' },
  );
}

/** As the SDK has it. */
interface Response {
  readonly statusCode: number;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  body?: unknown;
}

/** As the SDK tells that it cannot read an answer. */
function notOfAws({ statusCode }: Response, body?: string): Error {
  return Object.assign(new SyntaxError('The answer is a page.'), {
    $metadata: { httpStatusCode: statusCode },
    $response: { statusCode, body },
  });
}
