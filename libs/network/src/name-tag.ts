import { type NameScope } from '@bulkhead/naming';

/**
 * The `Name` tag, by which the console and people tell EC2 resources apart. EC2 neither limits it to a
 * character set nor wants it unique, so it carries no hash.
 */
export function nameTag({ environment }: NameScope, ...parts: readonly string[]): { Name: string } {
  return { Name: ['bulkhead', environment, ...parts].join('-') };
}
