import { Refusal } from '@bulkhead/errors';
import { type Distribution, type RecordGroup, type Role, type Routing } from '../model/routing';
import { readDistribution } from './distribution';
import { readHealthChecks } from './health-checks';
import { RoutingProblems } from './routing-problems';
import { readRecordGroups } from './records';
import { type SynthesizedEnvironment } from './synthesized-environment';
import { readTargetHealth } from './target-health';
import { TargetReader } from './targets';
import { placesOf, resourcesOfType } from './terraform-json';

/**
 * How requests reach the regions of an environment, by its synthesized stacks.
 *
 * @throws Refusal `NoRouting` if no record and no distribution leads anywhere
 * @throws Refusal `UnfitRouting` with everything that Route 53 or CloudFront would refuse, or that leads nowhere
 */
export function readRouting(environment: SynthesizedEnvironment): Routing {
  const problems = new RoutingProblems(environment.name);
  const places = placesOf(environment.stacks);
  const targets = new TargetReader(environment.name);
  const ofType = (type: string) => resourcesOfType(environment, type);
  const groups = readRecordGroups(ofType('aws_route53_record'), targets, places, problems);
  const checks = readHealthChecks(ofType('aws_route53_health_check'), { targets, groups }, problems);
  const found = readDistribution(ofType('aws_cloudfront_distribution'), { targets, groups }, problems);
  // What is unfit is left out of what follows, so that it would look as if it were missing.
  problems.refuseAll();
  requireNames(groups, found?.distribution, problems);
  for (const name of found?.names ?? []) requirePublicName(name, groups, problems);
  problems.refuseAll();
  if (groups.size === 0 && !found) {
    throw new Refusal('NoRouting', `Environment ${environment.name} has no record and no distribution.`, {
      next: 'run it for an environment that has settings for cdn-dns',
    });
  }
  const regions = regionsInOrder(places);
  return {
    environment: environment.name,
    regions,
    groups,
    checks,
    ...(found && { distribution: found.distribution }),
    targetHealth: new Map([...regions.keys()].map((role) => [role, readTargetHealth(environment, role)])),
  };
}

function regionsInOrder(places: ReadonlyMap<string, Role>): ReadonlyMap<Role, string> {
  const named = new Map([...places].map(([name, role]) => [role, name]));
  const roles: readonly Role[] = ['primary', 'dr'];
  return new Map(roles.flatMap((role) => (named.has(role) ? [[role, named.get(role) ?? '']] : [])));
}

/** Names that something leads to, but that no record answers for, or that lead back to themselves. */
function requireNames(
  groups: ReadonlyMap<string, RecordGroup>,
  distribution: Distribution | undefined,
  problems: RoutingProblems,
): void {
  const namesOf = ({ records }: RecordGroup) =>
    records.flatMap(({ address, target }) =>
      target.type === 'name' ? [{ address, name: target.name }] : [],
    );
  const origins = distribution?.behaviours.flatMap(({ origins: { first, second } }) => [
    first,
    ...(second ? [second] : []),
  ]);
  const led = [
    ...[...groups.values()].flatMap(namesOf),
    ...(origins ?? []).flatMap(({ target }) =>
      target.type === 'name' ? [{ address: distribution?.address ?? '', name: target.name }] : [],
    ),
  ];
  for (const [name, address] of new Map(led.map(({ address, name }) => [name, address]))) {
    if (!groups.get(name)?.records.length)
      problems.add({ address }, `it leads to ${name}, and no record answers for that name`);
  }
  for (const { address, target } of distribution
    ? []
    : [...groups.values()].flatMap(({ records }) => records)) {
    if (target.type === 'distribution')
      problems.add({ address }, 'it leads to a distribution, and there is none');
  }
  for (const group of groups.values()) {
    const reached = new Set<string>();
    const pending = [group];
    for (let next = pending.pop(); next; next = pending.pop()) {
      for (const { name } of namesOf(next)) {
        const further = groups.get(name);
        if (further && !reached.has(name)) pending.push(further);
        reached.add(name);
      }
    }
    if (reached.has(group.name)) problems.add({ address: group.name }, 'it leads back to itself');
  }
}

function requirePublicName(
  name: string,
  groups: ReadonlyMap<string, RecordGroup>,
  problems: RoutingProblems,
): void {
  const leads = groups.get(name)?.records.some(({ target }) => target.type === 'distribution');
  if (!leads)
    problems.add(
      { address: name },
      'the distribution has this name, and no record of the name leads to the distribution',
    );
}
