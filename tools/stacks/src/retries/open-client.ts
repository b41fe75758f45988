import type { MiddlewareStack } from '@smithy/types';
import { clientSettings } from './client-settings';

/** The common part of all service clients. */
interface AwsClient {
  readonly config: object;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- of any service: each has types of its own
  readonly middlewareStack: MiddlewareStack<any, any>;
  destroy(): void;
}

/**
 * Opens a client of a service. The caller destroys it. It has the limits and retries that all clients of a run share,
 * and fails with an `AwsFailure`: the purpose of the call, service, region, the answer of AWS, and the next step.
 *
 * @param Client class of the client, from a package that is already loaded
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
          // The code that aborted the call knows why.
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
 * Reads the whole of every answer within the time of the request, and refuses answers that do not come from AWS: the
 * SDK would read a proxy's page as an answer without any fields, as if there was nothing.
 */
function requireAnswersOfAws({ config, middlewareStack }: AwsClient, timeMs: number): void {
  const protocol = (config as { readonly protocol: { getShapeId(): string } }).protocol.getShapeId();
  middlewareStack.add(
    (next, { commandName = '' }) =>
      async (call) => {
        const answered = await next(call);
        const response = answered.response as Response;
        // Answers to HEAD have no body.
        if (/^Head/.test(commandName)) return answered;
        const [{ bodyOf, wholeBody }, { isForeign }] = await Promise.all([
          import('./answer-body.js'),
          import('./foreign-answer.js'),
        ]);
        const body = await wholeBody(response.body, timeMs);
        const operation = commandName.replace(/Command$/, '');
        // The caller of GetObject expects a stream.
        response.body = operation === 'GetObject' && response.statusCode < 300 ? bodyOf(body) : body;
        const contentType = response.headers?.['content-type'] ?? '';
        if (response.statusCode < 300 && isForeign({ protocol, operation, contentType, body }))
          throw notOfAws(response, body);
        return answered;
      },
    { step: 'deserialize', priority: 'low', name: 'requireAnswersOfAws' },
  );
}

/** The response in the SDK. */
interface Response {
  readonly statusCode: number;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  body?: unknown;
}

/** An error like the SDK's own for an unreadable answer. */
function notOfAws({ statusCode }: Response, body: Buffer): Error {
  return Object.assign(new SyntaxError('The answer is none of AWS.'), {
    $metadata: { httpStatusCode: statusCode },
    $response: { statusCode, body },
  });
}
