import { Unfit } from '@bulkhead/errors';
import { Scanner } from '../text/scanner';

/** The samples of one interval. Without samples, the interval has no data. */
export type Slot = readonly number[];

/** So that a slip such as `0x1000000000` is a message, and no full memory. */
const most = 1_000_000;

const numberPattern = /-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/;

/**
 * Reads the values of a metric, one for each interval: `0x10 5x3 _x2 7` is ten times 0, three times 5, twice nothing,
 * and once 7. `{100*990 2000*10}` is one interval with a thousand samples, for percentiles and averages.
 *
 * @throws Unfit with the position of what is no value
 */
export function readSlots(text: string): Slot[] {
  const scanner = new Scanner(text, 'the notation');
  const slots: Slot[] = [];
  while (!scanner.atEnd()) {
    const slot = readSlot(scanner);
    const times = scanner.take('x') ? count(scanner, 'number of times after x') : 1;
    if (slots.length + times > most) throw new Unfit(`the notation has more than ${most} values`);
    slots.push(...Array.from({ length: times }, () => slot));
  }
  if (slots.length === 0) throw new Unfit('the notation has no value');
  return slots;
}

function readSlot(scanner: Scanner): Slot {
  if (scanner.take('_')) return [];
  if (!scanner.take('{')) return [sample(scanner)];
  const samples: number[] = [];
  while (!scanner.take('}')) {
    const value = sample(scanner);
    const times = scanner.take('*') ? count(scanner, 'number of times after *') : 1;
    if (samples.length + times > most)
      throw new Unfit(`the notation has more than ${most} samples of one interval`);
    samples.push(...Array.from({ length: times }, () => value));
  }
  return samples;
}

function sample(scanner: Scanner): number {
  const [text] = scanner.match(numberPattern) ?? scanner.fail('value');
  return Number(text);
}

function count(scanner: Scanner, what: string): number {
  const [text] = scanner.match(/[1-9]\d*/) ?? scanner.fail(what);
  return Number(text);
}
