import { BulkheadStack, consume, publish } from '@bulkhead/cdk';
import { regionPlanOf, settingsOf } from '@bulkhead/config';
import { appPlatform, database, network } from '@bulkhead/contracts';
import { type StackContext } from '@bulkhead/stack';
import { type Construct } from 'constructs';
import { FargateService } from './constructs/fargate-service';
import { insightsLogGroupName, ServiceCluster } from './constructs/service-cluster';
import { ServiceLogs } from './constructs/service-logs';
import { ServiceNetwork } from './constructs/service-network';
import { TaskDefinition } from './constructs/task-definition';
import { TaskRoles } from './constructs/task-roles';

/** The application of a region: containers in private subnets that read the database's secret when they start. */
export class ServiceStack extends BulkheadStack {
  constructor(scope: Construct, context: StackContext) {
    super(scope, context);
    const { environment, nameScope, role } = context;
    const settings = settingsOf(environment, 'app-platform', 'service');
    const zones = regionPlanOf(environment, role).availabilityZones.length;

    const { vpcId, privateSubnetIds } = consume(this, network, { privateSubnetIds: zones });
    const client = consume(this, database);

    const logs = new ServiceLogs(this, 'Log', {
      nameScope,
      insightsLogGroupName: insightsLogGroupName(nameScope),
      retentionDays: settings.logRetentionDays,
      isProtected: environment.protected,
    });
    const { cluster } = new ServiceCluster(this, 'Cluster', { nameScope, insightsLog: logs.insights });
    const { securityGroup, databaseAccess } = new ServiceNetwork(this, 'Network', {
      nameScope,
      vpcId,
      databaseSecurityGroupId: client.securityGroupId,
      databasePort: client.port,
    });
    const roles = new TaskRoles(this, 'Roles', {
      nameScope,
      logGroupArn: logs.containers.attrArn,
      secretArn: client.secretArn,
      secretKeyArn: client.secretKeyArn,
    });
    const { taskDefinition } = new TaskDefinition(this, 'Task', {
      nameScope,
      settings,
      roles,
      logGroupName: logs.containers.ref,
      database: client,
    });
    const { service } = new FargateService(this, 'Service', {
      nameScope,
      desiredCount: settings.desiredCount,
      clusterArn: cluster.attrArn,
      taskDefinitionArn: taskDefinition.ref,
      subnetIds: privateSubnetIds,
      securityGroupId: securityGroup.attrGroupId,
      databaseAccess,
    });

    publish(this, appPlatform, {
      clusterName: cluster.ref,
      serviceName: service.attrName,
      securityGroupId: securityGroup.attrGroupId,
      logGroupName: logs.containers.ref,
    });
  }
}
