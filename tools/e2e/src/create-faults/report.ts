import { type FaultKind } from './faulted-calls';
import { type Trial } from './faulted-deployments';

/** What came of all trials of one stack with one kind of fault. */
export interface KindReport {
  readonly stack: string;
  readonly engine: string;
  readonly kind: FaultKind;
  /** How many calls were to be faulted. */
  readonly calls: number;
  /** Calls that no deployment came to. */
  readonly unreached: readonly string[];
  /** How many of the faulted calls were followed by a read that failed; 0 for other kinds. */
  readonly failedReads: number;
  readonly trials: number;
  /** Trials after which the next run did not converge, the smallest that were tried. */
  readonly diverged: readonly {
    readonly calls: readonly string[];
    readonly divergences: readonly string[];
  }[];
  readonly seconds: number;
}

/** A table of all stacks and kinds, and below it every divergence. */
export function textOf(reports: readonly KindReport[]): string {
  const heads = ['stack', 'fault', 'calls', 'faulted', 'deploys', 'converged', 'diverged', 'seconds'];
  const rows = reports.map(({ stack, kind, calls, unreached, trials, diverged, seconds }) => {
    const faulted = calls - unreached.length;
    const bad = new Set(diverged.flatMap((trial) => trial.calls)).size;
    return [stack, kind, calls, faulted, trials, faulted - bad, bad, Math.round(seconds)].map(String);
  });
  const widths = heads.map((head, column) =>
    Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const lines = [heads, ...rows].map((row) =>
    row
      .map((cell, column) =>
        column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  '),
  );
  const details = reports.flatMap(({ stack, kind, diverged, unreached }) => [
    ...diverged.flatMap(({ calls, divergences }) => [
      `${stack}, ${kind}, after ${calls.length === 1 ? calls[0] : `one of\n    ${calls.join('\n    ')}`}`,
      ...divergences.map((divergence) => `  ${divergence}`),
    ]),
    ...unreached.map((call) => `${stack}, ${kind}: never called: ${call}`),
  ]);
  return [...lines, '', ...details].join('\n');
}

/** One trial, on one line and one for each divergence. */
export function lineOf(stack: string, { kind, hit, failedReads, disturbed, divergences }: Trial): string {
  const reads = kind === 'read-fails' ? `, ${failedReads.size} reads failed` : '';
  return [
    `${stack} ${kind}: ${hit.length} calls${reads}; disturbed: ${disturbed}; then ${divergences.length === 0 ? 'converged' : 'diverged'}`,
    ...divergences.map((divergence) => `    ${divergence}`),
  ].join('\n');
}
