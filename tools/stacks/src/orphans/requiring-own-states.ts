import { Refusal } from '@bulkhead/errors';
import { type KnownRecords, type Orphan } from '../records/known-records';
import { type StateAgreement } from '../records/state-agreement';
import { environmentOption, type NamedEnvironment } from '../workspace/printed-commands';
import { type StackInstance } from '../workspace/stack-instance';

/** A stack that is to be destroyed without its code. */
export interface Doomed {
  readonly instance: StackInstance;
  readonly orphan: Orphan;
}

/**
 * Checks that no other stack has the same state as a stack to be destroyed. That happens if a rename was killed
 * half-way and taken back: destroying one stack would also destroy the resources of the other.
 *
 * @throws Refusal `StateShared`
 */
export async function requireOwnStates(
  named: NamedEnvironment,
  doomed: readonly Doomed[],
  records: KnownRecords,
  agreement: Pick<StateAgreement, 'read'>,
): Promise<void> {
  for (const { orphan, instance } of doomed) {
    if (instance.engine !== 'cdktf') continue;
    const found = await agreement.read(instance);
    if (found.is !== 'kept' || found.state.type !== 'terraform') continue;
    const { lineage } = found.state;
    const sharer = records.everything.find(
      ({ record }) =>
        record !== orphan.record &&
        !(record instanceof Refusal) &&
        record.state?.type === 'terraform' &&
        record.state.lineage === lineage,
    );
    if (!sharer) continue;
    const was = `${instance.app}/${instance.stack}`;
    throw new Refusal(
      'StateShared',
      `${instance.id} and ${sharer.id} have one Terraform state, of lineage ${lineage}: to destroy one would destroy both. Nothing was touched.`,
      {
        next: `write "formerly": "${was}" for ${sharer.id} in the manifest of ${sharer.app}, then npx nx run ${sharer.app}:deploy ${environmentOption(named)}`,
      },
    );
  }
}
