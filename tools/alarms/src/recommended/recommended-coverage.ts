import { type PolicyResource, type PolicyStack } from '@bulkhead/policy';
import { type Alarms, metricsOf, type RegionRole } from '../model/alarms';
import { services } from '../published/require-published';
import { rolesOf } from '../reading/located';
import { type LeftOut } from './left-out';
import { type Recommendation, recommendations } from './recommended-alarms';

/** A metric on which AWS recommends an alarm, in a region that has a resource of the type. */
export interface RecommendedAlarm {
  /** Namespace and metric. */
  readonly metric: string;
  readonly role: RegionRole;
  /** CloudFormation types of the resources, between commas. */
  readonly types: string;
  readonly section: string;
}

/** What an environment has of the alarms that AWS recommends. */
export interface RecommendedCoverage {
  readonly present: readonly RecommendedAlarm[];
  readonly leftOut: readonly RecommendedAlarm[];
  readonly missing: readonly RecommendedAlarm[];
  /** The reasons that are needed here. */
  readonly needed: ReadonlySet<LeftOut>;
}

/**
 * Compares the alarms of an environment with AWS's list. An alarm on the metric in the region is enough, whatever its
 * dimensions and statistic: whether it is a good one, scenarios show.
 *
 * @param stacks all stacks of the environment
 * @param reasons for those that are left out
 */
export function recommendedCoverage(
  stacks: readonly PolicyStack[],
  alarms: Alarms,
  reasons: readonly LeftOut[],
): RecommendedCoverage {
  const watched = new Set(
    [...alarms.alarms.values()].flatMap((alarm) =>
      metricsOf(alarm).map(({ namespace, name }) => `${alarm.role} ${namespace} ${name}`),
    ),
  );
  const result = {
    present: [] as RecommendedAlarm[],
    leftOut: [] as RecommendedAlarm[],
    missing: [] as RecommendedAlarm[],
    needed: new Set<LeftOut>(),
  };
  for (const alarm of recommendedFor(stacks)) {
    const reason = reasons.find(
      (each) => each.metric === alarm.metric && (each.in?.includes(alarm.role) ?? true),
    );
    if (watched.has(`${alarm.role} ${alarm.metric}`)) result.present.push(alarm);
    else if (reason) {
      result.leftOut.push(alarm);
      result.needed.add(reason);
    } else result.missing.push(alarm);
  }
  return result;
}

/** `recommended alarms: 41 of 52, 11 left out with a reason`, for people. */
export function recommendedText({ present, leftOut, missing }: RecommendedCoverage): string {
  const all = present.length + leftOut.length + missing.length;
  const absent = missing.length === 0 ? '' : `, ${missing.length} missing`;
  return `recommended alarms: ${present.length} of ${all}, ${leftOut.length} left out with a reason${absent}`;
}

/** Each metric once for each region, in the order of the list. */
function recommendedFor(stacks: readonly PolicyStack[]): RecommendedAlarm[] {
  const roles = rolesOf(stacks);
  const found = new Map<string, RecommendedAlarm>();
  const placed = stacks.flatMap(placedIn);
  for (const recommendation of recommendations) {
    const { type, section } = recommendation;
    const regions = new Set(
      placed.filter(({ resource }) => isMeant(recommendation, resource)).map(({ region }) => region),
    );
    for (const region of regions) {
      for (const { metric, publishedIn } of metricsIn(recommendation, region)) {
        const role = roles.get(publishedIn) ?? 'global';
        const other = found.get(`${role} ${metric}`);
        const types = other ? [...new Set([...other.types.split(', '), type])].join(', ') : type;
        found.set(`${role} ${metric}`, { metric, role, types, section });
      }
    }
  }
  return [...found.values()];
}

/** CloudFront and Route 53 publish in one region, wherever the stack is. */
function metricsIn({ namespace, metrics }: Recommendation, region: string) {
  const publishedIn = services.find((each) => each.namespace === namespace)?.onlyIn ?? region;
  return metrics.split(' ').map((name) => ({ metric: `${namespace} ${name}`, publishedIn }));
}

interface Placed {
  readonly resource: Pick<PolicyResource, 'type' | 'properties'>;
  readonly region: string;
}

/** The resources of a stack, and what it adds to those of other stacks. */
function placedIn({ resources, attachments = [], region }: PolicyStack): Placed[] {
  return [...resources, ...attachments].map((resource) => ({ resource, region: resource.region ?? region }));
}

function isMeant({ type, has = () => true }: Recommendation, resource: Placed['resource']): boolean {
  return resource.type === type && has(resource);
}
