import { type Problem } from '../../values/problem';
import { type AppPlatformSettings } from '../app-platform/settings';
import { hasHealthChecks } from '../cdn-dns/has-health-checks';
import { type CdnDnsSettings } from '../cdn-dns/settings';
import { type Surroundings } from '../surroundings';
import { type ObservabilitySettings } from './settings';

/** The part of an environment that the checks of `observability` see. */
type ObservabilitySurroundings = Surroundings<{
  readonly 'app-platform'?: AppPlatformSettings | undefined;
  readonly 'cdn-dns'?: CdnDnsSettings | undefined;
  readonly observability?: ObservabilitySettings | undefined;
}>;

/** What the settings of `observability` require and the rest of the environment lacks. */
export function problems(environment: ObservabilitySurroundings): Problem[] {
  const { observability, ...apps } = environment.apps;
  if (!observability) return [];
  const path = (stack: string) => ['apps', 'observability', stack];
  const found: Problem[] = [];
  if (observability.monitoring && !apps['app-platform']?.service)
    found.push({
      path: path('monitoring'),
      allowed: 'with apps.app-platform.service: the objectives are about its requests',
    });
  if (observability['edge-monitoring']) {
    if (!observability.monitoring)
      found.push({ path: path('edge-monitoring'), allowed: 'with apps.observability.monitoring' });
    if (!apps['cdn-dns']?.edge && !hasHealthChecks(environment))
      found.push({
        path: path('edge-monitoring'),
        allowed: 'with apps.cdn-dns.edge, or with a domain and two regions: else there is nothing to watch',
      });
  }
  return found;
}
