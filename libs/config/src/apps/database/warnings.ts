import { type Surroundings } from '../surroundings';
import { globalDatabaseOf } from './relational';
import { type DatabaseSettings } from './settings';

/**
 * Aurora Serverless v2 runs below these capacities, but not well: a global primary falls behind in replication, and
 * Performance Insights has too little memory.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database.configuration.requirements.html
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html
 */
const recommendedCapacity = { globalPrimary: 8, performanceInsights: 2 };

/**
 * Settings of an environment in AWS that are allowed but below the recommendations of AWS: one line each, with the
 * path, the value and the recommendation.
 *
 * @returns empty if there is nothing to recommend
 * @emulator There is no warning about a capacity below AWS recommendations.
 */
export function warnings({
  apps,
  target,
}: Surroundings<{ readonly database?: DatabaseSettings | undefined }>): string[] {
  const relational = target === 'aws' ? apps.database?.relational : undefined;
  if (relational?.type !== 'aurora-serverless-v2') return [];
  const { min } = relational.capacity;
  const [recommended, purpose] = globalDatabaseOf(relational)
    ? [recommendedCapacity.globalPrimary, 'the primary of a global database']
    : [recommendedCapacity.performanceInsights, 'Performance Insights'];
  if (min >= recommended) return [];
  return [
    `apps.database.relational.capacity.min: ${min} — AWS recommends at least ${recommended} for ${purpose}`,
  ];
}
