import { Refusal } from '@bulkhead/errors';
import { type FoundState } from '../engines/engine-state';
import { type PastRecord } from '../records/deployed-state';
import { type DeployRecord, lastDeployOf, type RecordOrigin, type RecordSubject } from '../records/record';
import { NewerText } from '../records/record-text';
import { disagreement } from '../records/state-disagreement';

/** What a stack exchanges by what is synthesized of it today. */
export type Exchange = Pick<DeployRecord, 'consumed' | 'published'>;

/**
 * The newest record of a stack that can be read and agrees with what its engine keeps, or the newest one that can be read
 * at all: what is kept has to be brought back to it. Undefined where none can be read.
 *
 * @param past the newest first
 */
export function lastLegible(
  engine: 'cdk' | 'cdktf',
  past: readonly PastRecord[],
  found: FoundState,
): (PastRecord & { readonly record: DeployRecord }) | undefined {
  const legible = past.flatMap((each) =>
    each.record instanceof Error ? [] : [{ ...each, record: each.record }],
  );
  const agreeing = legible.find(({ record }) => disagreement(engine, record, found) === undefined);
  return agreeing ?? legible[0];
}

/**
 * A record that a later version of the tool wrote says more than this one can keep.
 *
 * @param command how the user calls `recover` for the stack
 * @throws Refusal `NewerRecord`
 */
export function requireNoNewer(past: readonly PastRecord[], stack: string, command: string): void {
  const [last] = past;
  if (!(last?.record instanceof NewerText)) return;
  const { commit, message } = last.record;
  const reader = commit
    ? `git checkout ${commit}, which ${stack} was deployed from, and go on there`
    : `check out the commit that ${stack} was deployed from, and go on there`;
  throw new Refusal('NewerRecord', `The record of ${stack} is kept as it is: ${message}.`, {
    next: `${reader}; where that version of Bulkhead is given up: ${command} --overwriteRecord`,
  });
}

/** Whether what is kept is the very thing that a record says was deployed. */
export function isExactly(record: DeployRecord, found: FoundState): boolean {
  return (
    record.outcome === 'deployed' &&
    record.state?.type === 'terraform' &&
    found.is === 'kept' &&
    found.state.type === 'terraform' &&
    record.state.mark === found.state.mark
  );
}

/** Where a record of a recovery comes from. */
export interface RecoveredFrom {
  readonly of: RecordSubject;
  readonly engine: 'cdk' | 'cdktf';
  readonly by: RecordOrigin;
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly state: DeployRecord['state'];
  readonly exchange: Exchange;
}

/**
 * A record of which the next deploy is done in full. The stack may still read and publish whatever anybody knows of, so
 * that no guard takes it for unread.
 *
 * @param record what could be read of it. @default nothing
 */
export function unsettledRecord(
  record: DeployRecord | undefined,
  { exchange, ...now }: RecoveredFrom,
): DeployRecord {
  return {
    ...now,
    outcome: record?.outcome === 'destroying' ? 'destroying' : 'failed',
    lastDeploy: record && lastDeployOf(record),
    files: record?.files ?? {},
    consumed: { ...exchange.consumed, ...record?.consumed },
    published: { ...exchange.published, ...record?.published },
  };
}
