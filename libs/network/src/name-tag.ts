import { type NameScope } from '@bulkhead/naming';

/**
 * The `Name` tag. Console and people identify EC2 resources by it. EC2 accepts any characters and does not require a
 * unique name, so the tag has no hash.
 */
export function nameTag({ environment }: NameScope, ...parts: readonly string[]): { Name: string } {
  return { Name: ['bulkhead', environment, ...parts].join('-') };
}
