import { warningsOfApps } from '../apps/checks.generated';
import { type Environment } from './environment-schema';

/**
 * Settings of an environment in AWS that are allowed but below the recommendations of AWS: one line each, with the
 * path, the value and the recommendation.
 *
 * @returns empty if there is nothing to recommend
 */
export function environmentWarnings(environment: Environment): string[] {
  return warningsOfApps.flatMap((warnings) => warnings(environment));
}
