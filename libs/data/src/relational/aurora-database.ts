import { type AuroraSettings } from '@bulkhead/config';
import { type NameScope } from '@bulkhead/naming';
import { Fn } from 'cdktf';
import { Construct } from 'constructs';
import { AuroraCluster, type ClusterData } from './aurora-cluster';
import { ClusterInstances } from './cluster-instances';
import { ClusterParameterGroup } from './cluster-parameter-group';
import { auroraIdentity, globalClusterIdentifier } from './database-identity';
import { DatabasePlacement } from './database-placement';
import { ExportedLogs } from './exported-logs';
import { GlobalCluster } from './global-cluster';
import { MonitoringRole } from './monitoring-role';
import { managedSecretArn, type RelationalDatabase } from './relational-database';
import { RelationalKey } from './relational-key';

/**
 * The number of zones in which Aurora keeps the storage. Aurora selects them from the subnet group, and accepts
 * instances only in these zones. With more zones in the group, nobody could know whether the zones of the instances are
 * among the selected ones.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.RegionsAndAvailabilityZones.html
 */
const storageZones = 3;

export interface AuroraDatabaseProps {
  readonly nameScope: NameScope;
  readonly settings: AuroraSettings;
  readonly data: ClusterData;
  /** Availability zones, two or more. */
  readonly zones: readonly string[];
  readonly vpcId: string;
  /** Isolated subnets, one per zone and in the order of `zones`. */
  readonly subnetIds: string[];
  readonly isProtected: boolean;
  /** Whether the database leaves a final snapshot and its automated backups when it is deleted. */
  readonly finalSnapshot: boolean;
}

/** Aurora PostgreSQL in one region: stand-alone, or the primary or a secondary of a global database. */
export class AuroraDatabase extends Construct implements RelationalDatabase {
  readonly identifier: string;
  readonly resourceId: string;
  readonly writerEndpoint: string;
  readonly readerEndpoint: string;
  readonly databaseName: string;
  readonly securityGroupId: string;
  readonly keyArn: string;
  readonly managedSecretArn: string | undefined;
  readonly target: { readonly dbClusterIdentifier: string };
  readonly instances: RelationalDatabase['instances'];
  /** The global database of the cluster. @default the cluster stands alone */
  readonly global: { readonly globalClusterIdentifier: string; readonly clusterArn: string } | undefined;

  constructor(scope: Construct, id: string, props: AuroraDatabaseProps) {
    super(scope, id);
    const { nameScope, settings, data, zones, subnetIds, isProtected } = props;
    const { engineVersion, global } = settings;
    const identity = auroraIdentity(nameScope, settings);
    const isSecondary = 'replicatedFrom' in data;

    const { subnetGroup, securityGroup } = new DatabasePlacement(this, 'placement', {
      ...props,
      subnetIds: zones.slice(0, storageZones).map((_, index) => Fn.element(subnetIds, index) as string),
    });
    const { key } = new RelationalKey(this, 'encryption', {
      nameScope,
      identity,
      password: isSecondary ? 'replicated' : data.masterUser.password,
      isProtected,
    });
    const { logGroups } = new ExportedLogs(this, 'logs', {
      identity,
      keyArn: key.arn,
      retentionDays: settings.logRetentionDays,
      isProtected,
    });
    const { parameterGroup } = new ClusterParameterGroup(this, 'parameters', {
      nameScope,
      engineVersion,
      rpoSeconds: global?.rpoSeconds,
    });

    // A secondary joins by the name: any value of the primary region would need a lookup there.
    const globalIdentifier = globalClusterIdentifier(
      isSecondary ? { ...nameScope, region: data.replicatedFrom } : nameScope,
    );
    const globalDatabase =
      global && !isSecondary
        ? new GlobalCluster(this, 'global', { nameScope, engineVersion, isProtected }).globalCluster
        : undefined;
    const { cluster } = new AuroraCluster(this, 'aurora', {
      nameScope,
      identity,
      settings,
      data,
      globalClusterIdentifier: isSecondary ? globalIdentifier : globalDatabase?.globalClusterIdentifier,
      isProtected,
      finalSnapshot: props.finalSnapshot,
      keyArn: key.arn,
      logGroups,
      parameterGroupName: parameterGroup.name,
      subnetGroupName: subnetGroup.name,
      securityGroupId: securityGroup.id,
    });
    const monitoring = new MonitoringRole(this, 'monitoring', { nameScope, ...identity });
    const { instances } = new ClusterInstances(this, 'instances', {
      nameScope,
      cluster,
      identifiers: identity.instanceIdentifiers,
      instanceClass: settings.type === 'aurora-provisioned' ? settings.instanceClass : 'db.serverless',
      zones,
      isProtected,
      keyArn: key.arn,
      monitoring,
    });

    this.identifier = cluster.clusterIdentifier;
    this.resourceId = cluster.clusterResourceId;
    this.writerEndpoint = cluster.endpoint;
    this.readerEndpoint = cluster.readerEndpoint;
    this.databaseName = isSecondary ? settings.databaseName : cluster.databaseName;
    this.securityGroupId = securityGroup.id;
    this.keyArn = key.arn;
    this.managedSecretArn =
      !isSecondary && data.masterUser.password === 'managed' ? managedSecretArn(cluster) : undefined;
    this.target = { dbClusterIdentifier: cluster.clusterIdentifier };
    this.instances = instances;
    this.global = global && { globalClusterIdentifier: globalIdentifier, clusterArn: cluster.arn };
  }
}
