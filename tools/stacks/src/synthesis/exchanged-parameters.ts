import { parameterKey } from '@bulkhead/stack';
import { type Synthesized } from './synthesize';

/** Keys of the parameters that a stack consumes; none for one that could not be synthesized. */
export function consumedKeys(synthesized: Synthesized | Error | undefined): string[] {
  return synthesized && 'consumes' in synthesized ? synthesized.consumes.map(parameterKey) : [];
}

/** Names of the parameters that a stack publishes; none for one that could not be synthesized. */
export function publishedPaths(synthesized: Synthesized | Error | undefined): string[] {
  return synthesized && 'publishes' in synthesized ? synthesized.publishes.map(({ path }) => path) : [];
}

/** Pattern of each parameter that a stack publishes, by path, as its record has it. */
export function publishedPatterns({ publishes }: Pick<Synthesized, 'publishes'>): Record<string, string> {
  return Object.fromEntries(publishes.map(({ path, pattern }) => [path, pattern]));
}
