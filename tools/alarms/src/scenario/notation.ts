import { Unfit } from '@bulkhead/errors';
import { Scanner } from '../text/scanner';

/** The samples of one interval. Without samples, the interval has no data. */
export type Slot = readonly number[];

/** A number from 0 to below 1 for a sample of an interval: always the same one for the same interval and sample. */
export type Draw = (index: number, sample: number) => number;

/** The values of a metric, one for each interval. */
export interface Values {
  /** In intervals. What comes for as long as the scenario lasts counts as if it came once. */
  readonly length: number;
  /** Whether some of the values are drawn. */
  readonly isDrawn: boolean;
  /** The samples of an interval. After the end, there are none. */
  readonly at: (index: number, draw: Draw) => Slot;
}

/** So that a slip such as `0x1000000000` is a message, and no scenario that plays for hours. */
const most = 1_000_000;

const numberPattern = /-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/;

const nothing: Slot = [];

/** A value, or several in parentheses, that come some times after each other. */
interface Item {
  /** In intervals. */
  readonly unit: number;
  readonly times: number;
  readonly isDrawn: boolean;
  /** @param within the interval inside of the unit @param index the interval of the whole text, for draws */
  readonly at: (within: number, index: number, draw: Draw) => Slot;
}

/**
 * Reads the values of a metric, one for each interval: `0x10 5x3 _x2 7` is ten times 0, three times 5, twice nothing,
 * and once 7. `{100*990 2000*10}` is one interval with a thousand samples, for percentiles and averages. `2~8x60` is an
 * hour of values that are drawn between 2 and 8: whole ones, because both limits are written so. `(0x5 1)x10` comes ten times.
 * `2~8x*`, at the end, comes for as long as the scenario lasts.
 *
 * @throws Unfit with the position of what is no value
 */
export function readValues(text: string): Values {
  const scanner = new Scanner(text, 'the notation');
  const items = readItems(scanner, () => scanner.atEnd());
  return sequence(items);
}

function readItems(scanner: Scanner, ends: () => boolean): Item[] {
  const items: Item[] = [];
  let length = 0;
  while (!ends()) {
    if (items.at(-1)?.times === Infinity) throw new Unfit('the notation goes on after x*');
    const item = readItem(scanner);
    items.push(item);
    length += item.unit * (item.times === Infinity ? 1 : item.times);
    if (length > most) throw new Unfit(`the notation has more than ${most} values`);
  }
  if (items.length === 0) throw new Unfit('the notation has no value');
  return items;
}

function readItem(scanner: Scanner): Item {
  const value = scanner.take('(') ? readGroup(scanner) : readSlot(scanner);
  return { ...value, times: readTimes(scanner) };
}

function readTimes(scanner: Scanner): number {
  if (!scanner.take('x')) return 1;
  return scanner.take('*') ? Infinity : count(scanner, 'number of times after x');
}

function readGroup(scanner: Scanner): Omit<Item, 'times'> {
  const items = readItems(scanner, () => scanner.take(')') !== undefined);
  if (items.at(-1)?.times === Infinity) throw new Unfit('the notation has x* in parentheses');
  const { length, isDrawn } = sequence(items);
  return { unit: length, isDrawn, at: (within, index, draw) => slotOf(items, within, index, draw) };
}

function sequence(items: readonly Item[]): Values {
  return {
    length: items.reduce((sum, { unit, times }) => sum + unit * (times === Infinity ? 1 : times), 0),
    isDrawn: items.some(({ isDrawn }) => isDrawn),
    at: (index, draw) => slotOf(items, index, index, draw),
  };
}

function slotOf(items: readonly Item[], within: number, index: number, draw: Draw): Slot {
  let left = within;
  for (const { unit, times, at } of items) {
    if (left < unit * times) return at(left % unit, index, draw);
    left -= unit * times;
  }
  return nothing;
}

function readSlot(scanner: Scanner): Omit<Item, 'times'> {
  const samples = scanner.take('_') ? [] : scanner.take('{') ? readSamples(scanner) : [readSample(scanner)];
  const isDrawn = samples.some((each) => typeof each !== 'number');
  const known = samples.filter((each) => typeof each === 'number');
  const at: Item['at'] = isDrawn
    ? (_, index, draw) =>
        samples.map((each, number) => (typeof each === 'number' ? each : drawn(each, draw(index, number))))
    : () => known;
  return { unit: 1, isDrawn, at };
}

interface Range {
  readonly least: number;
  readonly greatest: number;
  /** Whether both limits are written as whole numbers, so that only whole numbers are drawn. */
  readonly isWhole: boolean;
}

function readSamples(scanner: Scanner): (number | Range)[] {
  const samples: (number | Range)[] = [];
  while (!scanner.take('}')) {
    const sample = readSample(scanner);
    const times = scanner.take('*') ? count(scanner, 'number of times after *') : 1;
    if (samples.length + times > most)
      throw new Unfit(`the notation has more than ${most} samples of one interval`);
    samples.push(...Array.from({ length: times }, () => sample));
  }
  return samples;
}

function readSample(scanner: Scanner): number | Range {
  const text = () => (scanner.match(numberPattern) ?? scanner.fail('value'))[0];
  const least = text();
  if (!scanner.take('~')) return Number(least);
  const greatest = text();
  if (Number(least) >= Number(greatest))
    throw new Unfit(`the notation has ${least}~${greatest}, between which nothing is`);
  const isWhole = [least, greatest].every((each) => /^-?\d+$/.test(each));
  return { least: Number(least), greatest: Number(greatest), isWhole };
}

function drawn({ least, greatest, isWhole }: Range, part: number): number {
  return isWhole ? least + Math.floor(part * (greatest - least + 1)) : least + part * (greatest - least);
}

function count(scanner: Scanner, what: string): number {
  const [text] = scanner.match(/[1-9]\d*/) ?? scanner.fail(what);
  return Number(text);
}
