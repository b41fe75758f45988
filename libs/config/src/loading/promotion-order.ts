import { BulkheadError, visibleText } from '@bulkhead/errors';

/**
 * The environments in the order of promotion: each one follows the environment that its file names. Environments that
 * follow the same one are sorted by name.
 *
 * @param promotedAfter for each environment the previous one; undefined for the first
 * @param fileOf path of the file of an environment, for messages
 * @throws BulkheadError `InvalidPromotion` for an unknown name, a circle, two first environments or none
 */
export function promotionOrder(
  promotedAfter: ReadonlyMap<string, string | undefined>,
  fileOf: (environment: string) => string,
): string[] {
  const names = [...promotedAfter.keys()].sort();
  const problems = names.flatMap((name) => {
    const before = promotedAfter.get(name);
    if (before === undefined || promotedAfter.has(before)) return [];
    return [`${fileOf(name)}: promotedAfter is "${visibleText(before)}", which is no environment`];
  });
  const firsts = names.filter((name) => promotedAfter.get(name) === undefined);
  if (firsts.length > 1)
    problems.push(
      `${firsts.map(fileOf).join(' and ')} have no promotedAfter, and only one environment is the first`,
    );
  const order = levelsFrom(firsts, promotedAfter).flat();
  const circle = names.filter((name) => isBehindItself(name, promotedAfter));
  if (circle.length > 0)
    problems.push(`${circle.map(fileOf).join(', ')}: promotedAfter leads back to where it began`);
  if (problems.length === 0) return order;
  throw new BulkheadError(
    'InvalidPromotion',
    ['Environments have no order in which they are promoted:', ...problems.map((each) => `  ${each}`)].join(
      '\n',
    ),
    { next: `correct promotedAfter in these files; allowed: ${names.join(', ')}, or none in one of them` },
  );
}

function isBehindItself(
  name: string,
  promotedAfter: ReadonlyMap<string, string | undefined>,
  seen: readonly string[] = [name],
): boolean {
  const before = promotedAfter.get(seen.at(-1) ?? name);
  if (before === undefined || before === name) return before === name;
  return !seen.includes(before) && isBehindItself(name, promotedAfter, [...seen, before]);
}

/** The first environments, then those directly after them, and so on. */
function levelsFrom(
  level: readonly string[],
  promotedAfter: ReadonlyMap<string, string | undefined>,
): string[][] {
  if (level.length === 0) return [];
  const next = [...promotedAfter].flatMap(([name, before]) =>
    before !== undefined && level.includes(before) ? [name] : [],
  );
  return [[...level], ...levelsFrom(next.sort(), promotedAfter)];
}
