import type { PolicyResource } from '@bulkhead/policy';

/** A property that is a text now; undefined for one that a deploy finds out. */
export function literal({ properties }: PolicyResource, name: string): string | undefined {
  const value = properties[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
