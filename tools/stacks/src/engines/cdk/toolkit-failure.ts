import { type FailureKind, kindOfAll, kindOfSdkError, kindOfText } from '../../retries/failure-kind';
import { EngineFailure } from '../engine-failure';
import { type FailedOperation } from './stack-outcome';

/**
 * The toolkit's failure as an error for people: CloudFormation's reasons, a line for each resource; without reasons,
 * the toolkit's own message. Then the status of the stack.
 *
 * @param on the subject of the work, for the message
 * @param failures resources with CloudFormation's reason, as far as the toolkit has seen them
 * @param cause the error of the toolkit
 * @param operation CloudFormation's own answer. @default CloudFormation could not be asked
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

/** When a resource fails, CloudFormation cancels its other work; a cancellation says nothing about the cause. */
function isCause(failure: string): boolean {
  return !/Resource \w+ cancelled/.test(failure);
}

/**
 * The toolkit asks STS for the account three times, and reports a missing answer as missing credentials. The run has
 * already called STS, so that the credentials exist and only the answer is missing.
 */
function kindOfToolkitError(error: unknown): FailureKind {
  return error instanceof Error && error.name === 'NoCredentials' ? 'transient' : kindOfSdkError(error);
}
