import { setTimeout as sleep } from 'node:timers/promises';
import { groupIsAlive } from './process-identity';

const POLL_MS = 50;
/** After SIGKILL, only work of the kernel is left. A process that survives this time is stuck in the kernel. */
const KILL_WAIT_MS = 5_000;

/**
 * Ends a process group: SIGTERM, then SIGKILL after `graceMs` milliseconds. Returns whether the group is gone. The
 * caller must make sure that the group is ours.
 */
export async function terminateGroup(group: number, graceMs: number): Promise<boolean> {
  signalGroup(group, 'SIGTERM');
  if (await goneWithin(group, graceMs)) return true;
  signalGroup(group, 'SIGKILL');
  return goneWithin(group, KILL_WAIT_MS);
}

function signalGroup(group: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-group, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function goneWithin(group: number, ms: number): Promise<boolean> {
  const end = Date.now() + ms;
  while (await groupIsAlive(group)) {
    if (Date.now() >= end) return false;
    await sleep(POLL_MS);
  }
  return true;
}
