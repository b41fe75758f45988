import { parameterKey } from '@bulkhead/stack';
import { type Synthesized } from './synthesize';

/** Keys of the parameters that a stack consumes. Empty if the stack could not be synthesized. */
export function consumedKeys(synthesized: Synthesized | Error | undefined): string[] {
  return synthesized && 'consumes' in synthesized ? synthesized.consumes.map(parameterKey) : [];
}

/** Names of the parameters that a stack publishes. Empty if the stack could not be synthesized. */
export function publishedPaths(synthesized: Synthesized | Error | undefined): string[] {
  return synthesized && 'publishes' in synthesized ? synthesized.publishes.map(({ path }) => path) : [];
}

/** Pattern of each parameter that a stack publishes, by path, in the form of its record. */
export function publishedPatterns({ publishes }: Pick<Synthesized, 'publishes'>): Record<string, string> {
  return Object.fromEntries(publishes.map(({ path, pattern }) => [path, pattern]));
}
