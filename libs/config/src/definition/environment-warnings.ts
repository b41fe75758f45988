import { warningsOfApps } from '../apps/checks.generated';
import { type Environment } from './environment-schema';

/**
 * What is allowed in an environment of AWS and yet below what AWS recommends: a line each, with the path, the value and
 * the recommendation.
 *
 * @returns none where there is nothing to say
 */
export function environmentWarnings(environment: Environment): string[] {
  return warningsOfApps.flatMap((warnings) => warnings(environment));
}
