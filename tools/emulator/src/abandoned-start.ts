import { readState, type StatePaths } from './emulator-state';
import { isAlive, type ProcessIdentity } from './process-identity';
import { terminateGroup } from './terminate-group';

/**
 * Handles an emulator whose starter died while it held the lock. A recorded emulator can be used like any other. An
 * unrecorded emulator would keep the port for ever, so it is ended.
 */
export function endAbandonedStart(paths: StatePaths, graceMs: number) {
  return async (abandoned: ProcessIdentity): Promise<void> => {
    const recorded = await readState(paths);
    if (recorded?.pid === abandoned.pid && recorded.startMark === abandoned.startMark) return;
    if (await isAlive(abandoned)) await terminateGroup(abandoned.pid, graceMs);
  };
}
