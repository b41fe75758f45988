import { type Problem } from '../../values/problem';
import { type Surroundings } from '../surroundings';
import { type ObservabilitySettings } from './settings';

/** What the settings of `observability` require of each other. */
export function problems({
  apps,
}: Surroundings<{ readonly observability?: ObservabilitySettings | undefined }>): Problem[] {
  const { observability } = apps;
  if (!observability?.['edge-monitoring'] || observability.monitoring) return [];
  return [
    {
      path: ['apps', 'observability', 'edge-monitoring'],
      allowed: 'with apps.observability.monitoring, whose settings it has too',
    },
  ];
}
