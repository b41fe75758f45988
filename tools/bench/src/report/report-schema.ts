import { z } from 'zod';

const ms = z.number().min(0);

const times = z.strictObject({
  label: z.string().describe('The contender that ran'),
  medianMs: ms,
  minMs: ms,
  maxMs: ms,
  peakMiB: z
    .int()
    .optional()
    .describe('The most memory that its processes had at once; absent if the system does not tell'),
});

/** Two contenders on one subject. */
export const comparison = z.strictObject({
  subject: z.string().describe('The subject of both contenders, such as network/vpc'),
  ours: times,
  peer: times,
  ratio: z
    .strictObject({ median: z.number(), min: z.number(), max: z.number() })
    .describe('How many times longer the peer took, over the pairs of runs that followed each other'),
});

/** Some values that were counted together. */
export const count = z.strictObject({
  subject: z.string(),
  values: z.record(z.string(), z.int().min(0)).describe('Figures by name, in the order of the table'),
});

/** The content of `dist/bench/latest.json`. Its JSON Schema is in `schemas/bench-report.schema.json`. */
export const benchReport = z.strictObject({
  startedAt: z.string().describe('ISO 8601 in UTC'),
  machine: z.strictObject({
    cores: z.int(),
    memoryGiB: z.number(),
    platform: z.string(),
    architecture: z.string(),
    node: z.string(),
  }),
  versions: z
    .record(z.string(), z.string())
    .describe('Versions of the engines and peers, by package or program'),
  measurements: z.array(
    z.strictObject({
      name: z.string(),
      title: z.string(),
      runs: z.int().min(1).describe('How often each contender ran'),
      durationMs: z.int().min(0),
      comparisons: z.array(comparison),
      counts: z.array(count),
      notes: z.array(z.string()),
    }),
  ),
});

export type Comparison = z.infer<typeof comparison>;
export type Count = z.infer<typeof count>;
export type BenchReport = z.infer<typeof benchReport>;
export type MeasurementReport = BenchReport['measurements'][number];
