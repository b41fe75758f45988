import { execFile } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

/** A process that lives shorter than this is seen by chance. */
const pollMs = 100;

/**
 * Runs some work, and adds up the resident memory of the processes that it starts, time and again. Memory that processes
 * share counts for each of them.
 *
 * @returns the largest sum, in MiB; undefined if `ps` does not tell
 * @throws what the work throws
 */
export async function memoryPeak(work: () => Promise<void>): Promise<number | undefined> {
  // The emulator, and whatever else runs already, is no part of the work.
  const before = await descendants();
  let peakKiB = 0;
  let isOver = false;
  const watching = (async () => {
    while (!isOver) {
      const now = await descendants();
      const own = [...now].filter(([pid]) => !before.has(pid));
      peakKiB = Math.max(
        peakKiB,
        own.reduce((sum, [, kiB]) => sum + kiB, 0),
      );
      await delay(pollMs);
    }
  })();
  try {
    await work();
  } finally {
    isOver = true;
    await watching;
  }
  return peakKiB > 0 ? Math.round(peakKiB / 1024) : undefined;
}

/** Resident memory in KiB of the processes below this one, by process id, without the `ps` that tells it. */
async function descendants(): Promise<ReadonlyMap<number, number>> {
  const listing = promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,rss=']);
  const { stdout } = await listing.catch(() => ({ stdout: '' }));
  const processes = stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .map(([pid = 0, parent = 0, kiB = 0]) => ({ pid, parent, kiB }))
    .filter(({ pid }) => pid !== listing.child.pid);
  const found = new Map<number, number>();
  const take = (parent: number) => {
    for (const child of processes.filter((each) => each.parent === parent)) {
      found.set(child.pid, child.kiB);
      take(child.pid);
    }
  };
  take(process.pid);
  return found;
}
