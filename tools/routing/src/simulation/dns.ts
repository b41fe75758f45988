import { type DnsRecord, type RecordGroup, type Role, type Routing, type Target } from '../model/routing';
import { type KnownHealth } from './health';

/** An answer of Route 53 that a share of the queries gets. */
export interface DnsAnswer {
  readonly target: Exclude<Target, { type: 'name' }>;
  /** From 0 to 1. */
  readonly share: number;
  readonly ttlSeconds: number;
}

/**
 * What Route 53 answers to a query for a name, by what it knows. "How Amazon Route 53 chooses records when health
 * checking is configured", of the Route 53 Developer Guide.
 *
 * @param near the region with the lowest latency for the resolver
 * @throws RangeError if a name has no records
 */
export function answersTo(
  name: string,
  near: Role,
  routing: Pick<Routing, 'groups'>,
  health: KnownHealth,
): DnsAnswer[] {
  return new Question(routing, near, health).answers(name);
}

class Question {
  constructor(
    private readonly routing: Pick<Routing, 'groups'>,
    private readonly near: Role,
    private readonly health: KnownHealth,
  ) {}

  answers(name: string): DnsAnswer[] {
    return this.chosen(this.group(name)).flatMap(({ record, share }) => {
      const { target, ttlSeconds } = record;
      return target.type === 'name'
        ? this.answers(target.name).map((answer) => ({ ...answer, share: answer.share * share }))
        : [{ target, share, ttlSeconds }];
    });
  }

  private chosen({ records }: RecordGroup): { readonly record: DnsRecord; readonly share: number }[] {
    const healthy = records.filter((record) => this.isHealthy(record));
    // If no record is healthy, all are, and the policy chooses as if nothing had happened.
    const eligible = healthy.length > 0 ? healthy : records;
    switch (records[0]?.policy.type) {
      case 'weighted':
        return sharesByWeight(eligible);
      case 'failover':
        return onlyThe(eligible, ({ policy }) => policy.type === 'failover' && policy.place === 'PRIMARY');
      case 'latency':
        return onlyThe(eligible, ({ policy }) => policy.type === 'latency' && policy.region === this.near);
      default:
        return onlyThe(eligible, () => true);
    }
  }

  private isHealthy({ healthCheck, evaluatesTarget, target }: DnsRecord): boolean {
    // A record that has both must pass both. "How health checks work in complex Amazon Route 53 configurations".
    const passes = healthCheck === undefined || this.health.checks[healthCheck] === true;
    return passes && (!evaluatesTarget || this.isTargetHealthy(target));
  }

  private isTargetHealthy(target: Target): boolean {
    switch (target.type) {
      case 'load-balancer':
        return this.health.loadBalancers[target.region] === true;
      case 'name':
        return this.group(target.name).records.some((record) => this.isHealthy(record));
      default:
        return true;
    }
  }

  private group(name: string): RecordGroup {
    const group = this.routing.groups.get(name);
    if (!group) throw new RangeError(`No record answers for ${name}.`);
    return group;
  }
}

function onlyThe(records: readonly DnsRecord[], isPreferred: (record: DnsRecord) => boolean) {
  return [records.find(isPreferred) ?? records[0]].flatMap((record) =>
    record ? [{ record, share: 1 }] : [],
  );
}

/**
 * Records of weight 0 answer only if no other record is left, and then all with the same share. "Weighted routing", of
 * the Route 53 Developer Guide.
 */
function sharesByWeight(records: readonly DnsRecord[]) {
  const weightOf = ({ policy }: DnsRecord) => (policy.type === 'weighted' ? policy.weight : 0);
  const total = records.reduce((sum, record) => sum + weightOf(record), 0);
  return total === 0
    ? records.map((record) => ({ record, share: 1 / records.length }))
    : records
        .filter((record) => weightOf(record) > 0)
        .map((record) => ({ record, share: weightOf(record) / total }));
}
