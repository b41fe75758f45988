import { type FailureKind, kindOfAll, kindOfSdkError, kindOfText } from '../../retries/failure-kind';
import { EngineFailure } from '../engine-failure';

/**
 * What the toolkit failed with, as an error for people: a line for each resource that failed, or where none did, the
 * toolkit's own message.
 *
 * @param on what it worked on
 * @param failures resources with CloudFormation's reason
 * @param cause what the toolkit threw
 */
export function toolkitFailure(on: string, failures: readonly string[], cause: unknown): EngineFailure {
  const reasons = failures.length > 0 ? failures : [cause instanceof Error ? cause.message : String(cause)];
  return new EngineFailure(
    'CloudFormationFailed',
    [`CloudFormation failed on ${on}:`, ...reasons].join('\n  '),
    failures.length > 0 ? kindOfAll(failures.filter(isCause).map(kindOfText)) : kindOfToolkitError(cause),
    {
      next: 'correct the cause and run the same command again; CloudFormation has rolled back what it could',
      cause,
    },
  );
}

/** When a resource fails, CloudFormation cancels what it is at work on besides; that says nothing about the cause. */
function isCause(failure: string): boolean {
  return !/Resource \w+ cancelled/.test(failure);
}

/**
 * The toolkit asks STS for the account, three times, and takes no answer for no credentials. The run has asked STS
 * before, so that what is missing here is the answer.
 */
function kindOfToolkitError(error: unknown): FailureKind {
  return error instanceof Error && error.name === 'NoCredentials' ? 'transient' : kindOfSdkError(error);
}
