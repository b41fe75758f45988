import { Refusal } from '@bulkhead/errors';
import { type EngineState } from '../engines/engine-state';
import { type StateVersion } from '../engines/terraform/state-versions';
import { type DeployRecord } from '../records/record';
import { type RecoverOptions } from './recover-options';

/** How the state of a stack is brought back. */
export type WayOut =
  /** Puts a version in its place: the recorded version, or a later one. */
  | { readonly type: 'restore'; readonly version: StateVersion }
  /** Adopts what AWS has, over an earlier version or over nothing. */
  | { readonly type: 'adopt'; readonly over: StateVersion | undefined };

type TerraformState = Extract<EngineState, { type: 'terraform' }>;

/**
 * The safe way: a version of the recorded lineage that is not older than the record. If there is none, an adoption over
 * the newest older version.
 *
 * @param versions of the state, the newest first
 * @throws Refusal `NoSuchVersion`, or `UnfitVersion` if the requested version belongs to something else
 */
export function wayOut(
  record: Pick<DeployRecord, 'state' | 'outcome'> | undefined,
  versions: readonly StateVersion[],
  { restore, adopt }: RecoverOptions,
): WayOut {
  const recorded = record?.state?.type === 'terraform' ? record.state : undefined;
  if (restore !== undefined) {
    const version = requireFitting(restore, recorded, versions);
    return adopt || isBefore(version, recorded)
      ? { type: 'adopt', over: version }
      : { type: 'restore', version };
  }
  if (adopt) return { type: 'adopt', over: undefined };
  const fitting = versions.filter((version) => isFitting(version, recorded));
  // A version without a record may be of any time.
  if (!recorded) return { type: 'adopt', over: fitting[0] };
  const serial = (version: StateVersion) => stateOf(version)?.serial ?? 0;
  const latest = [...fitting].sort((one, other) => serial(other) - serial(one));
  const exact = latest.find((version) => serial(version) === recorded.serial);
  // A failed deploy may have written more than was recorded of it.
  const version = record?.outcome === 'deployed' ? (exact ?? latest[0]) : latest[0];
  return version && !isBefore(version, recorded)
    ? { type: 'restore', version }
    : { type: 'adopt', over: version };
}

/** Whether a version is a state of the stack and has resources. */
function isFitting(version: StateVersion, recorded: TerraformState | undefined): boolean {
  const state = stateOf(version);
  if (!state) return false;
  if (!recorded) return state.resources > 0;
  return state.lineage === recorded.lineage && (state.resources > 0 || recorded.resources === 0);
}

function isBefore(version: StateVersion, recorded: TerraformState | undefined): boolean {
  return !recorded || (stateOf(version)?.serial ?? 0) < recorded.serial;
}

function requireFitting(
  id: string,
  recorded: TerraformState | undefined,
  versions: readonly StateVersion[],
): StateVersion {
  const version = versions.find((each) => each.id === id);
  if (!version)
    throw new Refusal('NoSuchVersion', `There is no version ${id} of the state.`, {
      next: 'the same command with --dry-run instead of --restore lists the versions that there are',
    });
  if (isFitting(version, recorded)) return version;
  throw new Refusal(
    'UnfitVersion',
    `Version ${id} is ${describeVersion(version)}, which is no state of this stack${recorded ? `: lineage ${recorded.lineage} was recorded` : ''}.`,
    { next: 'the same command without --restore takes the version that fits, or adopts what is there' },
  );
}

function stateOf({ found }: StateVersion): TerraformState | undefined {
  return found.is === 'kept' && found.state.type === 'terraform' ? found.state : undefined;
}

/** A version, in words. */
export function describeVersion(version: Pick<StateVersion, 'found'>): string {
  const { found } = version;
  switch (found.is) {
    case 'missing':
      return 'a deletion';
    case 'broken':
      return `broken: ${found.why}`;
    case 'kept':
      return describeState(found.state);
  }
}

/** The state of an engine, in words. */
export function describeState(state: EngineState): string {
  return state.type === 'terraform'
    ? `serial ${state.serial} of lineage ${state.lineage}, ${state.resources} resources`
    : `${state.stackId}, ${state.resources} resources`;
}
