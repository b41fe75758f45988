import { BulkheadError } from '@bulkhead/errors';

/**
 * Limits of a call, in milliseconds: without them, a service that does not answer would use up the function's time, and
 * the messages behind would wait.
 */
export const clientLimits = { connectionTimeout: 2_000, requestTimeout: 5_000 } as const;

/**
 * The failure of a call, with the name and the status of the answer. Never with its text, which may repeat what was
 * sent.
 *
 * @param service name of the service, which the code of the error begins with
 */
export function awsFailure(service: 'SNS' | 'SSM', operation: string, error: unknown): BulkheadError {
  const { name, $metadata } = Object(error) as Partial<Error> & {
    readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string };
  };
  const kind = name && /^[A-Za-z]{1,64}$/.test(name) ? name : 'an unknown error';
  const status = $metadata?.httpStatusCode;
  if (status === undefined)
    return new BulkheadError(`${service}Unreachable`, `${service} did not answer ${operation}: ${kind}.`);
  return new BulkheadError(
    `${service}Refused`,
    `${service} answered ${operation} with ${status} ${kind}${requestOf($metadata?.requestId)}.`,
  );
}

function requestOf(id: string | undefined): string {
  return id && /^[\w-]{1,64}$/.test(id) ? ` (request ${id})` : '';
}
