import { probeEmulator } from './emulator-answers';

/** Why an emulator counts as dead. */
export type DeathReason = 'unreachable' | 'hanging';

export interface WatchOptions {
  /** Pause between two probes, in milliseconds. @default 3000 */
  readonly intervalMs?: number;
  /** How long one probe may take, in milliseconds. @default 5000 */
  readonly timeoutMs?: number;
  /** Probes that must fail in a row. One slow answer of a busy emulator does not mean that it is dead. @default 3 */
  readonly failures?: number;
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
    // Another server on the port means that our emulator is gone.
    onDead(result === 'hanging' ? 'hanging' : 'unreachable');
  };
  schedule();

  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
