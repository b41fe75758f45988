import { BulkheadError } from '@bulkhead/errors';

const code = 'Interrupted';

/** Ctrl-C, the signal with which a CI system or an operating system ends a job, and the closing of the terminal. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Tells a run that it must end. */
export interface Interruption {
  /** Aborted with BulkheadError `Interrupted` when the run must end. */
  readonly signal: AbortSignal;
  /** Returns the handling of signals to Node. */
  close(): void;
}

/**
 * Watches for the signals that end this process, and for the end of its parent process: then nobody would read its
 * messages. A second signal changes nothing, because Ctrl-C reaches this process from the terminal and from Nx.
 */
export function watchInterruption(): Interruption {
  const controller = new AbortController();
  const interrupt = (how: string) =>
    controller.abort(
      new BulkheadError(code, `The run was interrupted (${how}).`, {
        next: 'run the same command again; it continues from what is deployed',
      }),
    );
  const onSignal = (signal: NodeJS.Signals) => interrupt(signal);
  const onDisconnect = () => interrupt('Nx is gone');
  for (const signal of signals) process.on(signal, onSignal);
  process.on('disconnect', onDisconnect);
  return {
    signal: controller.signal,
    close() {
      for (const signal of signals) process.off(signal, onSignal);
      process.off('disconnect', onDisconnect);
    },
  };
}

/** Whether a signal was aborted because the run was interrupted. */
export function wasInterrupted(signal: AbortSignal): boolean {
  return signal.reason instanceof BulkheadError && signal.reason.code === code;
}
