import { globalDatabaseOf, type MonitoringSettings, settingsOf } from '@bulkhead/config';
import { bucketName, replicatedBuckets } from '@bulkhead/naming';
import { objectCopySections } from '../copy-sections';
import { hasData } from '../region-stacks';
import { databaseSection } from '../watching/database';
import { type Section, type Watch } from '../watching/watch';
import { type Chart } from './chart';
import { databaseIdentifierIn } from './database-names';
import { type ShownRegion } from './shown-region';

/**
 * How far the DR region is behind, for everything that pages somebody there and has a name that is known. The ids of file
 * systems are not: AWS chooses them.
 *
 * @param dr the DR region
 */
export function replicationCharts(dr: ShownRegion, settings: MonitoringSettings): Chart[] {
  return [...databaseSections(dr, settings.rpoSeconds), ...bucketSections(dr, settings)].flatMap(
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

function bucketSections(dr: ShownRegion, settings: MonitoringSettings): Section[] {
  const dataBucket = hasData(dr, 'storage') ? bucketName(dr.nameScope, replicatedBuckets.data) : undefined;
  return objectCopySections(dr, settings, dataBucket);
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
