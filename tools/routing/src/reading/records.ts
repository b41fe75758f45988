import { aliasTtlSeconds } from '../model/facts-of-aws';
import { type DnsRecord, type Policy, type RecordGroup, type Role } from '../model/routing';
import { Unfit } from '@bulkhead/errors';
import { type RoutingProblems } from './routing-problems';
import { plainName, type TargetReader } from './targets';
import {
  blockOf,
  numberOf,
  referencesIn,
  type TerraformResource,
  textOf,
  textsOf,
  wordOf,
} from './terraform-json';

/** A record with what Route 53 groups records by. */
interface ReadRecord {
  readonly address: string;
  readonly name: string;
  readonly type: 'A' | 'AAAA' | 'CNAME';
  readonly setIdentifier?: string;
  readonly record: DnsRecord;
}

const types = ['A', 'AAAA', 'CNAME'] as const;

/**
 * The groups of records that lead to something, by name. A name that has A and AAAA records must answer both alike, so
 * that the A records say everything.
 *
 * @param regions the region of each role, by its name
 */
export function readRecordGroups(
  resources: readonly TerraformResource[],
  targets: TargetReader,
  regions: ReadonlyMap<string, Role>,
  problems: RoutingProblems,
): ReadonlyMap<string, RecordGroup> {
  const leading = resources.filter(
    ({ body }) => types.includes(body['type'] as 'A') && !isOfValidation(body),
  );
  const read = problems.collect(leading, (resource) => readRecord(resource, targets, regions));
  const groups = new Map<string, RecordGroup>();
  for (const name of new Set(read.map((each) => each.name))) {
    const byType = types.map((type) => read.filter((each) => each.name === name && each.type === type));
    const [ipv4 = [], ipv6 = [], canonical = []] = byType;
    for (const group of byType) problems.collect(group.slice(0, 1), () => requireGroup(group));
    if (ipv6.length > 0 && meaningOf(ipv4) !== meaningOf(ipv6))
      problems.add({ address: name }, 'its A and AAAA records say different things');
    const records = ipv4.length > 0 ? ipv4 : canonical;
    groups.set(name, { name, records: records.map(({ record }) => record) });
  }
  return groups;
}

/** Certificates are validated by records that lead nowhere. */
function isOfValidation({ name, records }: TerraformResource['body']): boolean {
  return /acm_certificate|domain_validation|acm-validations/.test(JSON.stringify([name, records ?? null]));
}

function readRecord(
  resource: TerraformResource,
  targets: TargetReader,
  regions: ReadonlyMap<string, Role>,
): ReadRecord {
  const { address, body } = resource;
  const policy = policyOf(body, regions);
  const setIdentifier = body['set_identifier'] === undefined ? undefined : textOf(body, 'set_identifier');
  if (policy.type !== 'simple' && setIdentifier === undefined)
    throw new Unfit('it has a routing policy and no set_identifier');
  const healthCheck = body['health_check_id'] === undefined ? undefined : healthCheckOf(resource);
  return {
    address,
    name: plainName(nameOf(resource)),
    type: wordOf(body, 'type', types),
    ...(setIdentifier !== undefined && { setIdentifier }),
    record: { address, policy, ...destinationOf(resource, targets), ...(healthCheck && { healthCheck }) },
  };
}

function nameOf({ body }: TerraformResource): string {
  const name = textOf(body, 'name');
  if (referencesIn(name).length > 0) throw new Unfit(`its name ${name} is known only after the deploy`);
  return name;
}

/** @throws Unfit if the health check does not exist */
function healthCheckOf(resource: TerraformResource): string {
  const id = textOf(resource.body, 'health_check_id');
  const reference = referencesIn(id).find(({ type }) => type === 'aws_route53_health_check');
  if (!reference) throw new Unfit(`its health check ${id} is none of the environment`);
  return resource.resolve(reference).address;
}

function destinationOf(
  resource: TerraformResource,
  targets: TargetReader,
): Pick<DnsRecord, 'target' | 'evaluatesTarget' | 'ttlSeconds'> {
  const { body } = resource;
  const alias = blockOf(body, 'alias');
  if (!alias) {
    const [value = '', ...more] = textsOf(body, 'records');
    if (more.length > 0) throw new Unfit('it has several values, which no policy chooses among');
    const target = targets.target(value, resource);
    return { target, evaluatesTarget: false, ttlSeconds: numberOf(body, 'ttl') };
  }
  const target = targets.target(textOf(alias, 'name'), resource);
  const evaluatesTarget = alias['evaluate_target_health'] === true;
  if (target.type === 'distribution' && evaluatesTarget)
    throw new Unfit('it asks for the health of a distribution, which Route 53 refuses');
  const place = targets.regionOfZoneId(textOf(alias, 'zone_id'), resource);
  if (target.type === 'load-balancer' && place !== undefined && place !== target.region)
    throw new Unfit(
      `its alias has the load balancer of region role ${target.region} and the hosted zone id of ${place}, so Route 53 finds no load balancer`,
    );
  return { target, evaluatesTarget, ttlSeconds: aliasTtlSeconds };
}

function policyOf(body: TerraformResource['body'], regions: ReadonlyMap<string, Role>): Policy {
  const failover = blockOf(body, 'failover_routing_policy');
  if (failover) return { type: 'failover', place: wordOf(failover, 'type', ['PRIMARY', 'SECONDARY']) };
  const latency = blockOf(body, 'latency_routing_policy');
  if (latency) {
    const name = textOf(latency, 'region');
    const region = regions.get(name);
    if (!region) throw new Unfit(`its latency is that of ${name}, in which the environment does not serve`);
    return { type: 'latency', region };
  }
  const weighted = blockOf(body, 'weighted_routing_policy');
  if (weighted) return { type: 'weighted', weight: numberOf(weighted, 'weight') };
  const other = Object.keys(body).find((key) => key.endsWith('_routing_policy'));
  if (other !== undefined) throw new Unfit(`the simulator does not know its ${other}`);
  return { type: 'simple' };
}

/** What Route 53 refuses of the records of one name and type. @throws Unfit */
function requireGroup(group: readonly ReadRecord[]): void {
  const policies = group.map(({ record }) => record.policy);
  if (new Set(policies.map(({ type }) => type)).size > 1)
    throw new Unfit('another record of its name has another routing policy, which Route 53 refuses');
  if (policies[0]?.type === 'simple' && group.length > 1)
    throw new Unfit('another record has its name and type, which Route 53 refuses');
  const places = policies.flatMap((policy) =>
    policy.type === 'failover' ? [policy.place] : policy.type === 'latency' ? [policy.region] : [],
  );
  for (const values of [places, group.flatMap(({ setIdentifier = [] }) => setIdentifier)]) {
    const twice = values.find((value, index) => values.indexOf(value) !== index);
    if (twice !== undefined) throw new Unfit(`two records of its name are ${twice}, which Route 53 refuses`);
  }
}

/** What records say, in any order. Addresses are no part of that. */
function meaningOf(records: readonly ReadRecord[]): string {
  const meanings = records.map(({ setIdentifier, record }) =>
    JSON.stringify({ ...record, setIdentifier, address: '' }),
  );
  return JSON.stringify(meanings.sort());
}
