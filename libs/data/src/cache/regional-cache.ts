import { type CacheSettings } from '@bulkhead/config';
import { type cache, type ContractValues } from '@bulkhead/contracts';
import { type NameScope } from '@bulkhead/naming';
import { Construct } from 'constructs';
import { CacheKey } from './cache-key';
import { CacheLogs } from './cache-logs';
import { CacheParameterGroup } from './cache-parameter-group';
import { CachePlacement } from './cache-placement';
import { CacheUsers } from './cache-users';
import { GlobalDatastore } from './global-datastore';
import { cachePort, ReplicationGroup } from './replication-group';

export interface RegionalCacheProps {
  readonly nameScope: NameScope;
  readonly settings: CacheSettings;
  readonly vpcId: string;
  /** Isolated subnets in at least two availability zones. */
  readonly subnetIds: string[];
  readonly isProtected: boolean;
  /** Whether the cache leaves a final snapshot when it is deleted. */
  readonly finalSnapshot: boolean;
}

/** The cache of a region, for sessions: Valkey or Redis OSS, replicated over its zones. */
export class RegionalCache extends Construct {
  /** The values that an application in the region needs to use the cache. */
  readonly values: ContractValues<(typeof cache)['parameters']>;
  readonly replicationGroup: ReplicationGroup['replicationGroup'];

  constructor(scope: Construct, id: string, props: RegionalCacheProps) {
    super(scope, id);
    const { nameScope, settings, vpcId, subnetIds, isProtected } = props;

    const { subnetGroup, securityGroup } = new CachePlacement(this, 'placement', {
      nameScope,
      vpcId,
      subnetIds,
    });
    const { key } = new CacheKey(this, 'encryption', { nameScope, isProtected });
    const { logs } = new CacheLogs(this, 'logs', {
      nameScope,
      keyArn: key.arn,
      retentionDays: settings.logRetentionDays,
      isProtected,
    });
    const { parameterGroup } = new CacheParameterGroup(this, 'parameters', { nameScope, settings });
    const users = new CacheUsers(this, 'users', { nameScope, engine: settings.type });

    const { replicationGroup } = new ReplicationGroup(this, 'replication', {
      nameScope,
      settings,
      isProtected,
      finalSnapshot: props.finalSnapshot,
      keyArn: key.arn,
      logs,
      parameterGroupName: parameterGroup.name,
      subnetGroupName: subnetGroup.name,
      securityGroupId: securityGroup.id,
      userGroupId: users.group.userGroupId,
    });
    if (settings.globalDatastore) {
      new GlobalDatastore(this, 'global', { nameScope, settings, primary: replicationGroup, isProtected });
    }

    this.replicationGroup = replicationGroup;
    this.values = {
      replicationGroupArn: replicationGroup.arn,
      primaryEndpoint: replicationGroup.primaryEndpointAddress,
      readerEndpoint: replicationGroup.readerEndpointAddress,
      port: String(cachePort),
      securityGroupId: securityGroup.id,
      userName: users.application.userName,
      userArn: users.application.arn,
      keyArn: key.arn,
    };
  }
}
