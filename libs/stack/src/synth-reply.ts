import { BulkheadError, describeError } from '@bulkhead/errors';

/** The answer of an entry to the tool that started it, over Node's channel to the parent process. */
export type SynthReply =
  { readonly done: true } | { readonly code: string; readonly message: string; readonly next?: string };

/**
 * Sends what `act` returns to the tool. A failure is sent too, or printed if a person started the process, with exit
 * code 1.
 *
 * @param act returns nothing if somebody else answers
 */
export async function answering(act: () => Promise<SynthReply | undefined>): Promise<void> {
  let reply: SynthReply | undefined;
  try {
    reply = await act();
  } catch (error) {
    process.exitCode = 1;
    if (!process.send) console.error(describeError(error));
    reply = replyFor(error);
  }
  if (!reply) return;
  process.send?.(reply);
  // The open channel would keep the process running.
  if (process.connected) process.disconnect();
}

function replyFor(error: unknown): SynthReply {
  if (error instanceof BulkheadError) return { code: error.code, message: error.message, next: error.next };
  return { code: 'SynthFailed', message: describeError(error) };
}
