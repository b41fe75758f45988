import { Refusal } from '@bulkhead/errors';
import { type DeployRecord } from '../records/record';
import { type StateAgreement } from '../records/state-agreement';
import { AwsFailure } from '../retries/aws-failure';
import { type StackInstance } from '../workspace/stack-instance';

/**
 * `StateAgreement.require` for a stack that the configuration does not have: the way out is a target of its app, which
 * needs the stack to be there.
 *
 * @throws Refusal of `StateAgreement.require`
 */
export async function requireAgreement(
  agreement: StateAgreement,
  instance: StackInstance,
  record: DeployRecord | undefined,
): Promise<void> {
  try {
    await agreement.require(instance, record);
  } catch (error) {
    // What AWS does not tell now, it does not tell a target of the app either.
    if (!(error instanceof Refusal) || error.cause instanceof AwsFailure) throw error;
    const { code, message, next } = error;
    throw new Refusal(code, message, {
      next: `put ${instance.id} back into the configuration, then ${next}`,
      cause: error,
    });
  }
}
