import { probeEmulator } from './emulator-answers';
import { ProcessWork } from './process-work';

/** Why an emulator counts as dead. */
export type DeathReason = 'unreachable' | 'hanging';

export interface WatchOptions {
  /** Pause between two probes, in milliseconds. @default 3000 */
  readonly intervalMs?: number;
  /** How long one probe may take, in milliseconds. @default 5000 */
  readonly timeoutMs?: number;
  /** Probes that must fail in a row. One slow answer of a busy emulator does not mean that it is dead. @default 3 */
  readonly failures?: number;
  /** The group of the emulator's processes: while it works, it is busy and not dead. @default nobody knows it */
  readonly group?: number | undefined;
  /** How long it may work without an answer, in milliseconds. @default 180 000 */
  readonly longestMs?: number;
}

/**
 * Watches the emulator during a deploy. After several failures in a row, it calls `onDead` once, with the reason of the
 * last probe. Returns the function that stops the watch; after that call, `onDead` is not called. The timer does not
 * keep the process alive.
 */
export function watchEmulator(
  endpoint: string,
  onDead: (reason: DeathReason) => void,
  options: WatchOptions = {},
): () => void {
  const { intervalMs = 3_000, timeoutMs = 5_000, failures = 3, group, longestMs = 180_000 } = options;
  const work = new ProcessWork(group);
  let stopped = false;
  let failed = 0;
  let answeredAt = Date.now();
  let timer: NodeJS.Timeout;

  const schedule = () => {
    if (stopped) return;
    timer = setTimeout(() => void probe(), intervalMs).unref();
  };
  const probe = async () => {
    const result = await probeEmulator(endpoint, timeoutMs);
    if (stopped) return;
    failed = result === 'answers' ? 0 : failed + 1;
    if (failed === 0) answeredAt = Date.now();
    // Not before: to count reads every process of the machine.
    if (failed === 1) await work.begin();
    if (failed < failures) return schedule();
    const isBusy = result === 'hanging' && Date.now() < answeredAt + longestMs && (await work.hasWorked());
    if (isBusy) failed = 0;
    if (isBusy || stopped) return schedule();
    stopped = true;
    // Another server on the port means that our emulator is gone.
    onDead(result === 'hanging' ? 'hanging' : 'unreachable');
  };
  schedule();

  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
