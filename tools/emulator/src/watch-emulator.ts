import { probeEmulator } from './emulator-answers';

/** Why an emulator counts as dead. */
export type DeathReason = 'unreachable' | 'hanging';

export interface WatchOptions {
  /** Pause between two probes, in milliseconds. @default 3000 */
  readonly intervalMs?: number;
  /** How long one probe may take, in milliseconds. @default 5000 */
  readonly timeoutMs?: number;
  /** Probes that must fail in a row: one slow answer of a busy emulator is no death. @default 3 */
  readonly failures?: number;
}

/**
 * Watches the emulator during a deploy: calls `onDead` once, with the reason of the last probe, after
 * several failures in a row. Returns the function that stops watching; after it, `onDead` is not
 * called. The timer does not keep the process alive.
 */
export function watchEmulator(
  endpoint: string,
  onDead: (reason: DeathReason) => void,
  options: WatchOptions = {},
): () => void {
  const { intervalMs = 3_000, timeoutMs = 5_000, failures = 3 } = options;
  let stopped = false;
  let failed = 0;
  let timer: NodeJS.Timeout;

  const schedule = () => {
    timer = setTimeout(() => void probe(), intervalMs).unref();
  };
  const probe = async () => {
    const result = await probeEmulator(endpoint, timeoutMs);
    if (stopped) return;
    failed = result === 'answers' ? 0 : failed + 1;
    if (failed < failures) return schedule();
    stopped = true;
    // Another server on the port means that ours is gone.
    onDead(result === 'hanging' ? 'hanging' : 'unreachable');
  };
  schedule();

  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
