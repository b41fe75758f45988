import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { comparisonOf } from './comparison';
import { markdownOf } from './markdown';
import { type BenchReport } from './report-schema';

const report: BenchReport = {
  startedAt: '2026-01-01T00:00:00.000Z',
  machine: { cores: 2, memoryGiB: 24, platform: 'linux', architecture: 'x64', node: '20.20.2' },
  versions: { cdktf: '0.21.0', terraform: '1.11.4' },
  measurements: [
    {
      name: 'cold-synth',
      title: 'Cold synthesis',
      runs: 2,
      durationMs: 1,
      comparisons: [
        comparisonOf(
          'network/vpc',
          { label: 'one process', times: [500, 1000], peakMiB: 87 },
          { label: 'cdktf synth', times: [6000, 9000] },
        ),
      ],
      counts: [],
      notes: ['Both synthesize the same.'],
    },
    {
      name: 'precision',
      title: 'Precision',
      runs: 1,
      durationMs: 1,
      comparisons: [],
      counts: [
        { subject: 'comments', values: { changes: 8, false: 0 } },
        { subject: 'all', values: { changes: 8, false: 0 } },
      ],
      notes: [],
    },
  ],
};

test('ratios are those of pairs, with the extremes beside the median', () => {
  expect(markdownOf(report)).toContain(
    '| network/vpc | one process | 0.75 s (0.50–1.00) | 87 MiB | cdktf synth | 7.50 s (6.00–9.00) |        | **10.50** (9.00–12.00) |',
  );
});

test('a ratio is no claim where runs of both overlap', () => {
  const overlapping = comparisonOf(
    'network/vpc',
    { label: 'one process', times: [500, 1000] },
    { label: 'cdktf synth', times: [900, 2000] },
  );
  const [first] = report.measurements;
  const text = markdownOf({
    ...report,
    measurements: first ? [{ ...first, comparisons: [overlapping] }] : [],
  });

  expect(text).toContain('| 1.90 (1.80–2.00)');
  expect(text).not.toContain('**');
});

test('counts have one row for each subject', () => {
  expect(markdownOf(report)).toContain('| comments | 8       | 0     |');
});

test('the formatter of this repository changes nothing', () => {
  const root = join(__dirname, '../../../..');
  const text = `${markdownOf(report)}\n`;
  const prettier = [require.resolve('prettier/bin/prettier.cjs'), '--stdin-filepath', 'docs/performance.md'];

  expect(execFileSync(process.execPath, prettier, { cwd: root, input: text, encoding: 'utf8' })).toBe(text);
});
