import { isThrottlingError, isTransientError } from '@smithy/core/retry';
import type { SdkError } from '@smithy/types';

/**
 * What a failure says about trying again: `throttling` and `transient` ones may succeed later, a `permanent` one fails
 * again until somebody corrects its cause.
 */
export type FailureKind = 'throttling' | 'transient' | 'permanent';

/** Codes that the SDKs take for throttling, while the services that Bulkhead deploys mean a limit of the account. */
const limits = new Set(['LimitExceededException']);

/** Codes of CloudFormation's resource handlers, of which it says that the request may be repeated. */
const handlerKinds: Readonly<Record<string, FailureKind>> = {
  Throttling: 'throttling',
  ServiceInternalError: 'transient',
  NetworkFailure: 'transient',
};

/** A connection that broke. One that nobody accepts is not among them: a service that is not there does not come back. */
const brokenConnection =
  /connection reset|broken pipe|\bEOF\b|i\/o timeout|TLS handshake timeout|socket hang up|ECONNRESET|EPIPE|ETIMEDOUT/;

/**
 * The kind of a failure of which only the text of an engine is known.
 *
 * It is read as Terraform's AWS provider writes it (`https response error StatusCode: 400, …, api error Throttling: Rate
 * exceeded`) and as CloudFormation does (`Rate exceeded (Service: Ec2, Status Code: 503, …) (…, HandlerErrorCode:
 * Throttling)`). What is not recognised is permanent.
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
  // What the SDKs list are names of exceptions; a service may say it shorter.
  if (isThrottlingError(error) || isThrottlingError({ ...error, name: `${name}Exception` }))
    return 'throttling';
  return isTransientError(error) ? 'transient' : 'permanent';
}

/** The kind of failures that came together: trying again is of use where it is of use to all of them. */
export function kindOfAll(kinds: readonly FailureKind[]): FailureKind {
  if (kinds.length === 0 || kinds.includes('permanent')) return 'permanent';
  return kinds.includes('throttling') ? 'throttling' : 'transient';
}

/** The kind of an error that a call of an SDK client ended with, or that carries one as its cause. */
export function kindOfSdkError(error: unknown): FailureKind {
  if (!(error instanceof Error) || limits.has(error.name)) return 'permanent';
  if (isThrottlingError(error as SdkError)) return 'throttling';
  if (isTransientError(error as SdkError)) return 'transient';
  return kindOfSdkError(error.cause);
}
