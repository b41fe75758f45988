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
  requireAnswersOfAws(client, settings.requestHandler.requestTimeout);
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

/**
 * Reads the whole of every answer within the time of the request, and refuses one that is none of AWS: the SDK would take
 * a page of a proxy for an answer without any of the fields, which reads as if there was nothing.
 */
function requireAnswersOfAws({ config, middlewareStack }: AwsClient, timeMs: number): void {
  const protocol = (config as { readonly protocol: { getShapeId(): string } }).protocol.getShapeId();
  middlewareStack.add(
    (next, { commandName = '' }) =>
      async (call) => {
        const answered = await next(call);
        const response = answered.response as Response;
        // Nobody answers HEAD with a body.
        if (/^Head/.test(commandName)) return answered;
        const [{ bodyOf, wholeBody }, { isForeign }] = await Promise.all([
          import('./answer-body.js'),
          import('./foreign-answer.js'),
        ]);
        const body = await wholeBody(response.body, timeMs);
        const operation = commandName.replace(/Command$/, '');
        // What is a stream to its caller.
        response.body = operation === 'GetObject' && response.statusCode < 300 ? bodyOf(body) : body;
        const contentType = response.headers?.['content-type'] ?? '';
        if (response.statusCode < 300 && isForeign({ protocol, operation, contentType, body }))
          throw notOfAws(response, body);
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
function notOfAws({ statusCode }: Response, body: Buffer): Error {
  return Object.assign(new SyntaxError('The answer is none of AWS.'), {
    $metadata: { httpStatusCode: statusCode },
    $response: { statusCode, body },
  });
}
