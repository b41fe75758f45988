import { isTrue, numberAt } from '../reading/properties';
import { type PolicyResource } from '../model/policy-resource';
import { resourceRule, unless } from './resource-rule';

/**
 * A cache must have a second node in another zone that can take over. ElastiCache refuses failover with a single node,
 * and refuses several zones without failover.
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html
 */
export const cacheFailover = resourceRule({
  id: 'cache-failover',
  title: 'A cache fails over to a node in another zone.',
  controls: ['164.308(a)(7)(i)', '164.308(a)(7)(ii)(C)'],
  pitfall: 7,
  types: ['AWS::ElastiCache::ReplicationGroup'],
  judge: ({ properties }) => {
    const nodes = nodesOf(properties);
    return [
      ...['AutomaticFailoverEnabled', 'MultiAZEnabled'].flatMap((name) =>
        unless(isTrue(properties[name]), `Set ${name}.`),
      ),
      ...unless(
        nodes === undefined || nodes >= 2,
        `It has ${nodes} node, so no other node can take over: set two or more.`,
      ),
    ];
  },
});

/** Nodes of each shard; `undefined` if the number is known only on deployment. */
function nodesOf(properties: PolicyResource['properties']): number | undefined {
  const replicas = numberAt(properties, 'ReplicasPerNodeGroup');
  if (replicas !== undefined) return replicas + 1;
  return 'NumCacheClusters' in properties ? numberAt(properties, 'NumCacheClusters') : 1;
}
