/** One object with what another says over it, at every depth; lists and `null` replace what was there. */
export function merged(one: object, other: object): object {
  const both: Record<string, unknown> = { ...one };
  for (const [key, value] of Object.entries(other)) {
    const present = both[key];
    both[key] = isRecord(present) && isRecord(value) ? merged(present, value) : (value as unknown);
  }
  return both;
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
