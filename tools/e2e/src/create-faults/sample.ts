import { createHash } from 'node:crypto';

/** Some of the items, the same ones for the same seed, in the order they had. */
export function sampleOf<T extends string>(items: readonly T[], size: number, seed: number): T[] {
  const rank = (item: T) => createHash('sha256').update(`${seed} ${item}`).digest('hex');
  const ranked = [...items].sort((one, other) => (rank(one) < rank(other) ? -1 : 1));
  const drawn = new Set(ranked.slice(0, size));
  return items.filter((item) => drawn.has(item));
}
