import { Refusal } from '@bulkhead/errors';
import { type DeployRecord } from '../records/record';
import { type StateAgreement } from '../records/state-agreement';
import { AwsFailure } from '../retries/aws-failure';
import { type StackInstance } from '../workspace/stack-instance';

/**
 * `StateAgreement.require` for a stack that the configuration does not have. Its way out is a target of the app, and
 * that target needs the stack to be in the configuration.
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
    // If AWS does not answer now, it does not answer a target of the app either.
    if (!(error instanceof Refusal) || error.cause instanceof AwsFailure) throw error;
    const { code, message, next } = error;
    throw new Refusal(code, message, {
      next: `put ${instance.id} back into the configuration, then ${next}`,
      cause: error,
    });
  }
}
