import { isThrottlingError, isTransientError } from '@smithy/core/retry';
import type { SdkError } from '@smithy/types';

/**
 * Whether trying again can help: `throttling` and `transient` failures may succeed later. A `permanent` failure returns
 * until somebody corrects its cause.
 */
export type FailureKind = 'throttling' | 'transient' | 'permanent';

/** Codes that the SDKs read as throttling, although the services that Bulkhead deploys mean a limit of the account. */
const limits = new Set(['LimitExceededException']);

/** Codes of CloudFormation's resource handlers for requests that may be repeated. */
const handlerKinds: Readonly<Record<string, FailureKind>> = {
  Throttling: 'throttling',
  ServiceInternalError: 'transient',
  NetworkFailure: 'transient',
};

/** A connection that broke. A refused connection does not count: a service that is not there does not come back. */
const brokenConnection =
  /connection reset|broken pipe|\bEOF\b|i\/o timeout|TLS handshake timeout|socket hang up|ECONNRESET|EPIPE|ETIMEDOUT/;

/**
 * The kind of a failure, from the text of an engine alone.
 *
 * It is read in the format of Terraform's AWS provider (`https response error StatusCode: 400, …, api error Throttling:
 * Rate exceeded`) and of CloudFormation (`Rate exceeded (Service: Ec2, Status Code: 503, …) (…, HandlerErrorCode:
 * Throttling)`). Everything else is permanent.
 */
export function kindOfText(text: string): FailureKind {
  const handler = /HandlerErrorCode: (\w+)/.exec(text)?.[1];
  if (handler) return handlerKinds[handler] ?? 'permanent';
  const code = /api error ([\w.]+)/.exec(text)?.[1] ?? /Error Code: ([\w.]+)/.exec(text)?.[1] ?? '';
  const status = Number(/Status ?Code: (\d+)/.exec(text)?.[1] ?? 0);
  const kind = kindOfCode(code, status);
  if (code || kind !== 'permanent') return kind;
  if (/\b(Rate exceeded|Throttling|RequestLimitExceeded|TooManyRequests)/.test(text)) return 'throttling';
  return brokenConnection.test(text) ? 'transient' : 'permanent';
}

/** The kind of a code and an HTTP status, as the SDKs see them. */
function kindOfCode(name: string, httpStatusCode: number): FailureKind {
  const error = { name, message: '', $metadata: { httpStatusCode } };
  if (limits.has(name)) return 'permanent';
  // The SDKs list names of exceptions. A service may use a shorter form.
  if (isThrottlingError(error) || isThrottlingError({ ...error, name: `${name}Exception` }))
    return 'throttling';
  return isTransientError(error) ? 'transient' : 'permanent';
}

/** The kind of several failures: trying again is useful only if it is useful for all of them. */
export function kindOfAll(kinds: readonly FailureKind[]): FailureKind {
  if (kinds.length === 0 || kinds.includes('permanent')) return 'permanent';
  return kinds.includes('throttling') ? 'throttling' : 'transient';
}

/** The kind of an error of an SDK client's call, or of an error that has such an error as its cause. */
export function kindOfSdkError(error: unknown): FailureKind {
  if (!(error instanceof Error) || limits.has(error.name)) return 'permanent';
  if (isThrottlingError(error as SdkError)) return 'throttling';
  if (isTransientError(error as SdkError)) return 'transient';
  return kindOfSdkError(error.cause);
}
