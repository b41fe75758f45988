import { type Surroundings } from '../surroundings';
import { globalDatabaseOf } from './relational';
import { type DatabaseSettings } from './settings';

/**
 * Below these capacities Aurora Serverless v2 runs, but not well: a global primary falls behind in replicating, and
 * Performance Insights has too little memory to collect in.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database.configuration.requirements.html
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html
 */
const recommendedCapacity = { globalPrimary: 8, performanceInsights: 2 };

/**
 * What is allowed in an environment of AWS and yet below what AWS recommends: a line each, with the path, the value and
 * the recommendation.
 *
 * @returns none where there is nothing to say
 * @emulator Nothing is said of a capacity below what AWS recommends.
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
