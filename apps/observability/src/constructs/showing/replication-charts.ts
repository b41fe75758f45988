import { globalDatabaseOf, type MonitoringSettings, settingsOf } from '@bulkhead/config';
import { bucketName } from '@bulkhead/naming';
import { replicationSection } from '../watching/data';
import { databaseSection } from '../watching/database';
import { type Section, type Watch } from '../watching/watch';
import { type Chart } from './chart';
import { databaseIdentifierIn } from './database-names';
import { hasData, type ShownRegion } from './shown-region';

/**
 * How far the DR region is behind, for everything that pages somebody if the DR region is too far behind. The DR region
 * reports all of it.
 *
 * @param dr the DR region
 */
export function replicationCharts(
  dr: ShownRegion,
  primary: ShownRegion,
  { rpoSeconds }: MonitoringSettings,
): Chart[] {
  return [...databaseSections(dr, rpoSeconds), ...bucketSections(dr, primary, rpoSeconds)].flatMap(
    ({ title, watches }) =>
      watches
        .filter(({ severity }) => severity === 'page')
        .map((watch) => lagChart(title, watch, dr.nameScope.region)),
  );
}

function databaseSections(dr: ShownRegion, rpoSeconds: number): Section[] {
  if (!hasData(dr, 'relational')) return [];
  const relational = settingsOf(dr.environment, 'database', 'relational');
  if (globalDatabaseOf(relational) === undefined) return [];
  const identifier = databaseIdentifierIn(dr);
  return [databaseSection({ identifier, type: relational.type, isSecondary: true, rpoSeconds })];
}

function bucketSections(dr: ShownRegion, primary: ShownRegion, rpoSeconds: number): Section[] {
  if (!hasData(dr, 'storage')) return [];
  const [sourceBucket, destinationBucket] = [primary, dr].map(({ nameScope }) =>
    bucketName(nameScope, 'data'),
  ) as [string, string];
  return [
    replicationSection({
      sourceBucket,
      destinationBucket,
      ruleId: 'all-objects',
      isDestination: true,
      rpoSeconds,
    }),
  ];
}

function lagChart(
  section: string,
  { number, periodSeconds, threshold, shows }: Watch,
  region: string,
): Chart {
  return {
    title: `${region}: ${section.toLowerCase()} behind the other region`,
    region,
    periodSeconds,
    numbers: { [shows]: number },
    limit: { value: threshold, means: 'Pages somebody' },
  };
}
