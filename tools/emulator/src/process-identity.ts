import { readFile, readdir } from 'node:fs/promises';
import { runCommand } from './run-command';

/** A process, told apart from a later one that got the same pid. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When the process started, as the operating system says it; only ever compared. */
  readonly startMark: string;
}

/**
 * The start mark of a live process, or `undefined` when it is dead (a zombie counts as dead: in a
 * container nobody may ever collect it) or the system cannot tell. It survives `exec`, which the
 * command line does not: version-manager shims replace themselves with Python.
 */
export async function processStartMark(pid: number): Promise<string | undefined> {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  if (process.platform === 'linux') {
    const stat = await linuxStat(pid);
    if (!stat || stat.dead) return undefined;
    // The ticks count from boot, so a mark without the boot's id could come again after a restart.
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
    return `${boot.trim()}:${stat.startTicks}`;
  }
  const listed = await runCommand('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], stableLocale(), 5_000);
  const [state, ...start] = listed.stdout.trim().split(/\s+/);
  return !listed.ok || !state || state.startsWith('Z') ? undefined : start.join(' ');
}

/** Who a live process is, or `undefined` when there is none with this pid. */
export async function identifyProcess(pid: number): Promise<ProcessIdentity | undefined> {
  const startMark = await processStartMark(pid);
  return startMark === undefined ? undefined : { pid, startMark };
}

/** Whether exactly this process still runs: same pid and same start. */
export async function isAlive(identity: ProcessIdentity): Promise<boolean> {
  return (await processStartMark(identity.pid)) === identity.startMark;
}

/** Whether any process of this group still runs, zombies not counted. */
export async function groupIsAlive(group: number): Promise<boolean> {
  try {
    process.kill(-group, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  if (process.platform === 'linux') {
    const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
    const stats = await Promise.all(pids.map((pid) => linuxStat(Number(pid))));
    return stats.some((stat) => stat?.group === group && !stat.dead);
  }
  const listed = await runCommand('ps', ['-A', '-o', 'pgid=,stat='], stableLocale(), 5_000);
  return listed.stdout.split('\n').some((line) => {
    const [pgid, state] = line.trim().split(/\s+/);
    return Number(pgid) === group && state !== undefined && !state.startsWith('Z');
  });
}

interface LinuxStat {
  readonly group: number;
  readonly startTicks: string;
  readonly dead: boolean;
}

async function linuxStat(pid: number): Promise<LinuxStat | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  // The second field is the program's name in brackets and may hold spaces and brackets itself.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const [state = 'X', , group = '0'] = fields;
  const ended = state === 'Z' || state === 'X';
  return { group: Number(group), startTicks: fields[19] ?? '', dead: ended && !(await hasOtherThreads(pid)) };
}

/** A killed process shows as a zombie while its other threads still end, and until then it holds its port. */
async function hasOtherThreads(pid: number): Promise<boolean> {
  const threads = await readdir(`/proc/${pid}/task`).catch(() => []);
  return threads.length > 1;
}

/** `lstart` is printed in the caller's language and time zone, which differ between two shells. */
function stableLocale(): NodeJS.ProcessEnv {
  return { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
}
