import { type StackDrift } from '../engines/engine';
import { type DeployRecord } from '../records/record';
import { type DriftOfStack } from './drift-schema';

/** The finding of one stack: a status and a text. */
export interface Finding {
  readonly status: DriftOfStack['status'];
  readonly reason: string;
  /** @default nothing was compared */
  readonly drift?: StackDrift;
  /** Nothing was compared, because nobody knows what is deployed. @default false */
  readonly refused?: boolean;
}

/** For a stack that no record says was deployed: nothing could have been changed. */
export const neverDeployed: Finding = { status: 'not-deployed', reason: 'never deployed' };

/**
 * The finding of a comparison.
 *
 * @param outcome of the stack's record: deleted resources count as drift only if the deploy is known to have succeeded;
 * undefined if the record is gone
 */
export function findingOf(drift: StackDrift, outcome: DeployRecord['outcome'] | undefined): Finding {
  const deployed = outcome === 'deployed';
  if (drift.gone && !deployed) {
    const { instead = 'nothing is there' } = drift;
    return { status: 'not-deployed', reason: `the last deploy did not succeed, and ${instead}` };
  }
  const { status, reason } = judge(drift);
  const unsettled = deployed
    ? ''
    : outcome === undefined
      ? '; its record is gone: the next deploy, or `recover`, writes it anew'
      : '; the last deploy did not end well, or is under way';
  return { status, reason: `${reason}${unsettled}`, drift };
}

function judge({ drifted, unchecked, checked, incomplete, gone, instead = 'is gone' }: StackDrift): Finding {
  if (gone) return { status: 'drifted', reason: `it is recorded as deployed, and ${instead}` };
  if (drifted.length > 0) {
    const count = (kind: string) => drifted.filter((resource) => resource.kind === kind).length;
    const added = count('added') > 0 ? `, ${count('added')} added` : '';
    const counts = `${count('changed')} changed, ${count('deleted')} deleted${added} of ${checked} resources`;
    const rest = incomplete ? `; not everything could be compared: ${incomplete}` : '';
    return { status: 'drifted', reason: `${counts}${rest}` };
  }
  if (incomplete) return { status: 'failed', reason: `not everything could be compared: ${incomplete}` };
  if (checked === 0) {
    const reasons = [...new Set(unchecked.map(({ reason }) => reason))].join(', ');
    return { status: 'unchecked', reason: `not looked at: ${reasons || 'it has no resources'}` };
  }
  const rest = unchecked.length > 0 ? `; ${unchecked.length} were not looked at` : '';
  return { status: 'in-sync', reason: `no drift in ${checked} resources${rest}` };
}
