import { type BenchReport, type Comparison, type Count, type MeasurementReport } from './report-schema';

/** The report as Markdown: the machine, and a section for each measurement. */
export function markdownOf({ machine, versions, measurements }: BenchReport): string {
  const { cores, memoryGiB, platform, architecture, node } = machine;
  const took = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return [
    `${cores} cores, ${memoryGiB} GiB, ${platform} ${architecture}, Node ${node}; ${took.join(', ')}.`,
    ...measurements.map(sectionOf),
  ].join('\n\n');
}

function sectionOf({ title, runs, comparisons, counts, notes }: MeasurementReport): string {
  const parts = [
    `### ${title}`,
    ...(comparisons.length > 0
      ? [
          `Medians of ${runs} runs, taken in turn, with the fastest and the slowest. A ratio is bold if no runs overlap.`,
          comparisonTable(comparisons),
        ]
      : []),
    ...(counts.length > 0 ? [countTable(counts)] : []),
    ...(notes.length > 0 ? [notes.map((note) => `- ${note}`).join('\n')] : []),
  ];
  return parts.join('\n\n');
}

function comparisonTable(comparisons: readonly Comparison[]): string {
  return table(
    ['Subject', 'Bulkhead', 'Time', 'Memory', 'Peer', 'Time', 'Memory', 'Ratio (from–to)'],
    comparisons.map(({ subject, ours, peer, ratio }) => [
      subject,
      ...figuresOf(ours),
      ...figuresOf(peer),
      `${claimed(ratio.median, ours, peer)} (${ratio.min.toFixed(2)}–${ratio.max.toFixed(2)})`,
    ]),
  );
}

function figuresOf({ label, medianMs, minMs, maxMs, peakMiB }: Comparison['ours']): string[] {
  const time = `${seconds(medianMs)} s (${seconds(minMs)}–${seconds(maxMs)})`;
  return [label, time, peakMiB === undefined ? '' : `${peakMiB} MiB`];
}

/** A ratio is bold only if the slowest run of one contender was faster than the fastest run of the other. */
function claimed(median: number, ours: Comparison['ours'], peer: Comparison['peer']): string {
  const overlaps = ours.maxMs >= peer.minMs && peer.maxMs >= ours.minMs;
  return overlaps ? median.toFixed(2) : `**${median.toFixed(2)}**`;
}

function countTable(counts: readonly Count[]): string {
  const names = [...new Set(counts.flatMap(({ values }) => Object.keys(values)))];
  return table(
    ['', ...names],
    counts.map(({ subject, values }) => [subject, ...names.map((name) => String(values[name] ?? ''))]),
  );
}

/** A table whose columns have one width, as the formatter of this repository writes it. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) =>
    Math.max(3, ...[head, ...rows].map((row) => [...(row[column] ?? '')].length)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - [...cell].length)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(2);
}
