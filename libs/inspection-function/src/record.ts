import { BulkheadError } from '@bulkhead/errors';
import { type Inspection } from './inspect';

/** Namespace of the metric `Objects`, which has the dimensions `FunctionName` and `Outcome`. */
export const metricNamespace = 'Bulkhead/ObjectProcessing';

/**
 * The logged identity of an object. Never its key, which may name a patient. The version id leads people with list
 * permission to the object.
 */
interface Subject {
  /** Id of the event. */
  readonly event: string | undefined;
  /** @default the event has none */
  readonly version: string | undefined;
}

/** The destination of a line. */
export type Write = (line: string) => void;

/**
 * Bypasses `console`, which would nest the line in a field: CloudWatch finds a metric only at the root of a line.
 */
const toLog: Write = (line) => process.stdout.write(`${line}\n`);

/**
 * Writes one line for an object: its audit record, which also counts it in a metric.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function recordInspection(subject: Subject, inspection: Inspection, write: Write = toLog): void {
  const now = new Date();
  const { outcome, ...details } = inspection;
  const line = {
    _aws: {
      Timestamp: now.getTime(),
      CloudWatchMetrics: [
        {
          Namespace: metricNamespace,
          Dimensions: [['FunctionName', 'Outcome']],
          Metrics: [{ Name: 'Objects', Unit: 'Count' }],
        },
      ],
    },
    // Names of Lambda's own fields: Lambda then accepts the line as part of its JSON log.
    timestamp: now.toISOString(),
    level: outcome === 'rejected' ? 'WARN' : 'INFO',
    FunctionName: process.env['AWS_LAMBDA_FUNCTION_NAME'] ?? 'local',
    Outcome: outcome,
    Objects: 1,
    ...subject,
    ...details,
  };
  write(JSON.stringify(line));
}

/**
 * Logs a failure and returns the error to throw. Lambda logs that error again, with all its properties, and sends its
 * message to the dead-letter queue. So the error has only a code and a message of our own.
 */
export function recordFailure(subject: Subject, error: unknown): BulkheadError {
  const { code, message, next } = asNamed(error);
  console.error({ ...subject, outcome: 'failed', code, message, next });
  return new BulkheadError(code, message);
}

/** For a defect, only its kind may be logged. */
function asNamed(error: unknown): Pick<BulkheadError, 'code' | 'message' | 'next'> {
  if (error instanceof BulkheadError) return error;
  const { name } = Object(error) as Partial<Error>;
  return { code: 'InspectionDefect', message: `An unexpected ${name ?? typeof error}.` };
}
