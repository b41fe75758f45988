import { ElasticacheUser } from '@cdktf/provider-aws/lib/elasticache-user';
import { ElasticacheUserGroup } from '@cdktf/provider-aws/lib/elasticache-user-group';
import { type CacheSettings } from '@bulkhead/config';
import { cacheIdentifier, type NameScope } from '@bulkhead/naming';
import { Construct } from 'constructs';

/**
 * What an application may do: read, write and run scripts on every key, and nothing that empties, configures or
 * inspects the whole cache. `INFO`, which clients ask for when they connect, is the one exception.
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html#Access-string
 */
const applicationRights =
  'on ~* &* -@all +@read +@write +@connection +@transaction +@pubsub +@scripting -@dangerous +info';

export interface CacheUsersProps {
  readonly nameScope: NameScope;
  readonly engine: CacheSettings['type'];
}

/**
 * Who may connect: one user for applications, which IAM authenticates by a token of 15 minutes, so that there is no
 * password anywhere. Nobody connects as `default`: a group of Valkey that does not have it shuts it out, and one of
 * Redis OSS, which must have it, gets one that is switched off.
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html
 */
export class CacheUsers extends Construct {
  readonly application: ElasticacheUser;
  readonly group: ElasticacheUserGroup;

  constructor(scope: Construct, id: string, { nameScope, engine }: CacheUsersProps) {
    super(scope, id);

    // IAM wants id and name to be the same, in lower case.
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
