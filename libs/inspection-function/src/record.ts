import { BulkheadError } from '@bulkhead/errors';
import { type Inspection } from './inspect';

/** Namespace of the metric `Objects`, which has the dimensions `FunctionName` and `Outcome`. */
export const metricNamespace = 'Bulkhead/ObjectProcessing';

/** What is told of an object: never its key, which may name a patient. Its version id finds it for whoever may list. */
interface Subject {
  /** Id of the event. */
  readonly event: string | undefined;
  /** @default the event named none */
  readonly version: string | undefined;
}

/** Where a line goes to. */
export type Write = (line: string) => void;

/**
 * Past `console`, which would put the line into a field of another: CloudWatch finds a metric at the root of a line
 * only.
 */
const toLog: Write = (line) => process.stdout.write(`${line}\n`);

/**
 * One line for an object, which is its audit record and counts it in a metric.
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
    // Lambda's own words, by which it takes the line for one of its JSON log.
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
 * Logs a failure and gives the error to throw. Lambda logs that a second time, with all that hangs on it, and sends its
 * message to the dead-letter queue: it has nothing but a code and a message of our own.
 */
export function recordFailure(subject: Subject, error: unknown): BulkheadError {
  const { code, message, next } = asNamed(error);
  console.error({ ...subject, outcome: 'failed', code, message, next });
  return new BulkheadError(code, message);
}

/** Of a defect, only what kind it is may be told. */
function asNamed(error: unknown): Pick<BulkheadError, 'code' | 'message' | 'next'> {
  if (error instanceof BulkheadError) return error;
  const { name } = Object(error) as Partial<Error>;
  return { code: 'InspectionDefect', message: `An unexpected ${name ?? typeof error}.` };
}
