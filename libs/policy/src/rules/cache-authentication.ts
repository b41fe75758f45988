import { resourceRule, unless } from './resource-rule';

/** A cache must authenticate its clients, by a token or by users with their own permissions. */
export const cacheAuthentication = resourceRule({
  id: 'cache-authentication',
  title: 'A cache authenticates its clients.',
  controls: ['164.308(a)(4)(ii)(B)', '164.312(a)(1)', '164.312(d)'],
  pitfall: 7,
  types: ['AWS::ElastiCache::ReplicationGroup'],
  judge: ({ properties }) =>
    unless(
      properties['AuthToken'] !== undefined || properties['UserGroupIds'] !== undefined,
      'Everybody who reaches it can log in: set UserGroupIds or AuthToken.',
    ),
});
