import { BulkheadStack, consume, publish } from '@bulkhead/cdktf';
import { regionPlanOf, settingsOf } from '@bulkhead/config';
import { database, network } from '@bulkhead/contracts';
import {
  AuroraCluster,
  ClusterInstances,
  ClusterParameterGroup,
  DatabasePlacement,
  MonitoringRole,
  PostgresqlLogGroup,
  postgresqlPort,
  RelationalKey,
  SecretRotation,
} from '@bulkhead/data/relational';
import { type StackContext } from '@bulkhead/stack';
import { type Construct } from 'constructs';

/** The relational database of a region that stands alone: Aurora PostgreSQL, Serverless v2. */
export class RelationalStack extends BulkheadStack {
  constructor(scope: Construct, context: StackContext) {
    super(scope, context);
    const { environment, nameScope, role } = context;
    const settings = settingsOf(environment, 'database', 'relational');
    const zones = regionPlanOf(environment, role).availabilityZones.map(({ name }) => name);
    const isProtected = environment.protected;

    const { vpcId, isolatedSubnetIds } = consume(this, network, { isolatedSubnetIds: zones.length });
    const { subnetGroup, securityGroup } = new DatabasePlacement(this, 'placement', {
      nameScope,
      vpcId,
      subnetIds: isolatedSubnetIds,
    });

    const { key } = new RelationalKey(this, 'encryption', { nameScope, isProtected });
    const { logGroup } = new PostgresqlLogGroup(this, 'log', {
      nameScope,
      keyArn: key.arn,
      retentionDays: settings.logRetentionDays,
      isProtected,
    });
    const { parameterGroup } = new ClusterParameterGroup(this, 'parameters', {
      nameScope,
      engineVersion: settings.engineVersion,
    });

    const { cluster } = new AuroraCluster(this, 'aurora', {
      nameScope,
      settings,
      isProtected,
      keyArn: key.arn,
      logGroup,
      parameterGroupName: parameterGroup.name,
      subnetGroupName: subnetGroup.name,
      securityGroupId: securityGroup.id,
    });
    const monitoring = new MonitoringRole(this, 'monitoring', { nameScope, instances: settings.instances });
    const { instances } = new ClusterInstances(this, 'instances', {
      nameScope,
      cluster,
      count: settings.instances,
      zones,
      isProtected,
      keyArn: key.arn,
      monitoring,
    });
    const { secretArn } = new SecretRotation(this, 'rotation', { cluster, instances });

    publish(this, database, {
      identifier: cluster.clusterIdentifier,
      writerEndpoint: cluster.endpoint,
      readerEndpoint: cluster.readerEndpoint,
      port: String(postgresqlPort),
      databaseName: cluster.databaseName,
      securityGroupId: securityGroup.id,
      secretArn,
      keyArn: key.arn,
    });
  }
}
