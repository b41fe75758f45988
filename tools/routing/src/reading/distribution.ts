import { type Behaviour, type Distribution, type Origin, type Origins } from '../model/routing';
import { Unfit } from '@bulkhead/errors';
import { type RoutingProblems } from './routing-problems';
import { type Names, plainName } from './targets';
import { blockOf, blocksOf, type TerraformResource, textOf, textsOf } from './terraform-json';

/** The distribution that serves, and the names that users know it by. */
export interface ReadDistribution {
  readonly distribution: Distribution;
  /** Its alternate domain names. */
  readonly names: readonly string[];
}

/** The distribution that serves; undefined if there is none. A staging distribution serves nobody by a name. */
export function readDistribution(
  resources: readonly TerraformResource[],
  names: Names,
  problems: RoutingProblems,
): ReadDistribution | undefined {
  const serving = resources.filter(({ body }) => body['staging'] !== true);
  const [first, ...more] = problems.collect(serving, (resource) => ({
    distribution: { address: resource.address, behaviours: behavioursOf(resource, names) },
    names: textsOf(resource.body, 'aliases').map(plainName),
  }));
  for (const { distribution } of more)
    problems.add(distribution, 'the environment has another distribution, and the simulator knows one');
  return first;
}

function behavioursOf(resource: TerraformResource, names: Names): Behaviour[] {
  const { body } = resource;
  const origins = originsOf(resource, names);
  const ordered = blocksOf(body, 'ordered_cache_behavior').map((each) => ({
    each,
    path: textOf(each, 'path_pattern'),
  }));
  const last = blockOf(body, 'default_cache_behavior');
  if (!last) throw new Unfit('it has no default_cache_behavior');
  return [...ordered, { each: last, path: '/*' }].map(({ each, path }) => {
    const id = textOf(each, 'target_origin_id');
    const found = origins.get(id);
    if (!found) throw new Unfit(`its path ${path} has the origin ${id}, which does not exist`);
    return { path, allowedMethods: textsOf(each, 'allowed_methods'), origins: found };
  });
}

/** Origins and origin groups, by id. */
function originsOf(resource: TerraformResource, names: Names): ReadonlyMap<string, Origins> {
  const { body } = resource;
  const single = new Map(
    blocksOf(body, 'origin').map(
      (each) => [textOf(each, 'origin_id'), originOf(each, resource, names)] as const,
    ),
  );
  const groups = blocksOf(body, 'origin_group').map((each): [string, Origins] => {
    const [first, second] = blocksOf(each, 'member').map((member) => {
      const id = textOf(member, 'origin_id');
      const origin = single.get(id);
      if (!origin) throw new Unfit(`its origin group has the origin ${id}, which does not exist`);
      return origin;
    });
    if (!first || !second) throw new Unfit('its origin group has no two origins');
    const criteria = blockOf(each, 'failover_criteria') ?? {};
    const failoverStatusCodes = (criteria['status_codes'] ?? []) as number[];
    return [textOf(each, 'origin_id'), { first, second, failoverStatusCodes }];
  });
  return new Map([
    ...[...single].map(([id, first]): [string, Origins] => [id, { first, failoverStatusCodes: [] }]),
    ...groups,
  ]);
}

function originOf(
  block: Readonly<Record<string, unknown>>,
  resource: TerraformResource,
  { targets, groups }: Names,
): Origin {
  const found = targets.target(textOf(block, 'domain_name'), resource);
  if (found.type === 'distribution') throw new Unfit('its origin is a distribution');
  // An environment without a record has its origin in the DNS of somebody else, of which nothing is known. So the name
  // is taken to lead to the primary region, and to stay there.
  const isForeign = found.type === 'name' && groups.size === 0;
  const target = isForeign ? ({ type: 'load-balancer', region: 'primary' } as const) : found;
  return {
    target,
    secure: blockOf(block, 'custom_origin_config')?.['origin_protocol_policy'] !== 'http-only',
  };
}
