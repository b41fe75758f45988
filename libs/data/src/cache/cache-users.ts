import { ElasticacheUser } from '@cdktf/provider-aws/lib/elasticache-user';
import { ElasticacheUserGroup } from '@cdktf/provider-aws/lib/elasticache-user-group';
import { type CacheSettings } from '@bulkhead/config';
import { cacheIdentifier, type NameScope } from '@bulkhead/naming';
import { Construct } from 'constructs';

/**
 * The rights of an application: read, write and run scripts on every key. It may not empty, configure or inspect the
 * whole cache. The only exception is `INFO`, which clients call when they connect.
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html#Access-string
 */
const applicationRights =
  'on ~* &* -@all +@read +@write +@connection +@transaction +@pubsub +@scripting -@dangerous +info';

export interface CacheUsersProps {
  readonly nameScope: NameScope;
  readonly engine: CacheSettings['type'];
}

/**
 * The users of the cache. Applications have one user, which IAM authenticates by a token of 15 minutes, so there is no
 * password. Nobody connects as `default`: a Valkey group without this user shuts it out. A Redis OSS group must have
 * it, so it is turned off there.
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html
 */
export class CacheUsers extends Construct {
  readonly application: ElasticacheUser;
  readonly group: ElasticacheUserGroup;

  constructor(scope: Construct, id: string, { nameScope, engine }: CacheUsersProps) {
    super(scope, id);

    // IAM requires that id and name are equal, in lower case.
    const applicationName = cacheIdentifier(nameScope, 'cache', 'app');
    this.application = new ElasticacheUser(this, 'application', {
      engine,
      userId: applicationName,
      userName: applicationName,
      accessString: applicationRights,
      authenticationMode: { type: 'iam' },
    });

    const members = [this.application];
    if (engine === 'redis') {
      members.push(
        new ElasticacheUser(this, 'default', {
          engine,
          userId: cacheIdentifier(nameScope, 'cache', 'default'),
          userName: 'default',
          accessString: 'off ~* -@all',
          authenticationMode: { type: 'no-password-required' },
        }),
      );
    }
    this.group = new ElasticacheUserGroup(this, 'group', {
      engine,
      userGroupId: cacheIdentifier(nameScope, 'cache', 'users'),
      userIds: members.map(({ userId }) => userId),
    });
  }
}
