import { valueProblem } from '@bulkhead/contracts';
import { z } from 'zod';
import { type DeployRecord } from './record';

/** The files and values that a stack would be deployed with. */
export interface Fingerprint {
  /** SHA-256 of each deployed file, by path. */
  readonly files: Readonly<Record<string, string>>;
  /** Values of the consumed parameters, by key. */
  readonly consumed: Readonly<Record<string, string>>;
  /**
   * Present values of the parameters that the stack would publish, by path. Undefined for a missing parameter.
   * @default not looked at
   */
  readonly publishedNow?: ReadonlyMap<string, string | undefined>;
}

/** One cause of a deploy. */
export const cause = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('never-deployed') }),
  z.strictObject({ type: z.literal('last-deploy-failed') }),
  z.strictObject({ type: z.literal('last-deploy-unfinished') }),
  z.strictObject({ type: z.literal('destroy-unfinished') }),
  z.strictObject({ type: z.literal('forced') }),
  z.strictObject({
    type: z.literal('file-differs'),
    file: z.string().describe('Path in the folder of the synthesized stack'),
  }),
  z.strictObject({
    type: z.literal('published-changed'),
    path: z
      .string()
      .describe('Name of an SSM parameter that the stack publishes and somebody else has written'),
    from: z.string().describe('The value that the stack published'),
    to: z.string().optional().describe('The value now; absent where the parameter was deleted'),
  }),
  z.strictObject({
    type: z.literal('parameter-changed'),
    path: z.string().describe('Name of the SSM parameter'),
    from: z.string().optional().describe('The value that is deployed; absent where it was not read'),
    to: z.string().optional().describe('The value now; absent where it is no longer read'),
  }),
]);

export type Cause = z.infer<typeof cause>;

/**
 * Why a stack has to be deployed. Empty if the deployed files and values are the ones that it would be deployed with.
 */
export function whyDeploy(record: DeployRecord | undefined, wanted: Fingerprint): Cause[] {
  if (!record) return [{ type: 'never-deployed' }];
  if (record.outcome === 'failed') return [{ type: 'last-deploy-failed' }];
  if (record.outcome === 'deploying') return [{ type: 'last-deploy-unfinished' }];
  if (record.outcome === 'destroying') return [{ type: 'destroy-unfinished' }];
  return [
    ...[...alteredValues(record, wanted)].map(([path, from]): Cause => ({
      type: 'published-changed',
      path,
      from,
      to: wanted.publishedNow?.get(path),
    })),
    ...changedKeys(record.files, wanted.files).map((file): Cause => ({ type: 'file-differs', file })),
    ...changedKeys(record.consumed, wanted.consumed).map((path): Cause => ({
      type: 'parameter-changed',
      path,
      from: record.consumed[path],
      to: wanted.consumed[path],
    })),
  ];
}

/** Causes in words for the user. */
export function describeCauses(causes: readonly Cause[]): string {
  return causes.map(describeCause).join('; ');
}

function describeCause(cause: Cause): string {
  switch (cause.type) {
    case 'never-deployed':
      return 'never deployed';
    case 'last-deploy-failed':
      return 'the last deploy failed';
    case 'last-deploy-unfinished':
      return 'the last deploy did not finish';
    case 'destroy-unfinished':
      return 'a destroy did not finish';
    case 'forced':
      return 'forced';
    case 'file-differs':
      return `${cause.file} differs`;
    case 'published-changed':
      return cause.to === undefined
        ? `${cause.path} was deleted by somebody else`
        : `${cause.path} was changed from ${cause.from} to ${cause.to} by somebody else`;
    case 'parameter-changed':
      return `${cause.path} changed from ${cause.from ?? '(not read)'} to ${cause.to ?? '(not read)'}`;
  }
}

/**
 * Published parameters that somebody else has deleted, or changed to values that break the contract, by path, with the
 * values that the stack published: no other stack can put them right.
 */
export function alteredValues(
  record: Pick<DeployRecord, 'published' | 'publishedValues'> | undefined,
  { publishedNow }: Pick<Fingerprint, 'publishedNow'>,
): Map<string, string> {
  const values = Object.entries(record?.publishedValues ?? {});
  return new Map(
    values
      // A parameter that the code no longer publishes is not missing. A changed value that keeps the contract is a
      // normal value: its readers have to be deployed with it.
      .filter(
        ([path]) => publishedNow?.has(path) && isBroken(publishedNow.get(path), record?.published[path]),
      )
      .sort(),
  );
}

/** Whether no stack could be deployed with a value. A record does not say whether the value is a list. */
function isBroken(value: string | undefined, pattern = ''): boolean {
  if (value === undefined) return true;
  const kinds = ['string', 'list'] as const;
  return kinds.every((kind) => valueProblem({ kind, pattern: new RegExp(pattern) }, value) !== undefined);
}

function changedKeys(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): string[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].filter((key) => before[key] !== after[key]).sort();
}
