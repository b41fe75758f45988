import { BulkheadError, describeError, isVisible } from '@bulkhead/errors';

/** Milliseconds of processor time that one input may take. Load from other processes does not count. */
const mostMs = 1_000;

/** Characters of a message. Nobody reads more. */
const longestMessage = 20_000;

/** The result of one input. */
export interface TrialResult {
  /** `accepted`, or the code of the message. */
  readonly outcome: string;
  readonly ms: number;
}

/** A message from a hook of Nx, which passes errors on as texts. */
const hookMessage = /^[^]+\n {2}next: [^]+\n {2}\(([A-Z]\w+)\)$/;

/**
 * Lets something process an input. The input has to end in a result or in one message that is typed, short, says what
 * to do next, and draws nothing on a terminal.
 *
 * @throws Error for any other end
 */
export async function tryInput(take: () => unknown): Promise<TrialResult> {
  const begun = process.cpuUsage();
  let outcome = 'accepted';
  try {
    await take();
  } catch (error) {
    outcome = codeOf(error);
  }
  const { user, system } = process.cpuUsage(begun);
  const ms = (user + system) / 1_000;
  if (ms > mostMs) throw new Error(`It took ${Math.round(ms)} ms.`);
  return { outcome, ms };
}

function codeOf(error: unknown): string {
  const text = error instanceof BulkheadError ? describeError(error) : ((error as Error).message ?? '');
  const code = error instanceof BulkheadError ? error.code : hookMessage.exec(text)?.[1];
  if (!code) throw new Error(`It did not end in a typed message: ${describeError(error)}`);
  const next = error instanceof BulkheadError ? error.next : text;
  if (!next) throw new Error(`It does not say what to do next: ${text}`);
  if (/\n\s+at /.test(text)) throw new Error(`It shows a stack: ${text}`);
  if (!text.split('\n').every(isVisible)) throw new Error(`It draws: ${JSON.stringify(text)}`);
  if (text.length > longestMessage) throw new Error(`It has ${text.length} characters.`);
  return code;
}
