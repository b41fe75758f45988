import { nearest } from '@bulkhead/errors/input';
import { type Alarms, type MetricAlarm, metricsOf } from '../model/alarms';
import { type Metric, metricText } from '../model/metric';
import { Unfit } from '@bulkhead/errors';
import { AlarmProblems } from '../reading/alarm-problems';
import { compute } from './compute';
import { data } from './data';
import { messages } from './messages';
import { type MetricGroup, namesOf, type ServiceMetrics } from './service-metrics';
import { traffic } from './traffic';

/** The metrics that AWS publishes, of the services that the presets deploy and their alarms need. */
export const services: readonly ServiceMetrics[] = [...compute, ...data, ...traffic, ...messages];

/** A metric that neither a service nor a metric filter writes. */
export interface CustomMetric {
  readonly namespace: string;
  readonly name: string;
  /** Names of its dimensions. */
  readonly dimensions: readonly string[];
  /** Who writes it, and where that is decided. */
  readonly reason: string;
}

/**
 * Refuses alarms that can never have data: on a metric that nobody writes, with dimensions with which AWS does not
 * publish it, in a region that does not have it, or with a period in which no data point may come.
 *
 * @param custom metrics that something else writes. A declaration here also stands against the list of AWS's metrics,
 * for detailed monitoring and the like.
 * @returns the declarations that an alarm needs
 * @throws Refusal `UnfitAlarms` with every such alarm
 */
export function requirePublished(alarms: Alarms, custom: readonly CustomMetric[]): ReadonlySet<CustomMetric> {
  const problems = new AlarmProblems(alarms.environment);
  const used = new Set<CustomMetric>();
  for (const alarm of alarms.alarms.values()) {
    if (alarm.type === 'composite') continue;
    for (const metric of metricsOf(alarm)) {
      const declared = custom.find((each) => isDeclared(each, metric));
      if (declared) used.add(declared);
      else if (!isWrittenByFilter(alarms, alarm, metric))
        problems.collect([alarm], () => requireOfService(alarm, metric));
    }
  }
  problems.refuseAll();
  return used;
}

function isDeclared(custom: CustomMetric, { namespace, name, dimensions }: Metric): boolean {
  return (
    custom.namespace === namespace &&
    custom.name === name &&
    setOf(custom.dimensions) === setOf(Object.keys(dimensions))
  );
}

/** A filter writes a metric in its own region. */
function isWrittenByFilter({ filters }: Alarms, { role }: MetricAlarm, metric: Metric): boolean {
  return filters.some(
    (filter) =>
      filter.role === role &&
      filter.transformations.some(
        ({ namespace, name, dimensions }) =>
          namespace === metric.namespace &&
          name === metric.name &&
          setOf(Object.keys(dimensions)) === setOf(Object.keys(metric.dimensions)),
      ),
  );
}

/** @throws Unfit if no service publishes the metric for the alarm */
function requireOfService({ region, periodSeconds }: MetricAlarm, metric: Metric): void {
  const { namespace, name } = metric;
  const service = services.find((each) => each.namespace === namespace);
  if (!service)
    throw new Unfit(
      `nobody writes ${metricText(metric)}: ${namespace} is no namespace on the list of AWS's services, no metric filter writes it, and nobody declares it`,
    );
  const group = service.groups.find(({ names }) => names.split(' ').includes(name));
  if (!group) {
    const names = service.groups.flatMap((each) => each.names.split(' '));
    const near = nearest(name, names);
    throw new Unfit(
      `${namespace} has no metric ${name}${near ? `. Did you mean ${near}?` : ''} (${service.sources[0]})`,
    );
  }
  requireDimensions(metric, group, service);
  if (service.onlyIn !== undefined && region !== service.onlyIn)
    throw new Unfit(`it is in ${region}, and AWS publishes ${namespace} in ${service.onlyIn} only`);
  const every = group.everySeconds ?? service.everySeconds;
  if (periodSeconds < every)
    throw new Unfit(
      `its period is ${periodSeconds} s, and AWS publishes ${namespace} ${name} every ${every} s`,
    );
}

function requireDimensions(
  { namespace, name, dimensions }: Metric,
  group: MetricGroup,
  { sources }: ServiceMetrics,
): void {
  const given = setOf(Object.keys(dimensions));
  const known = group.dimensions.map((each) => setOf(namesOf(each)));
  if (known.includes(given)) return;
  const text = (set: string) => set || 'no dimension';
  throw new Unfit(
    `AWS does not publish ${namespace} ${name} with ${text(given)}, but with ${known.map(text).join('; ')} (${sources[0]})`,
  );
}

function setOf(names: readonly string[]): string {
  return [...names].sort().join(', ');
}
