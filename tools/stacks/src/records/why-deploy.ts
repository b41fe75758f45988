import { type DeployRecord } from './record';

/** What a stack would be deployed with. */
export interface Fingerprint {
  /** SHA-256 of each deployed file, by path. */
  readonly files: Readonly<Record<string, string>>;
  /** Values of the consumed parameters, by path. */
  readonly consumed: Readonly<Record<string, string>>;
}

/**
 * Why a stack has to be deployed, in words for the user, or undefined where what is deployed is what it would be
 * deployed with.
 */
export function whyDeploy(record: DeployRecord | undefined, wanted: Fingerprint): string | undefined {
  if (!record) return 'never deployed';
  if (record.outcome === 'failed') return 'the last deploy failed';
  if (record.outcome === 'deploying') return 'the last deploy did not finish';
  const reasons = [
    ...changedKeys(record.files, wanted.files).map((file) => `${file} differs`),
    ...changedKeys(record.consumed, wanted.consumed).map(
      (path) =>
        `${path} changed from ${record.consumed[path] ?? '(not read)'} to ${wanted.consumed[path] ?? '(not read)'}`,
    ),
  ];
  return reasons.length > 0 ? reasons.join('; ') : undefined;
}

function changedKeys(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): string[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].filter((key) => before[key] !== after[key]).sort();
}
