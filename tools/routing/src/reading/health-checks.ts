import { type Comparison, comparisons } from '@bulkhead/alarms/comparisons';
import {
  alarmStatistics,
  intervalsSeconds,
  mostFailures,
  shortestPeriodSeconds,
  timeLimitSeconds,
} from '../model/facts-of-aws';
import { regionsBehind } from '../model/regions-behind';
import { type Alarm, type EndpointCheck, type HealthCheck, type Role } from '../model/routing';
import { Unfit } from '@bulkhead/errors';
import { type RoutingProblems } from './routing-problems';
import { type Names } from './targets';
import { numberOf, referencesIn, type TerraformResource, textOf, textsOf, wordOf } from './terraform-json';

const types = [
  'HTTP',
  'HTTPS',
  'HTTP_STR_MATCH',
  'HTTPS_STR_MATCH',
  'TCP',
  'CALCULATED',
  'CLOUDWATCH_METRIC',
  'RECOVERY_CONTROL',
] as const;

/** "AWS services that publish CloudWatch metrics", of the CloudWatch User Guide. */
const namespacesOfServices = /^(AWS|ECS|ContainerInsights)(\/|$)/;

/**
 * The health checks, by address.
 *
 * @param names what their host names lead to
 */
export function readHealthChecks(
  resources: readonly TerraformResource[],
  names: Names,
  problems: RoutingProblems,
): ReadonlyMap<string, HealthCheck> {
  const read = problems.collect(resources, (resource) => readHealthCheck(resource, names));
  const checks = new Map(read.map((check) => [check.address, check]));
  problems.collect(read, (check) => requireChildren(check, checks));
  return checks;
}

function readHealthCheck(resource: TerraformResource, names: Names): HealthCheck {
  const { address, body } = resource;
  const type = wordOf(body, 'type', types);
  const any = { address, inverted: body['invert_healthcheck'] === true, disabled: body['disabled'] === true };
  switch (type) {
    case 'CALCULATED':
      return {
        ...any,
        type: 'calculated',
        children: childrenOf(resource),
        threshold: numberOf(body, 'child_health_threshold'),
      };
    case 'CLOUDWATCH_METRIC':
      return {
        ...any,
        type: 'alarm',
        alarm: alarmOf(resource),
        whenInsufficient: wordOf(
          body,
          'insufficient_data_health_status',
          ['Healthy', 'Unhealthy', 'LastKnownStatus'],
          'LastKnownStatus',
        ),
      };
    case 'RECOVERY_CONTROL':
      textOf(body, 'routing_control_arn');
      return { ...any, type: 'routing-control' };
    default:
      return { ...any, type: 'endpoint', ...endpointOf(resource, type, any.inverted, names) };
  }
}

type EndpointType = 'HTTP' | 'HTTPS' | 'HTTP_STR_MATCH' | 'HTTPS_STR_MATCH' | 'TCP';

function endpointOf(
  resource: TerraformResource,
  type: EndpointType,
  isInverted: boolean,
  { targets, groups }: Names,
): Pick<EndpointCheck, 'endpoint' | 'intervalSeconds' | 'failureThreshold' | 'timeLimitSeconds'> {
  const { body } = resource;
  const isMatch = type.endsWith('_STR_MATCH');
  if (isMatch !== (body['search_string'] !== undefined))
    throw new Unfit(
      `its type is ${type}, and it has ${isMatch ? 'no' : 'a'} search_string, which Route 53 refuses`,
    );
  const intervalSeconds = numberOf(body, 'request_interval', 30);
  if (!intervalsSeconds.includes(intervalSeconds))
    throw new Unfit(`its request_interval is ${intervalSeconds} s; Route 53 knows 10 s and 30 s`);
  const failureThreshold = numberOf(body, 'failure_threshold', 3);
  if (failureThreshold < 1 || failureThreshold > mostFailures)
    throw new Unfit(`its failure_threshold is ${failureThreshold}; Route 53 knows 1 to ${mostFailures}`);
  const limit = type === 'TCP' ? 'TCP' : isMatch ? 'HTTP_STR_MATCH' : 'HTTP';
  return {
    endpoint: askedEndpoint(resource, isInverted, { targets, groups }),
    intervalSeconds,
    failureThreshold,
    timeLimitSeconds: timeLimitSeconds[limit],
  };
}

function askedEndpoint(
  resource: TerraformResource,
  isInverted: boolean,
  { targets, groups }: Names,
): EndpointCheck['endpoint'] {
  const fqdn = textOf(resource.body, 'fqdn');
  const target = targets.target(fqdn, resource);
  if (target.type === 'load-balancer') return target;
  // The switch of "Creating disaster recovery mechanisms using Amazon Route 53", of the AWS Networking blog: users leave
  // when an object appears.
  if (target.type === 'bucket' && isInverted) return { type: 'object', region: target.region };
  const region = target.type === 'name' ? fixedRegionOf(target.name, groups) : undefined;
  if (region) return { type: 'load-balancer', region };
  throw new Unfit(
    `it asks ${fqdn}, which is no load balancer of one region: a name that health checks move makes the status unpredictable`,
  );
}

/** The region that a name leads to whatever fails; undefined if no such name exists. */
function fixedRegionOf(name: string, groups: Names['groups']): Role | undefined {
  const [region, ...others] = regionsBehind({ groups }, { type: 'name', name });
  const isMoved = groups.get(name)?.records.some(({ healthCheck }) => healthCheck !== undefined);
  return others.length === 0 && !isMoved ? region : undefined;
}

function childrenOf(resource: TerraformResource): string[] {
  return textsOf(resource.body, 'child_healthchecks').map((text) => {
    const reference = referencesIn(text).find(({ type }) => type === 'aws_route53_health_check');
    if (!reference) throw new Unfit(`its child ${text} is no health check of the environment`);
    return resource.resolve(reference).address;
  });
}

/** "You can't configure a calculated health check to monitor the health of other calculated health checks." @throws Unfit */
function requireChildren(check: HealthCheck, checks: ReadonlyMap<string, HealthCheck>): void {
  if (check.type !== 'calculated') return;
  const nested = check.children.find((child) => checks.get(child)?.type === 'calculated');
  if (nested !== undefined) throw new Unfit(`its child ${nested} is calculated too, which Route 53 refuses`);
}

function alarmOf(resource: TerraformResource): Alarm {
  const name = textOf(resource.body, 'cloudwatch_alarm_name');
  const reference = referencesIn(name).find(({ type }) => type === 'aws_cloudwatch_metric_alarm');
  if (!reference)
    throw new Unfit(`the simulator does not know its alarm ${name}, which is no resource of its stack`);
  const { address, body, place, region } = resource.resolve(reference);
  const asked = textOf(resource.body, 'cloudwatch_alarm_region');
  if (asked !== region) throw new Unfit(`it looks for its alarm in ${asked}, and ${address} is in ${region}`);
  if (body['metric_query'] !== undefined || body['extended_statistic'] !== undefined)
    throw new Unfit(`${address} has an expression or an extended statistic, which Route 53 does not read`);
  const statistic = textOf(body, 'statistic');
  if (!alarmStatistics.includes(statistic))
    throw new Unfit(`${address} has the statistic ${statistic}, which Route 53 does not read`);
  const periodSeconds = numberOf(body, 'period');
  if (periodSeconds < shortestPeriodSeconds)
    throw new Unfit(`${address} has a period of ${periodSeconds} s, which Route 53 does not read`);
  return {
    address,
    region: place,
    metricOf: namespacesOfServices.test(textOf(body, 'namespace')) ? 'service' : 'person',
    periodSeconds,
    // Of an alarm, a health check has the evaluation periods, but no "datapoints to alarm": CloudWatchAlarmConfiguration,
    // of the Route 53 API Reference.
    evaluationPeriods: numberOf(body, 'evaluation_periods'),
    threshold: numberOf(body, 'threshold'),
    comparison: wordOf(body, 'comparison_operator', Object.keys(comparisons) as Comparison[]),
    whenMissing: wordOf(
      body,
      'treat_missing_data',
      ['breaching', 'notBreaching', 'ignore', 'missing'],
      'missing',
    ),
  };
}
