import { type FoundState } from '../engines/engine-state';
import { type DeployRecord, lastDeployOf } from './record';

/**
 * How the state of a stack disagrees with its record, in words. Undefined if both agree. A state that has changed since
 * is no disagreement: a killed deploy, or a person with Terraform, may continue the recorded state. An older state is a
 * disagreement.
 */
export function disagreement(
  engine: 'cdk' | 'cdktf',
  record: DeployRecord,
  found: FoundState,
): string | undefined {
  if (found.is === 'broken') return `its state cannot be read: ${found.why}`;
  return engine === 'cdk' ? withCloudFormation(record, found) : withTerraform(record, found);
}

type Readable = Exclude<FoundState, { is: 'broken' }>;

function withTerraform(record: DeployRecord, found: Readable): string | undefined {
  const { state, outcome, at } = record;
  const last = lastDeployOf(record);
  const recorded = state?.type === 'terraform' ? state : undefined;
  // If a first deploy was killed, or failed before it made anything, Terraform may not have written a state.
  const known = recorded ? recorded.resources > 0 : last !== undefined;
  const was = recorded ? `serial ${recorded.serial} was recorded at ${at}` : `it was deployed at ${last?.at}`;
  if (found.is === 'missing') return known ? `there is no state; ${was}` : undefined;
  const { state: now } = found;
  if (now.type !== 'terraform') return undefined;
  if (recorded && now.lineage !== recorded.lineage)
    return `the state is another one, of lineage ${now.lineage} and not ${recorded.lineage}`;
  if (recorded && now.serial < recorded.serial)
    return `the state is of an earlier time, of serial ${now.serial}; ${was}`;
  // A destroy that did not end may have emptied it.
  if (known && now.resources === 0 && outcome !== 'destroying') return `the state is empty; ${was}`;
  return undefined;
}

/** CloudFormation keeps nothing of value for a stack that was never deployed with success. */
function withCloudFormation(record: DeployRecord, found: Readable): string | undefined {
  const last = lastDeployOf(record);
  if (!last) return undefined;
  if (found.is === 'missing')
    return record.outcome === 'destroying'
      ? undefined
      : `there is no such stack; it was deployed at ${last.at}`;
  const { state } = record;
  const now = found.state;
  if (state?.type !== 'cloudformation' || now.type !== 'cloudformation') return undefined;
  return now.stackId === state.stackId
    ? undefined
    : `the stack was deleted and another one was made in its name, ${now.stackId}`;
}
