import { BulkheadStack, consume, publish } from '@bulkhead/cdktf';
import { regionPlanOf, settingsOf } from '@bulkhead/config';
import { cache, network } from '@bulkhead/contracts';
import {
  CacheKey,
  CacheLogs,
  CacheParameterGroup,
  CachePlacement,
  cachePort,
  CacheUsers,
  GlobalDatastore,
  ReplicationGroup,
} from '@bulkhead/data/cache';
import { type StackContext } from '@bulkhead/stack';
import { type Construct } from 'constructs';

/** The cache of a region, for sessions: Valkey or Redis OSS, replicated over its zones. */
export class CacheStack extends BulkheadStack {
  constructor(scope: Construct, context: StackContext) {
    super(scope, context);
    const { environment, nameScope, role } = context;
    const settings = settingsOf(environment, 'database', 'cache');
    const zones = regionPlanOf(environment, role).availabilityZones.length;
    const isProtected = environment.protected;

    const { vpcId, isolatedSubnetIds } = consume(this, network, { isolatedSubnetIds: zones });
    const { subnetGroup, securityGroup } = new CachePlacement(this, 'placement', {
      nameScope,
      vpcId,
      subnetIds: isolatedSubnetIds,
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
      keyArn: key.arn,
      logs,
      parameterGroupName: parameterGroup.name,
      subnetGroupName: subnetGroup.name,
      securityGroupId: securityGroup.id,
      userGroupId: users.group.userGroupId,
    });
    if (settings.globalDatastore) {
      new GlobalDatastore(this, 'global', { nameScope, settings, primary: replicationGroup });
    }

    publish(this, cache, {
      replicationGroupArn: replicationGroup.arn,
      primaryEndpoint: replicationGroup.primaryEndpointAddress,
      readerEndpoint: replicationGroup.readerEndpointAddress,
      port: String(cachePort),
      securityGroupId: securityGroup.id,
      userName: users.application.userName,
      userArn: users.application.arn,
      keyArn: key.arn,
    });
  }
}
