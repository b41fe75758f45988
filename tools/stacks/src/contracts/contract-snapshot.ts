import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readStrictJson } from '@bulkhead/config';
import { writeAtomically } from '@bulkhead/emulator/write-atomically';
import { Refusal, visibleText } from '@bulkhead/errors';
import { canonicalJson, parameterKey } from '@bulkhead/stack';
import { stackId } from '@bulkhead/stack/stack-id';
import { z } from 'zod';
import { snapshotFile, updateContractsCommand } from '../app-folders/app-folders';
import { contractBreaks, describeBreak, type Exchange, type Party } from '../records/contract-break';
import { type ExchangingStack } from './exchange-problems';

/** In bytes. The snapshot of seven environments is a hundred times smaller. */
const largestSnapshot = 16 * 1024 * 1024;

const stackExchange = z.strictObject({
  region: z.string(),
  /** Pattern of each parameter that the stack publishes, by path. */
  publishes: z.record(z.string(), z.string()),
  /** Keys of the parameters that it reads. */
  consumes: z.array(z.string()),
});

const contractSnapshot = z.record(z.string(), z.record(z.string(), stackExchange));

/**
 * What the stacks of each environment exchange, by environment and by `<app>/<stack>@<role>`. A check of the repository
 * uses it as a deploy uses the records of an environment.
 */
export type ContractSnapshot = z.infer<typeof contractSnapshot>;

/** The snapshot of the synthesized stacks, by environment. */
export function snapshotOf(environments: ReadonlyMap<string, readonly ExchangingStack[]>): ContractSnapshot {
  const stackOf = (stack: ExchangingStack): ContractSnapshot[string][string] => ({
    region: stack.region,
    publishes: Object.fromEntries(stack.publishes.map(({ path, pattern }) => [path, pattern])),
    consumes: stack.consumes.map(parameterKey).sort(),
  });
  return Object.fromEntries(
    [...environments].map(([name, stacks]) => [
      name,
      Object.fromEntries(stacks.map((stack) => [stackId(stack), stackOf(stack)])),
    ]),
  );
}

/** Every parameter that any stack of a snapshot publishes, as `<contract>.<key>`. */
export function publishedParameters(snapshot: ContractSnapshot): ReadonlySet<string> {
  const paths = Object.values(snapshot)
    .flatMap((stacks) => Object.values(stacks))
    .flatMap(({ publishes }) => Object.keys(publishes));
  return new Set(paths.map((path) => path.split('/').slice(-2).join('.')));
}

/**
 * The committed snapshot. Empty if there is none yet.
 *
 * @throws Refusal `UnreadableSnapshot` if the file is something else, for example after a merge
 */
export function readSnapshot(workspaceRoot: string): ContractSnapshot {
  const file = join(workspaceRoot, snapshotFile);
  if (!existsSync(file)) return {};
  const read = readStrictJson(file, largestSnapshot);
  if ('problem' in read) throw unreadable(read.problem);
  const parsed = contractSnapshot.safeParse(read.value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw unreadable(visibleText(`${issue?.path.join('.')}: ${issue?.message}`));
}

function unreadable(why: string): Refusal {
  return new Refusal('UnreadableSnapshot', `${snapshotFile} is no snapshot: ${why}.`, {
    next: `git restore --source=HEAD ${snapshotFile}, then ${updateContractsCommand}`,
  });
}

/** Writes the snapshot with sorted keys, so that each difference in the file is a difference in what is exchanged. */
export function writeSnapshot(workspaceRoot: string, snapshot: ContractSnapshot): void {
  writeAtomically(join(workspaceRoot, snapshotFile), canonicalJson(snapshot));
}

/**
 * What a deploy of the repository would break if everything in the snapshot were deployed. Applies the rule of a deploy
 * to a file instead of records. An environment that the repository no longer has does not count, because no deploy of
 * the repository reaches it.
 *
 * @returns sentences, each beginning with the environment; none if all is well
 */
export function snapshotBreaks(committed: ContractSnapshot, current: ContractSnapshot): string[] {
  return Object.entries(committed).flatMap(([environment, stacks]) => {
    const now = current[environment];
    if (now === undefined) return [];
    const known = new Map(
      Object.entries(stacks).map(([id, { region, publishes, consumes }]): [Party, Exchange] => [
        { id, app: id.split('/', 1)[0] ?? id, region },
        { published: publishes, consumed: Object.fromEntries(consumes.map((key) => [key, ''])) },
      ]),
    );
    return [...known.keys()].flatMap((publisher) => {
      const publishes = Object.entries(now[publisher.id]?.publishes ?? {});
      const published = publishes.map(([path, pattern]) => ({ path, pattern }));
      return contractBreaks(publisher, published, known).map(
        (broken) => `${environment}: ${describeBreak(broken)}`,
      );
    });
  });
}
