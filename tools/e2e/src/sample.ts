import { createHash } from 'node:crypto';

/** Set by `npx nx run e2e:whole`, which tries every case; `npm test` tries a sample of those that take minutes each. */
const wholeVariable = 'BULKHEAD_E2E_WHOLE';

/** Some of the items, the same ones for the same seed, in the order they had. */
export function sampleOf<T extends string | number>(items: readonly T[], size: number, seed: number): T[] {
  const rank = (item: T) => createHash('sha256').update(`${seed} ${item}`).digest('hex');
  const ranked = [...items].sort((one, other) => (rank(one) < rank(other) ? -1 : 1));
  const drawn = new Set(ranked.slice(0, size));
  return items.filter((item) => drawn.has(item));
}

/** The items that an end-to-end test tries: a sample, or all of them in `e2e:whole`. */
export function tried<T extends string | number>(items: readonly T[], size: number, seed: number): T[] {
  return process.env[wholeVariable] === 'yes' ? [...items] : sampleOf(items, size, seed);
}

/** The same of items of any kind, which are drawn by their places. */
export function triedOf<T>(items: readonly T[], size: number, seed: number): T[] {
  const places = new Set(tried([...items.keys()], size, seed));
  return items.filter((_, place) => places.has(place));
}
