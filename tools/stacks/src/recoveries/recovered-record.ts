import { type FoundState } from '../engines/engine-state';
import { type PastRecord } from '../records/deployed-state';
import { type DeployRecord, lastDeployOf, type RecordOrigin, type RecordSubject } from '../records/record';

/** What a stack exchanges today, from its synthesized files. */
export type Exchange = Pick<DeployRecord, 'consumed' | 'published'>;

/**
 * The newest readable record of a stack. An earlier record may agree with the engine's state, and would then hide that
 * something later was lost.
 *
 * @param past the newest first
 */
export function lastLegible(
  past: readonly PastRecord[],
): (PastRecord & { record: DeployRecord }) | undefined {
  return past.flatMap((each) => (each.record instanceof Error ? [] : [{ ...each, record: each.record }]))[0];
}

/** Whether the state is exactly the one that a record says was deployed. */
export function isExactly(record: DeployRecord, found: FoundState): boolean {
  return (
    record.outcome === 'deployed' &&
    record.state?.type === 'terraform' &&
    found.is === 'kept' &&
    found.state.type === 'terraform' &&
    record.state.mark === found.state.mark
  );
}

/** The source of a recovered record. */
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
 * A record that makes the next deploy run in full. The stack may still read and publish everything that anybody knows
 * of, so that no guard takes it for unread.
 *
 * @param record what could be read of it. @default nothing
 */
export function unsettledRecord(
  record: DeployRecord | undefined,
  { exchange, ...now }: RecoveredFrom,
): DeployRecord {
  return {
    ...(record && {
      providers: record.providers,
      formerly: record.formerly,
      withoutPolicy: record.withoutPolicy,
    }),
    ...now,
    outcome: record?.outcome === 'destroying' ? 'destroying' : 'failed',
    lastDeploy: record && lastDeployOf(record),
    files: record?.files ?? {},
    consumed: { ...exchange.consumed, ...record?.consumed },
    published: { ...exchange.published, ...record?.published },
    publishedValues: record?.publishedValues ?? {},
  };
}
