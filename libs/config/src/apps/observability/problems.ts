import { type Problem } from '../../values/problem';
import { type Surroundings } from '../surroundings';
import { type ObservabilitySettings } from './settings';

/** What the settings of `observability` require and the rest of the environment lacks. */
export function problems({
  apps,
}: Surroundings<{ readonly observability?: ObservabilitySettings | undefined }>): Problem[] {
  const { audit, monitoring } = apps.observability ?? {};
  if (!audit || monitoring) return [];
  return [
    {
      path: ['apps', 'observability', 'monitoring'],
      allowed: 'settings such as {}, since apps.observability.audit publishes to its topics',
    },
  ];
}
