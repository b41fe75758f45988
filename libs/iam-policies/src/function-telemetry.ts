/** A function that writes a log and traces. */
export interface FunctionTelemetry {
  readonly region: string;
  /** ARN of the log group as CloudFormation gives it: its end, `:*`, stands for the streams of the group. */
  readonly logGroupArn: string;
}

/** Statements for the role of a function that writes its own log and its traces. */
export function functionTelemetry({ region, logGroupArn }: FunctionTelemetry): object[] {
  return [
    {
      Sid: 'WriteLog',
      Effect: 'Allow',
      Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      Resource: logGroupArn,
    },
    {
      Sid: 'Trace',
      Effect: 'Allow',
      Action: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
      // X-Ray supports no resources for these actions. They write traces and read none.
      Resource: '*',
      Condition: { StringEquals: { 'aws:RequestedRegion': region } },
    },
  ];
}
