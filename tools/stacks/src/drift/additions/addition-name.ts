import { createHash } from 'node:crypto';
import { canonicalJson } from '@bulkhead/stack';
import { type Child } from './addition-kind';

/**
 * The name that `--remove` takes: `added-7f3a9c12ab`. The name is a digest of the content, so that only what was looked
 * at is removed: a changed addition has another name.
 *
 * @param kind name of its kind
 */
export function additionName(kind: string, { parent, content, detail }: Child): string {
  const said = canonicalJson({ kind, parent, content, detail: detail ?? null });
  return `added-${createHash('sha256').update(said).digest('hex').slice(0, 10)}`;
}
