import { BulkheadError, describeError, isVisible } from '@bulkhead/errors';

/** Milliseconds that one input may take of the processor; a machine that is busy with others makes no input slow. */
const mostMs = 1_000;

/** Characters of a message; more nobody reads. */
const longestMessage = 20_000;

/** What came of an input. */
export interface TrialResult {
  /** `accepted`, or the code of the one message. */
  readonly outcome: string;
  readonly ms: number;
}

/** A message of a hook of Nx, which takes errors as texts. */
const hookMessage = /^[^]+\n {2}next: [^]+\n {2}\(([A-Z]\w+)\)$/;

/**
 * Lets something take an input, which ends in a result or in one message that is typed, short, says what to do next and
 * draws nothing.
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
  if (!code) throw new Error(`It ended in what is no message of ours: ${describeError(error)}`);
  const next = error instanceof BulkheadError ? error.next : text;
  if (!next) throw new Error(`It does not say what to do next: ${text}`);
  if (/\n\s+at /.test(text)) throw new Error(`It shows a stack: ${text}`);
  if (!text.split('\n').every(isVisible)) throw new Error(`It draws: ${JSON.stringify(text)}`);
  if (text.length > longestMessage) throw new Error(`It has ${text.length} characters.`);
  return code;
}
