import { BulkheadError } from '@bulkhead/errors';
import { type Notification } from './notification';

/**
 * One line of the log: what became of one message of the queue. These fields and no other may be in it, each with values
 * of this code, of AWS's ids or of the clock: the text of an event may name a patient.
 */
export interface LogEntry {
  /** Id of the message in the queue, if it is one of SQS. */
  readonly message: string | undefined;
  /** Id of the event, if it is one of EventBridge. */
  readonly event?: string | undefined;
  readonly outcome: 'published' | 'duplicate' | 'failed' | 'held-back';
  readonly kind?: Notification['kind'];
  readonly severity?: Notification['severity'];
  readonly topic?: Notification['topic'];
  readonly resourceType?: string | undefined;
  readonly durationMs?: number;
  /** Code and message of an error of this library. */
  readonly code?: string;
  readonly reason?: string;
}

/** The destination of a line. */
export type Write = (line: string) => void;

/** Bypasses `console`, which would nest the line in a field. */
export const toLog: Write = (line) => process.stdout.write(`${line}\n`);

/** Writes one line of JSON, with Lambda's own names for time and level. */
export function logEntry(write: Write, entry: LogEntry): void {
  const { message, event, outcome, kind, severity, topic, resourceType, durationMs, code, reason } = entry;
  const isNormal = outcome !== 'failed' && outcome !== 'held-back' && kind !== 'unknown' && !code;
  write(
    JSON.stringify({
      timestamp: new Date().toISOString(),
      level: outcome === 'failed' ? 'ERROR' : isNormal ? 'INFO' : 'WARN',
      outcome,
      message,
      event,
      kind,
      severity,
      topic,
      resourceType,
      durationMs,
      code,
      reason,
    }),
  );
}

/** For a defect, only its kind may be logged. */
export function asNamed(error: unknown): Pick<LogEntry, 'code' | 'reason'> {
  if (error instanceof BulkheadError) return { code: error.code, reason: error.message };
  const { name } = Object(error) as Partial<Error>;
  const kind = name && /^[A-Za-z]{1,64}$/.test(name) ? name : typeof error;
  return { code: 'AlertDefect', reason: `An unexpected ${kind}.` };
}
