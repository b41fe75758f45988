import { spreadOf, spreadOfRatios } from '../statistics';
import { type Taken } from '../taken-in-turn';
import { type Comparison } from './report-schema';

/** The figures of one contender, with its name in the table. */
export interface Timed extends Taken {
  readonly label: string;
}

/** The comparison of two contenders that ran in turn. */
export function comparisonOf(subject: string, ours: Timed, peer: Timed): Comparison {
  const { median, min, max } = spreadOfRatios(ours.times, peer.times);
  return {
    subject,
    ours: timesOf(ours),
    peer: timesOf(peer),
    ratio: { median: hundredths(median), min: hundredths(min), max: hundredths(max) },
  };
}

function timesOf({ label, times, peakMiB }: Timed): Comparison['ours'] {
  const { median, min, max } = spreadOf(times);
  return {
    label,
    medianMs: Math.round(median),
    minMs: Math.round(min),
    maxMs: Math.round(max),
    ...(peakMiB && { peakMiB }),
  };
}

function hundredths(ratio: number): number {
  return Math.round(ratio * 100) / 100;
}
