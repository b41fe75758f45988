import { resourceRule, unless } from './resource-rule';

/** A cache asks who connects: by a token, or by users with rights of their own. */
export const cacheAuthentication = resourceRule({
  id: 'cache-authentication',
  title: 'A cache authenticates its clients.',
  controls: ['164.308(a)(4)(ii)(B)', '164.312(a)(1)', '164.312(d)'],
  pitfall: 7,
  types: ['AWS::ElastiCache::ReplicationGroup'],
  judge: ({ properties }) =>
    unless(
      properties['AuthToken'] !== undefined || properties['UserGroupIds'] !== undefined,
      'Whoever reaches it is let in: set UserGroupIds or AuthToken.',
    ),
});
