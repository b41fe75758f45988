import type { StackResourceSummary } from '@aws-sdk/client-cloudformation';
import { openClient } from '../../retries/open-client';

/** Removes the deletion protection of a resource, by its id in CloudFormation. */
type Lift = (region: string, id: string) => Promise<void>;

/**
 * The protections that prevent the deletion of a resource, whatever its template says, by type. The termination
 * protection of the stack is lifted separately.
 */
const lifts: Readonly<Record<string, Lift>> = {
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html#deletion-protection
  'AWS::ElasticLoadBalancingV2::LoadBalancer': async (region, LoadBalancerArn) => {
    const { ElasticLoadBalancingV2Client, ModifyLoadBalancerAttributesCommand } =
      await import('@aws-sdk/client-elastic-load-balancing-v2');
    const client = await openClient(ElasticLoadBalancingV2Client, region);
    const Attributes = [{ Key: 'deletion_protection.enabled', Value: 'false' }];
    await client
      .send(new ModifyLoadBalancerAttributesCommand({ LoadBalancerArn, Attributes }))
      .finally(() => client.destroy());
  },
  // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html
  'AWS::RDS::DBInstance': async (region, DBInstanceIdentifier) => {
    const { RDSClient, ModifyDBInstanceCommand } = await import('@aws-sdk/client-rds');
    const client = await openClient(RDSClient, region);
    const change = { DBInstanceIdentifier, DeletionProtection: false, ApplyImmediately: true };
    await client.send(new ModifyDBInstanceCommand(change)).finally(() => client.destroy());
  },
  'AWS::RDS::DBCluster': async (region, DBClusterIdentifier) => {
    const { RDSClient, ModifyDBClusterCommand } = await import('@aws-sdk/client-rds');
    const client = await openClient(RDSClient, region);
    const change = { DBClusterIdentifier, DeletionProtection: false, ApplyImmediately: true };
    await client.send(new ModifyDBClusterCommand(change)).finally(() => client.destroy());
  },
  'AWS::RDS::GlobalCluster': async (region, GlobalClusterIdentifier) => {
    const { RDSClient, ModifyGlobalClusterCommand } = await import('@aws-sdk/client-rds');
    const client = await openClient(RDSClient, region);
    const change = { GlobalClusterIdentifier, DeletionProtection: false };
    await client.send(new ModifyGlobalClusterCommand(change)).finally(() => client.destroy());
  },
};

/** The error of a service for a missing resource: there is no protection to lift. */
const gone = /NotFound/;

/**
 * Lifts the deletion protection of every protected resource.
 *
 * @param resources that exist
 * @param lifting called with the name of each resource before its protection is lifted
 */
export async function liftProtections(
  region: string,
  resources: readonly (StackResourceSummary & { PhysicalResourceId: string })[],
  lifting: (resource: string) => void,
): Promise<void> {
  for (const { LogicalResourceId, ResourceType = '', PhysicalResourceId } of resources) {
    const lift = lifts[ResourceType];
    if (!lift) continue;
    lifting(`${LogicalResourceId} (${ResourceType})`);
    try {
      await lift(region, PhysicalResourceId);
    } catch (error) {
      if (!(error instanceof Error && gone.test(error.name))) throw error;
    }
  }
}
