/** Lines by kind, as an inventory has them. */
type Lines = Readonly<Record<string, readonly string[]>>;

/** What is missing and what is too much, as `subnets: + 10.0.1.0/24`; empty for equal inventories. */
export function inventoryDifferences(expected: Lines, found: Lines): string[] {
  return Object.keys(expected).flatMap((kind) => {
    const missing = without(expected[kind] ?? [], found[kind] ?? []);
    const extra = without(found[kind] ?? [], expected[kind] ?? []);
    return [...missing.map((line) => `${kind}: - ${line}`), ...extra.map((line) => `${kind}: + ${line}`)];
  });
}

/** The lines that are left when each of the others has taken one that equals it. */
function without(lines: readonly string[], others: readonly string[]): string[] {
  const left = [...lines];
  for (const other of others) {
    const place = left.indexOf(other);
    if (place >= 0) left.splice(place, 1);
  }
  return left;
}
