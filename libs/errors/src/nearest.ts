import leven from 'leven';

/**
 * The known name that a user probably meant; undefined if no name is near. A name is near if at most a third of the
 * characters differ, or if the text is the beginning of only this name. Upper case, hyphens and underscores are
 * ignored.
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

/** No known name is longer, and the comparison takes time for every character. */
const longestName = 64;

function plainName(name: string): string {
  return name.toLowerCase().replace(/[-_]/g, '');
}
