import { type Problem } from '../../values/problem';
import { type Surroundings } from '../surroundings';
import { type ObservabilitySettings } from './settings';

/** What the settings of `observability` require of each other. */
export function problems({
  apps,
}: Surroundings<{ readonly observability?: ObservabilitySettings | undefined }>): Problem[] {
  const { audit, 'edge-monitoring': edgeMonitoring, monitoring } = apps.observability ?? {};
  if (monitoring || (!audit && !edgeMonitoring)) return [];
  const why = audit
    ? 'apps.observability.audit publishes to its topics'
    : 'apps.observability.edge-monitoring has its settings';
  return [{ path: ['apps', 'observability', 'monitoring'], allowed: `settings such as {}, since ${why}` }];
}
