import { Refusal } from '@bulkhead/errors';
import { type DeployRecord } from '../records/record';
import { type StateAgreement } from '../records/state-agreement';
import { type StackInstance } from '../workspace/stack-instance';

/**
 * `StateAgreement.require` for a stack that the configuration does not have: the way out is a target of its app, which
 * needs the stack to be there.
 *
 * @throws Refusal `StateMismatch`
 */
export async function requireAgreement(
  agreement: StateAgreement,
  instance: StackInstance,
  record: DeployRecord | undefined,
): Promise<void> {
  try {
    await agreement.require(instance, record);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, message, next } = error;
    throw new Refusal(code, message, {
      next: `put ${instance.id} back into the configuration, then ${next}`,
      cause: error,
    });
  }
}
