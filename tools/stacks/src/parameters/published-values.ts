import { valueProblem } from '@bulkhead/contracts';
import { BulkheadError } from '@bulkhead/errors';
import { type ParameterUse } from '@bulkhead/stack';
import { type StackInstance } from '../workspace/stack-instance';

/**
 * Checks that a stack published what its contracts promise, so that the fault is found at the publisher and not at a
 * consumer.
 *
 * @throws BulkheadError `BrokenPromise`, naming each parameter that is missing or does not match
 */
export function requirePublished(
  publisher: StackInstance,
  uses: readonly ParameterUse[],
  values: ReadonlyMap<string, string>,
): void {
  const problems = uses.flatMap(({ path, kind, pattern }) => {
    const value = values.get(path);
    const problem =
      value === undefined ? 'does not exist' : valueProblem({ kind, pattern: new RegExp(pattern) }, value);
    return problem ? [`  ${path} ${problem}`] : [];
  });
  if (problems.length === 0) return;
  throw new BulkheadError(
    'BrokenPromise',
    [`${publisher.id} was deployed, but did not publish what its contracts promise:`, ...problems].join('\n'),
    { next: `correct what apps/${publisher.app} publishes, or the contract in libs/contracts` },
  );
}

/**
 * The present values of the parameters that a stack would publish, by path. Undefined for a missing parameter.
 *
 * @param read values by path, of the parameters that exist
 */
export async function publishedValuesNow(
  { region }: Pick<StackInstance, 'region'>,
  { publishes }: { readonly publishes: readonly Pick<ParameterUse, 'path'>[] },
  read: (region: string, paths: readonly string[]) => Promise<ReadonlyMap<string, string>>,
): Promise<Map<string, string | undefined>> {
  const paths = publishes.map(({ path }) => path);
  const found = await read(region, paths);
  return new Map(paths.map((path) => [path, found.get(path)]));
}
