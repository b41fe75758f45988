import type { PolicyResource } from '@bulkhead/policy';

/** A property that is already a text. Undefined for a property that only the deploy knows. */
export function literal({ properties }: PolicyResource, name: string): string | undefined {
  const value = properties[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
