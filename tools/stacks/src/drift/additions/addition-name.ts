import { createHash } from 'node:crypto';
import { canonicalJson } from '@bulkhead/stack';
import { type Child } from './addition-kind';

/**
 * The name by which an addition is named for removal: `added-7f3a9c12ab`. It says the content, so that what is removed
 * is what was looked at: somebody who changes an addition makes another one of it.
 *
 * @param kind name of its kind
 */
export function additionName(kind: string, { parent, content, detail }: Child): string {
  const said = canonicalJson({ kind, parent, content, detail: detail ?? null });
  return `added-${createHash('sha256').update(said).digest('hex').slice(0, 10)}`;
}
