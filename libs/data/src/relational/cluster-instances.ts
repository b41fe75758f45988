import { type RdsCluster } from '@cdktf/provider-aws/lib/rds-cluster';
import { RdsClusterInstance } from '@cdktf/provider-aws/lib/rds-cluster-instance';
import { type NameScope } from '@bulkhead/naming';
import { suppress } from '@bulkhead/cdktf';
import { Construct } from 'constructs';
import { instanceMonitoring } from './instance-monitoring';
import { type MonitoringRole } from './monitoring-role';
import { quietHours } from '../placement/quiet-hours';

/** The last tier that Aurora considers for a failover. */
const lastPromotionTier = 15;

/**
 * The number of instances with a fixed zone: the writer and the first reader, so that two zones are certain. Aurora
 * chooses a zone for each of the others. A fixed zone for all of them, in turns, has two problems. With an additional
 * zone, existing instances would change their zone, and Terraform destroys an instance to move it. And Aurora refuses a
 * zone without storage, such as a zone that is newer than the cluster.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.RegionsAndAvailabilityZones.html
 */
const placedInstances = 2;

export interface ClusterInstancesProps {
  readonly nameScope: NameScope;
  readonly cluster: RdsCluster;
  /** Identifiers of all instances, writer and readers. */
  readonly identifiers: readonly string[];
  /** Class of every instance, such as `db.r7g.large`; `db.serverless` is Serverless v2. */
  readonly instanceClass: string;
  /** Availability zones, two or more. The first two instances are in the first two zones. */
  readonly zones: readonly string[];
  readonly isProtected: boolean;
  /** ARN of the key of Performance Insights. */
  readonly keyArn: string;
  readonly monitoring: MonitoringRole;
}

/** The instances of the cluster, in at least two zones: one writes, the others read and can take over. */
export class ClusterInstances extends Construct {
  readonly instances: readonly RdsClusterInstance[];

  constructor(scope: Construct, id: string, props: ClusterInstancesProps) {
    super(scope, id);
    const { nameScope, cluster, zones, isProtected, keyArn, monitoring } = props;
    const { maintenance } = quietHours(nameScope.region);

    this.instances = props.identifiers.map((identifier, index) => {
      const instance = new RdsClusterInstance(this, `instance-${index + 1}`, {
        identifier,
        clusterIdentifier: cluster.id,
        engine: cluster.engine,
        instanceClass: props.instanceClass,
        ...(index < placedInstances && { availabilityZone: zones[index] as string }),
        dbSubnetGroupName: cluster.dbSubnetGroupName,
        publiclyAccessible: false,

        // With Serverless v2, instances in tiers 0 and 1 scale with the writer and can take over its load at once.
        // Instances in later tiers scale on their own.
        // https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.how-it-works.html
        promotionTier: Math.min(index, lastPromotionTier),

        // The configuration has the version for the whole cluster: an upgrade is a reviewed deploy.
        autoMinorVersionUpgrade: false,
        preferredMaintenanceWindow: maintenance,
        applyImmediately: !isProtected,
        copyTagsToSnapshot: true,

        ...instanceMonitoring(monitoring, keyArn),
        // An instance stays in its zone, even if somebody changes the order of the zones.
        lifecycle: { ignoreChanges: ['availability_zone'] },
        dependsOn: [monitoring.permissions],
      });
      suppress(instance, {
        rule: 'HIPAA.Security-RDSAutomaticMinorVersionUpgradeEnabled',
        reason:
          'The version is in the configuration for the whole cluster, so that an upgrade is a reviewed deploy which has been through the other environments.',
      });
      suppress(instance, {
        rule: 'HIPAA.Security-RDSInBackupPlan',
        reason:
          'An Aurora instance holds no data of its own; the storage of the cluster is backed up as a whole, to any second of its retention.',
      });
      return instance;
    });
  }
}
