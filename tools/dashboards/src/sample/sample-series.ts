import { createHash } from 'node:crypto';

/** The number of points of a sample. */
const points = 48;

/** What a number looks like on a quiet day. */
interface Kind {
  /** Words of the title or the label. */
  readonly of: RegExp;
  /** Where the number begins and ends. */
  readonly from: number;
  readonly to: number;
  /** How far the number moves around this line. */
  readonly spread: number;
  /** What the number cannot pass. */
  readonly most?: number;
  /** Whether there are only whole numbers. */
  readonly isCount?: boolean;
}

/** The first kind whose words a number has decides. The last one is for everything else. */
const kinds: readonly Kind[] = [
  { of: /error budget/i, from: 100, to: 78, spread: 0.4, most: 100 },
  { of: /milliseconds/i, from: 900, to: 950, spread: 250 },
  { of: /seconds/i, from: 9, to: 11, spread: 4 },
  { of: /ACUs/i, from: 6, to: 9, spread: 2 },
  { of: /bytes/i, from: 4.2e9, to: 5.1e9, spread: 1.4e9 },
  { of: /USD/i, from: 20, to: 2310, spread: 12 },
  { of: /tasks|instances/i, from: 4, to: 5, spread: 1.4, isCount: true },
  { of: /(?:)/, from: 50, to: 55, spread: 10 },
];

/**
 * Sample data of a number, which the words that describe the number decide: the same words always give the same data.
 * It says nothing of any real environment.
 *
 * @param title of the widget
 * @param label of the number
 */
export function sampleSeries(title: string, label: string): readonly number[] {
  const words = `${title}\n${label}`;
  const kind = kinds.find(({ of }) => of.test(words));
  if (!kind) throw new RangeError(`No sample looks like ${words}.`);
  const { from, to, spread, most = Infinity, isCount = false } = kind;
  const random = randomOf(words);
  // Each number of a widget has a course of its own.
  const end = from + (to - from) * (0.6 + 0.4 * random());
  const phase = random() * 2 * Math.PI;
  return Array.from({ length: points }, (_, index) => {
    const share = index / (points - 1);
    const wave = Math.sin(phase + share * 4 * Math.PI) * 0.5 + (random() - 0.5) * 0.5;
    const value = Math.min(most, Math.max(0, from + (end - from) * share + wave * spread));
    return isCount ? Math.round(value) : Number(value.toPrecision(6));
  });
}

/** Numbers from 0 to 1, which a text decides. mulberry32: https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
function randomOf(seed: string): () => number {
  let state = createHash('sha256').update(seed).digest().readUInt32LE(0);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
