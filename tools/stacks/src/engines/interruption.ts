import { BulkheadError } from '@bulkhead/errors';

const code = 'Interrupted';

/** Ctrl-C, what a CI system or an operating system sends to end a job, and a terminal that is closed. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Tells a run that it shall end. */
export interface Interruption {
  /** Aborted with BulkheadError `Interrupted` when the run shall end. */
  readonly signal: AbortSignal;
  /** Leaves signals to Node again. */
  close(): void;
}

/**
 * Watches for what asks this process to end, and for the end of the process that started it: nobody would be left to
 * tell. A second signal changes nothing, since Ctrl-C reaches this process from the terminal and from Nx.
 */
export function watchInterruption(): Interruption {
  const controller = new AbortController();
  const interrupt = (how: string) =>
    controller.abort(
      new BulkheadError(code, `The run was interrupted (${how}).`, {
        next: 'run the same command again; it goes on from what is deployed',
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
