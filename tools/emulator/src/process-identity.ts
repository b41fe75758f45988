import { readFile, readdir } from 'node:fs/promises';
import { runCommand } from './run-command';

/** A process. The start mark tells it apart from a later process with the same pid. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When the process started, as the operating system prints it. It is only ever compared. */
  readonly startMark: string;
}

/**
 * The start mark of a live process. `undefined` if the process is dead or the system cannot tell. A zombie counts as
 * dead, because in a container nobody may ever collect it. The mark survives `exec`. The command line does not:
 * version-manager shims replace themselves with Python.
 */
export async function processStartMark(pid: number): Promise<string | undefined> {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  if (process.platform === 'linux') {
    const stat = await linuxStat(pid);
    if (!stat || stat.dead) return undefined;
    // The ticks count from boot. With the boot's id, a mark cannot occur again after a restart.
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
    return `${boot.trim()}:${stat.startTicks}`;
  }
  const listed = await runCommand('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], stableLocale(), 5_000);
  const [state, ...start] = listed.stdout.trim().split(/\s+/);
  return !listed.ok || !state || state.startsWith('Z') ? undefined : start.join(' ');
}

/** The identity of a live process, or `undefined` if there is none with this pid. */
export async function identifyProcess(pid: number): Promise<ProcessIdentity | undefined> {
  const startMark = await processStartMark(pid);
  return startMark === undefined ? undefined : { pid, startMark };
}

/** Whether exactly this process still runs: same pid and same start. */
export async function isAlive(identity: ProcessIdentity): Promise<boolean> {
  return (await processStartMark(identity.pid)) === identity.startMark;
}

/**
 * How long the processes of a group have worked in all, in seconds of a processor; 0 if the system cannot tell. A
 * stopped process and one that waits for itself do not work.
 */
export async function processorSeconds(group: number): Promise<number> {
  if (process.platform === 'linux') {
    const ticks = (await linuxStats()).filter((stat) => stat.group === group).map((stat) => stat.ticks);
    return ticks.reduce((sum, each) => sum + each, 0) / linuxTicksPerSecond;
  }
  const listed = await runCommand('ps', ['-A', '-o', 'pgid=,time='], stableLocale(), 5_000);
  return listed.stdout
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([pgid]) => Number(pgid) === group)
    .reduce((sum, [, time = '']) => sum + secondsOf(time), 0);
}

/** Seconds of a time as `ps` prints it: `[dd-]hh:mm:ss` or `mm:ss.ss`. */
function secondsOf(time: string): number {
  const units = [1, 60, 3_600, 86_400];
  const parts = time.split(/[-:]/).map(Number).reverse();
  return parts.reduce((sum, part, index) => sum + part * (units[index] ?? 0), 0);
}

/** Linux shows times to programs in hundredths of a second, whatever its kernel counts in: `man 5 proc`. */
const linuxTicksPerSecond = 100;

/** Whether any process of this group still runs, zombies not counted. */
export async function groupIsAlive(group: number): Promise<boolean> {
  try {
    process.kill(-group, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  if (process.platform === 'linux') {
    return (await linuxStats()).some((stat) => stat.group === group && !stat.dead);
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
  /** Time in user and kernel mode. */
  readonly ticks: number;
  readonly dead: boolean;
}

async function linuxStats(): Promise<LinuxStat[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const stats = await Promise.all(pids.map((pid) => linuxStat(Number(pid))));
  return stats.filter((stat) => stat !== undefined);
}

async function linuxStat(pid: number): Promise<LinuxStat | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  // The second field is the program's name in brackets. The name itself may contain spaces and brackets.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const [state = 'X', , group = '0'] = fields;
  const ended = state === 'Z' || state === 'X';
  return {
    group: Number(group),
    startTicks: fields[19] ?? '',
    ticks: Number(fields[11]) + Number(fields[12]),
    dead: ended && !(await hasOtherThreads(pid)),
  };
}

/** A killed process looks like a zombie while its other threads still end. Until then it holds its port. */
async function hasOtherThreads(pid: number): Promise<boolean> {
  const threads = await readdir(`/proc/${pid}/task`).catch(() => []);
  return threads.length > 1;
}

/** `lstart` is printed in the caller's language and time zone. Two shells can differ in both. */
function stableLocale(): NodeJS.ProcessEnv {
  return { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
}
