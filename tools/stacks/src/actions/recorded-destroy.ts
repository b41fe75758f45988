import { type ResourceCounts } from '../engines/engine';
import { engineOf } from '../engines/engines';
import { LeftAtWork } from '../engines/left-at-work';
import { type Foundation } from '../foundation/foundation';
import { type DeployedState } from '../records/deployed-state';
import { type DeployRecord } from '../records/record';
import { recorded } from '../records/recorded';
import { type StateAgreement } from '../records/state-agreement';
import { callEngine } from '../run/engine-call';
import { overAttempts } from '../run/over-attempts';
import { type Run } from '../run/run';
import { type Target } from '../run/target';
import { type Synthesized } from '../synthesis/synthesize';
import { type StackInstance } from '../workspace/stack-instance';

/** What a destruction works with. */
export interface Destroying {
  readonly run: Run;
  readonly target: Pick<Target, 'lost'>;
  readonly state: DeployedState;
  readonly agreement: StateAgreement;
  readonly foundation: Foundation;
  /** Aborted if the lock of the stack was lost. */
  readonly lockLost: AbortSignal;
}

/**
 * Lets the engine destroy a stack. Until the stack is gone, its record says that it is being destroyed, so that nobody
 * takes it for deployed.
 *
 * @param record of the stack. @default none: then no record is written
 * @param unfinished whether there may be more resources than the engine knows
 * @returns what the engine touched
 */
export async function recordedDestroy(
  { run, target, state, agreement, foundation, lockLost }: Destroying,
  instance: StackInstance,
  synthesized: Synthesized,
  record: DeployRecord | undefined,
  unfinished: boolean,
): Promise<ResourceCounts> {
  const engine = await engineOf(instance.engine);
  const destroyed = overAttempts(engine.destroy);
  const call = (attempt: () => void) =>
    callEngine(
      run,
      [target.lost, lockLost],
      instance,
      synthesized,
      foundation.under((request) => {
        attempt();
        return destroyed(request);
      }),
      { unfinished, changes: 'destroy', atWork: engine.atWork, isRecorded: record !== undefined },
    );
  if (!record) return call(() => undefined);
  const during = { ...record, outcome: 'destroying', at: new Date().toISOString() } as const;
  return recorded(state, {
    instance,
    before: record,
    during,
    failed: async () => ({ ...during, state: (await agreement.stateOf(instance)) ?? record.state }),
    isUnderWay: (error) =>
      error instanceof LeftAtWork || target.lost.aborted || lockLost.aborted || run.interrupted.aborted,
    work: async (attempt) => ({ result: await call(attempt), after: undefined }),
  });
}
