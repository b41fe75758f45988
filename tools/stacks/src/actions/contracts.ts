import { isDeepStrictEqual } from 'node:util';
import { BulkheadError } from '@bulkhead/errors';
import { snapshotFile, updateContractsCommand } from '../app-folders/app-folders';
import {
  type ContractSnapshot,
  publishedParameters,
  readSnapshot,
  snapshotBreaks,
  snapshotOf,
  writeSnapshot,
} from '../contracts/contract-snapshot';
import { exchangeProblems, unreadParameters } from '../contracts/exchange-problems';
import { expandMigrateContract } from '../records/contract-break';
import { type Run } from '../run/run';
import { requireSynthesized, synthesizeAll } from '../run/synthesize-all';

export interface ContractsOptions {
  /** Write the snapshot. @default false */
  readonly update?: boolean;
  /** Write the snapshot although stacks read values that it would no longer have. @default false */
  readonly acceptBreaks?: boolean;
}

/**
 * Checks the stacks against each other, using what they synthesize to in each environment of the repository. Nothing
 * may be lost that other stacks were last known to read. New parameters have to be added to the snapshot.
 *
 * @param runs one for each environment, over all stacks
 * @throws BulkheadError `UnfitContracts`, `ContractBreak` or `StaleSnapshot`, or why a stack cannot be synthesized
 */
export async function checkContracts(
  runs: readonly Run[],
  { update = false, acceptBreaks = false }: ContractsOptions,
): Promise<void> {
  const [first] = runs;
  if (!first) throw new RangeError('The repository has no environments.');
  const { workspaceRoot, output } = first;
  const environments = new Map<string, ReturnType<typeof requireSynthesized>[]>();
  for (const run of runs) {
    const synthesized = await synthesizeAll(run);
    environments.set(
      run.environment.name,
      run.selected.map((instance) => requireSynthesized(synthesized, instance)),
    );
  }
  requireFitting(environments);
  const committed = readSnapshot(workspaceRoot);
  const current = snapshotOf(environments);
  if (!acceptBreaks) requireKept(committed, current);

  if (isDeepStrictEqual(committed, current)) return;
  const known = publishedParameters(committed);
  const unread = unreadParameters(environments.values()).filter((parameter) => !known.has(parameter));
  if (unread.length > 0) output.line(`Published for readers to come: ${unread.join(', ')}`);
  if (update) {
    writeSnapshot(workspaceRoot, current);
    output.line(`${snapshotFile} was written; commit it.`);
  } else {
    throw new BulkheadError(
      'StaleSnapshot',
      `What the stacks exchange is no longer what ${snapshotFile} says. Nothing is lost; what is new is not protected yet.`,
      { next: `${updateContractsCommand}, and commit what it writes` },
    );
  }
}

function requireFitting(environments: ReadonlyMap<string, Parameters<typeof exchangeProblems>[0]>): void {
  const problems = [...environments].flatMap(([name, stacks]) =>
    exchangeProblems(stacks).map((problem) => `  ${name}: ${problem}`),
  );
  if (problems.length === 0) return;
  throw new BulkheadError('UnfitContracts', ['Stacks do not fit each other:', ...problems].join('\n'), {
    next: 'correct what they publish or consume, or the contract in libs/contracts; a stack reads what is published in its own region, so that a publisher needs the regions of its readers in its manifest',
  });
}

function requireKept(committed: ContractSnapshot, current: ContractSnapshot): void {
  const breaks = snapshotBreaks(committed, current);
  if (breaks.length === 0) return;
  throw new BulkheadError(
    'ContractBreak',
    [
      `Stacks that are deployed as ${snapshotFile} says would be broken:`,
      ...breaks.map((broken) => `  ${broken}`),
      ...expandMigrateContract,
    ].join('\n'),
    {
      next: `put the parameter back and begin with Expand; where nothing is deployed yet, ${updateContractsCommand} --acceptBreaks`,
    },
  );
}
