import leven from 'leven';

/**
 * The name that somebody meant who wrote another, or undefined where none is near: at most a third of the characters
 * are others, or it is the beginning of one name only. Upper case, hyphens and underscores do not count.
 */
export function nearest(written: string, names: readonly string[]): string | undefined {
  const plain = plainName(written);
  if (plain.length > longestName) return undefined;
  const begun = plain.length > 2 ? names.filter((name) => plainName(name).startsWith(plain)) : [];
  if (begun.length === 1) return begun[0];
  const [closest] = names
    .map((name) => ({ name, distance: leven(plain, plainName(name)) }))
    .sort((a, b) => a.distance - b.distance);
  return closest && closest.distance <= Math.ceil(Math.max(plain.length, 3) / 3) ? closest.name : undefined;
}

/** No name of ours is longer, and to compare takes as long as both are. */
const longestName = 64;

function plainName(name: string): string {
  return name.toLowerCase().replace(/[-_]/g, '');
}
