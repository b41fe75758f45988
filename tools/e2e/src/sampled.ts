import { sequence } from './sequence';

/** Set by `npx nx run e2e:whole`, which tries every case; `npm test` tries a sample of those that take minutes each. */
const wholeVariable = 'BULKHEAD_E2E_WHOLE';

/**
 * The cases to try of some that differ in a number alone, such as the moment of an interruption.
 *
 * @param cases in their order
 * @param size how many `npm test` tries
 * @param seed what these are drawn from: one seed, one sample
 * @returns cases in their order, all of them for `e2e:whole`
 */
export function sampled<T>(cases: readonly T[], size: number, seed: number): readonly T[] {
  if (process.env[wholeVariable] === 'yes') return cases;
  const draw = sequence(seed);
  const picked = cases
    .map((_, index) => ({ index, order: draw() }))
    .sort((one, other) => one.order - other.order)
    .slice(0, size)
    .map(({ index }) => index);
  return cases.filter((_, index) => picked.includes(index));
}
