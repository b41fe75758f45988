import { type MonitoringSettings } from '@bulkhead/config';
import { loadBalancerName } from '@bulkhead/naming';
import { budgetLeft, indicatorsOf } from '../watching/objectives';
import { type Chart } from './chart';
import { searched } from './search';
import { hasService, type ShownRegion } from './shown-region';

/** The time that an error budget is for, in days. */
const budgetDays = 30;

/**
 * How much of the error budgets of a region is left.
 *
 * The full name of a load balancer has an id that AWS chooses. The stack of the other region cannot read it, and finds
 * the load balancer by its name.
 *
 * @param loadBalancer full name of the load balancer. @default only the name is known
 * @returns no chart for a region without a service
 */
export function budgetCharts(
  region: ShownRegion,
  { objectives }: MonitoringSettings,
  loadBalancer?: string,
): Chart[] {
  if (!hasService(region)) return [];
  const { nameScope } = region;
  const { availabilityPercent, latencyPercent, latencySeconds } = objectives;
  const indicators = indicatorsOf(loadBalancer ?? `app/${loadBalancerName(nameScope, 'app')}`, {
    availabilityPercent,
    latency: { percent: latencyPercent, seconds: latencySeconds },
  });
  const labels: Readonly<Record<string, string>> = {
    availability: `${availabilityPercent} % of requests answered`,
    latency: `${latencyPercent} % within ${latencySeconds} s`,
  };
  const numbers = indicators.map((indicator) => {
    const { expression, using } = budgetLeft(indicator);
    const found = Object.entries(using).map(([id, metric]) => [
      id,
      loadBalancer === undefined ? searched(metric) : metric,
    ]);
    return [
      labels[indicator.id] ?? indicator.shows,
      { expression, using: Object.fromEntries(found) as typeof using },
    ];
  });
  return [
    {
      title: `${nameScope.region}: error budget left of ${budgetDays} days, in percent`,
      region: nameScope.region,
      periodSeconds: 3600,
      days: budgetDays,
      numbers: Object.fromEntries(numbers) as Chart['numbers'],
      limit: { value: 0, means: 'Used up' },
      showsNewest: true,
    },
  ];
}
