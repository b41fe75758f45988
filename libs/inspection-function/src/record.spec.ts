import { BulkheadError } from '@bulkhead/errors';
import { type Inspection } from './inspect';
import { metricNamespace, recordFailure, recordInspection } from './record';

const subject = { event: 'event-1', version: 'version-1' };
const accepted: Inspection = {
  outcome: 'accepted',
  faults: [],
  bytes: 5,
  checksum: 'SHA256:c2hh',
  tagged: 'now',
};
const lineOf = (inspection: Inspection) => {
  const lines: string[] = [];
  recordInspection(subject, inspection, (line) => lines.push(line));
  expect(lines).toHaveLength(1);
  return JSON.parse(lines[0] ?? '') as Record<string, unknown>;
};

test('P2.8: an object is one log line with the result, and the line counts the object', () => {
  const line = lineOf(accepted);
  const { outcome, ...details } = accepted;

  expect(line).toMatchObject({ ...subject, ...details, level: 'INFO', Objects: 1, Outcome: outcome });
  expect(Date.parse(String(line['timestamp']))).toBeGreaterThan(0);
});

test('P2.7, P2.8: CloudWatch finds the metric and its dimensions at the root of the line', () => {
  const line = lineOf(accepted);
  const { Timestamp, CloudWatchMetrics } = line['_aws'] as {
    Timestamp: number;
    CloudWatchMetrics: { Namespace: string; Dimensions: string[][]; Metrics: { Name: string }[] }[];
  };

  expect(Number.isInteger(Timestamp)).toBe(true);
  expect(CloudWatchMetrics).toHaveLength(1);
  for (const { Namespace, Dimensions, Metrics } of CloudWatchMetrics) {
    expect(Namespace).toBe(metricNamespace);
    for (const dimension of Dimensions.flat()) expect(line).toHaveProperty(dimension, expect.any(String));
    for (const { Name } of Metrics) expect(line).toHaveProperty(Name, expect.any(Number));
  }
});

test.each([
  [{ ...accepted, outcome: 'rejected', faults: ['key'] } as Inspection, 'WARN'],
  [{ outcome: 'gone' } as Inspection, 'INFO'],
])('P2.8: %j is logged at its level', (inspection, level) => {
  const { outcome, ...details } = inspection;

  expect(lineOf(inspection)).toMatchObject({ ...details, level, Outcome: outcome });
});

describe('P2.8: a failure is logged with its code', () => {
  const written: unknown[] = [];
  beforeEach(() => {
    written.length = 0;
    jest.spyOn(console, 'error').mockImplementation((entry) => void written.push(entry));
  });
  afterEach(() => jest.restoreAllMocks());

  test('without other properties of the error', () => {
    const cause = new Error('hidden');
    const thrown = recordFailure(subject, new BulkheadError('S3Refused', 'No.', { cause, next: 'Look.' }));

    expect(thrown).toMatchObject({ code: 'S3Refused', message: 'No.' });
    expect(thrown).not.toHaveProperty('cause');
    expect(written).toEqual([
      { ...subject, outcome: 'failed', code: 'S3Refused', message: 'No.', next: 'Look.' },
    ]);
  });

  test.each([
    [new TypeError('hidden'), 'An unexpected TypeError.'],
    ['hidden', 'An unexpected string.'],
    [undefined, 'An unexpected undefined.'],
  ])('for a defect, only its kind', (defect, message) => {
    expect(recordFailure(subject, defect)).toMatchObject({ code: 'InspectionDefect', message });
    expect(JSON.stringify(written)).not.toContain('hidden');
  });
});
