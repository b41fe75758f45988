import { type FailureKind, kindOfAll, kindOfSdkError, kindOfText } from '../../retries/failure-kind';
import { EngineFailure } from '../engine-failure';
import { type FailedOperation } from './stack-outcome';

/**
 * What the toolkit failed with, as an error for people: why CloudFormation failed, where it says so, a line for each
 * resource; else the toolkit's own message. Then what has become of the stack.
 *
 * @param on what it worked on
 * @param failures resources with CloudFormation's reason, as far as the toolkit has seen them
 * @param cause what the toolkit threw
 * @param operation what CloudFormation says itself. @default it could not be asked
 */
export function toolkitFailure(
  on: string,
  failures: readonly string[],
  cause: unknown,
  operation?: FailedOperation,
): EngineFailure {
  const { causes = [], inRollback = [], outcome, next } = operation ?? {};
  const seen = causes.length > 0 ? causes : failures;
  const reasons = seen.length > 0 ? seen : [cause instanceof Error ? cause.message : String(cause)];
  const indented = (lines: readonly string[]) => lines.map((line) => `  ${line}`);
  return new EngineFailure(
    'CloudFormationFailed',
    [
      `CloudFormation failed on ${on}:`,
      ...indented(reasons),
      ...(outcome ? [outcome] : []),
      ...indented(inRollback),
    ].join('\n'),
    seen.length > 0 ? kindOfAll(seen.filter(isCause).map(kindOfText)) : kindOfToolkitError(cause),
    { next: next ?? 'correct the cause and run the same command again', cause },
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
