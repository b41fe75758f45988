import { kindOfSdkError } from './failure-kind';

/**
 * Why AWS did not do what a call asked for:
 *
 * - `denied`: the caller is not allowed;
 * - `expired`: its credentials have expired;
 * - `unknown`: AWS does not know the credentials;
 * - `clock`: the clock of this machine is wrong;
 * - `throttled`: there were too many calls;
 * - `unavailable`: there was no answer, or the answer says that something is broken there;
 * - `untrusted`: this machine does not trust the certificate of the answering server;
 * - `unreadable`: the answer is not one of AWS;
 * - `refused`: AWS says what is wrong with the call.
 */
export type FailureFamily =
  | 'denied'
  | 'expired'
  | 'unknown'
  | 'clock'
  | 'throttled'
  | 'unavailable'
  | 'untrusted'
  | 'unreadable'
  | 'refused';

/**
 * Codes of the services.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
const expired = /^(ExpiredToken(Exception)?|RequestExpired|TokenRefreshRequired)$/;
const unknown =
  /^(AuthFailure|IncompleteSignature(Exception)?|InvalidAccessKeyId|InvalidClientTokenId|InvalidSignatureException|InvalidToken|MissingAuthenticationToken(Exception)?|NotSignedUp|OptInRequired|SignatureDoesNotMatch|UnrecognizedClientException)$/;
const denied = /AccessDenied|AuthorizationError|Forbidden|NotAuthorized|Unauthori[sz]ed/;
const skewed = /^(RequestTimeTooSkewed|RequestInTheFuture)$/;

/** SDK errors for credentials that were not found, or that cannot be renewed. */
const provider = /^(CredentialsProviderError|TokenProviderError|ProviderError|CredentialsError)$/;

/**
 * Node's codes for a certificate that nobody vouches for, of another host, or of another time; and for a server without
 * TLS. https://nodejs.org/docs/latest-v20.x/api/tls.html#x509-certificate-error-codes
 */
const certificate =
  /^(CERT_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_(GET_ISSUER_CERT(_LOCALLY)?|VERIFY_LEAF_SIGNATURE|DECRYPT_CERT_SIGNATURE)|INVALID_(CA|PURPOSE)|HOSTNAME_MISMATCH|ERR_(SSL|TLS)_\w+|EPROTO)$/;

/** Fields of an SDK error besides name and message. */
interface SdkFields {
  readonly $fault?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly $response?: { readonly statusCode?: number };
  readonly code?: string;
  readonly syscall?: string;
  readonly path?: string;
}

/** Whether an error comes from a call to AWS, and not from the code that made the call. */
export function isOfCall(error: Error): boolean {
  const { $fault, $metadata, $response, code, syscall, path } = error as SdkFields;
  // A file that the SDK looks for, such as that of a web identity, or a program that it starts.
  if (path !== undefined && syscall !== undefined && syscall !== 'connect') return false;
  // The connection was lost during the answer; Node reports that without a system call.
  const isNetwork =
    syscall !== undefined || /^(E[A-Z]+|UND_ERR_\w+)$/.test(code ?? '') || certificate.test(code ?? '');
  return (
    [$fault, $metadata, $response].some((field) => field !== undefined) ||
    isNetwork ||
    error.name === 'TimeoutError' ||
    provider.test(error.name)
  );
}

/**
 * The family of an error of an SDK client's call.
 *
 * @param operation such as `GetParameters`
 */
export function familyOf(error: Error, operation: string): FailureFamily {
  const { name, message } = error;
  const { $fault, $metadata, $response, code } = error as SdkFields;
  if (certificate.test(code ?? '')) return 'untrusted';
  const status = $metadata?.httpStatusCode ?? $response?.statusCode ?? 0;
  if (skewed.test(name) || /signature (expired|not yet current)/i.test(message)) return 'clock';
  if (expired.test(name)) return 'expired';
  if (provider.test(name)) return /expired|refresh/i.test(message) ? 'expired' : 'unknown';
  if (unknown.test(name)) return 'unknown';
  const kind = kindOfSdkError(error);
  if (kind === 'throttling') return 'throttled';
  // A status of 501 does not mean a failure of the service: the service has no such call.
  if (kind === 'transient' || (status >= 500 && status !== 501)) return 'unavailable';
  // If the SDK could not read an answer, the error has no fault.
  if (isWithoutCode(error, operation)) return 'unreadable';
  if ($fault === undefined) return $response === undefined ? 'unavailable' : 'unreadable';
  return denied.test(name) || status === 403 ? 'denied' : 'refused';
}

/**
 * Whether an answer has no code of AWS: then a proxy refuses, or redirects. Every refusal of AWS has a code, except
 * answers to HEAD, which have no body. The SDK puts a word of its own in the place of code and message.
 */
function isWithoutCode({ name, message }: Error, operation: string): boolean {
  return (
    /^(Unknown|NotFound)$/.test(name) && /^Unknown(Error)?$/.test(message) && !operation.startsWith('Head')
  );
}
